import { AivenError, InputError } from "../core/errors.js";
import { redactText } from "../core/redact.js";

/** Says what went wrong and what to do, and sets the exit code: 2 for what the caller can mend, 1 for the rest. */
export function fail(error: unknown): void {
  if (!(error instanceof AivenError)) {
    // The argument parser's own errors land here too: they are the caller's to mend.
    process.stderr.write(`aiven-mcp: ${error instanceof Error ? redactText(error.message) : "failed"}\n`);
    process.exitCode = error instanceof Error && error.name === "CACError" ? 2 : 1;
    return;
  }
  const hint = hintOf(error);
  process.stderr.write(`${error.name}: ${redactText(error.message)}\n${hint ? `${hint}\n` : ""}`);
  process.exitCode = error.name === "InputError" || error.name === "PolicyError" ? 2 : 1;
}

/** A hint in the words of the command line: those of an assistant's tools are no use here. */
function hintOf(error: AivenError): string | undefined {
  const asksForProject =
    error instanceof InputError &&
    error.issues.some(({ field, message }) => field === "project" && message === "is required");
  if (asksForProject)
    return "Name it with --project or AIVEN_PROJECT; aiven-mcp doctor shows those that the token sees.";
  return error.hint?.replace(/\baiven_(search|describe)\b/g, "aiven-mcp $1").replace("write: true", "--write");
}
