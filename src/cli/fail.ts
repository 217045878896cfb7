import { AivenError } from "../core/errors.js";
import { redactText } from "../core/redact.js";

/** Says what went wrong and what to do, and sets the exit code: 2 for what the caller can mend, 1 for the rest. */
export function fail(error: unknown): void {
  if (!(error instanceof AivenError)) {
    // The argument parser's own errors land here too: they are the caller's to mend.
    process.stderr.write(`aiven-mcp: ${error instanceof Error ? redactText(error.message) : "failed"}\n`);
    process.exitCode = error instanceof Error && error.name === "CACError" ? 2 : 1;
    return;
  }
  process.stderr.write(`${error.name}: ${redactText(error.message)}\n${error.hint ? `${error.hint}\n` : ""}`);
  process.exitCode = error.name === "InputError" || error.name === "PolicyError" ? 2 : 1;
}
