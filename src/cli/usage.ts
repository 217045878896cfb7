import type { CAC } from "cac";
import { InputError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";

/** What the argument parser refused, with the nearest command or option; any other error as it is. */
export function explainUsage({ commands, matchedCommand, globalCommand, args }: CAC, error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "CACError" || !matchedCommand) return error;
  const option = /^Unknown option `(.+)`$/.exec(error.message)?.[1];
  if (option !== undefined) {
    const known = [...matchedCommand.options, ...globalCommand.options].flatMap(({ rawName }) => {
      return rawName.match(/--[\w-]+/g) ?? [];
    });
    return unknown(option, "is not an option here", known);
  }
  const [word] = args;
  if (!matchedCommand.isDefaultCommand || word === undefined) return error;
  const names = commands.flatMap(({ name, aliasNames }) => [name, ...aliasNames]);
  return unknown(
    word,
    "is not a command",
    names.filter((name) => name !== ""),
  );
}

const OF_HTTP = ["port", "host", "public-url", "authorization-server", "max-calls", "max-calls-each"];

/** Throws InputError on options of serving over HTTP where it is not asked for: they would be of no effect. */
export function requireHttp(options: Readonly<Record<string, unknown>>): void {
  const nameOf = (option: string) => option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const given = OF_HTTP.find((option) => options[nameOf(option)] !== undefined);
  if (given === undefined) return;
  throw new InputError([{ field: `--${given}`, message: "is for serving over HTTP: give --http too" }]);
}

function unknown(field: string, message: string, allowed: readonly string[]): InputError {
  return new InputError([{ field, message, nearest: nearest(field, allowed), allowed }], "See aiven-mcp --help.");
}
