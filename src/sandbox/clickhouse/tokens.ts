import { clickHouseError } from "./errors.js";

/** A token of ClickHouse SQL. */
export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "symbol";
  /** Without quotes; of a word, as it was written. */
  readonly text: string;
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|'(?<string>(?:[^'\\]|\\.|'')*)'|`(?<back>(?:[^`\\]|\\.)*)`|"(?<double>(?:[^"\\]|\\.)*)"|(?<symbol>[(),.;*=+\-/%<>!])/giy;

/** Reads a statement. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < sql.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(sql)?.groups;
    if (!groups) throw clickHouseError("SYNTAX_ERROR", `Syntax error: failed at position ${at + 1}`);
    const token = toToken(groups);
    if (token) tokens.push(token);
  }
  while (tokens.at(-1)?.text === ";") tokens.pop();
  return tokens;
}

function toToken(groups: Readonly<Record<string, string | undefined>>): Token | undefined {
  const { word, number, string, back, double, symbol } = groups;
  if (word !== undefined) return { kind: "word", text: word };
  if (number !== undefined) return { kind: "number", text: number };
  if (string !== undefined) return { kind: "string", text: withoutEscapes(string.replaceAll("''", "'")) };
  if (back !== undefined || double !== undefined) return { kind: "quoted", text: withoutEscapes(back ?? double ?? "") };
  if (symbol !== undefined) return { kind: "symbol", text: symbol };
  return undefined;
}

function withoutEscapes(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}

/** Goes through the tokens of a statement. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw clickHouseError("SYNTAX_ERROR", "Syntax error: unexpected end of query");
    this.#at += 1;
    return token;
  }

  /** Whether the words or symbols come next, all of them. */
  sees(phrase: string): boolean {
    return phrase.split(" ").every((word, index) => {
      const token = this.#tokens[this.#at + index];
      return (token?.kind === "word" || token?.kind === "symbol") && token.text.toUpperCase() === word;
    });
  }

  /** Steps over the words or symbols if they come next. */
  take(phrase: string): boolean {
    const seen = this.sees(phrase);
    if (seen) this.#at += phrase.split(" ").length;
    return seen;
  }

  expect(phrase: string): void {
    if (!this.take(phrase)) throw this.unexpected(`expected ${phrase}`);
  }

  /** A name, quoted or not. */
  name(): string {
    const token = this.next();
    if (token.kind === "word" || token.kind === "quoted" || token.kind === "string") return token.text;
    throw clickHouseError("SYNTAX_ERROR", `Syntax error: failed at '${token.text}': expected a name`);
  }

  end(): void {
    if (!this.done) throw this.unexpected("expected end of query");
  }

  unexpected(expected: string): Error {
    const text = this.#tokens[this.#at]?.text ?? "end of query";
    return clickHouseError("SYNTAX_ERROR", `Syntax error: failed at '${text}': ${expected}`);
  }
}
