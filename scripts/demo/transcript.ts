import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Colours only where a person reads: not into pipes, and not where NO_COLOR asks for none. */
const coloured = process.stdout.isTTY === true && !process.env["NO_COLOR"];

function paint(style: Style, text: string): string {
  return coloured || process.env["FORCE_COLOR"] ? styleText(style, text, { validateStream: false }) : text;
}

export function write(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** What the user asks for. */
export function user(text: string): void {
  write();
  write(`${paint(["bold", "cyan"], "you       ")} ${text}`);
}

/** A tool call of the assistant. */
export function call(name: string, args: unknown): void {
  write(`${paint("magenta", "assistant ")} ${paint("bold", name)} ${paint("dim", shorten(JSON.stringify(args), 150))}`);
}

export function progress(message: string): void {
  write(`${paint("dim", "          … ")}${paint("dim", message)}`);
}

/** What came back, shortened, with what it cost. */
export function result(text: string, cost: { ms: number; tokens: number }): void {
  write(`${paint("green", "aiven     ")} ${shorten(text, 360)}`);
  write(paint("dim", `           ${cost.ms} ms, ${cost.tokens} tokens`));
}

export function checked(what: string): void {
  write(`           ${paint("green", "✓")} ${what}`);
}

export function heading(text: string): void {
  write();
  write(paint(["bold", "underline"], text));
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
