import { writeFile } from "node:fs/promises";
import { InputError, type InputIssue } from "../core/errors.js";
import { parseJson } from "../core/json.js";
import { connect } from "../node/connection.js";
import { type Flags, loadSettings } from "../node/settings.js";
import { assessRisk } from "../tools/gates.js";
import { assess, inLines } from "../tools/impact.js";
import { requireOperation } from "../tools/operation.js";
import { prepare, runOperation } from "../tools/run.js";
import { print, printData } from "./print.js";

/** Runs one operation. A destructive one is run only when its target's name is given too. */
export async function call(
  id: string,
  inputText: string | undefined,
  flags: Flags,
  { json, confirm, filter }: { json?: boolean; confirm?: string; filter?: string | undefined },
): Promise<void> {
  const operation = requireOperation(id);
  const input = readInput(inputText);
  const connection = await connect(await loadSettings(flags, process.env));
  try {
    if (connection.sandboxUrl) process.stderr.write("No token: this is the sandbox, nothing is real or billed.\n");
    const checked = prepare(connection.door, operation, input);
    const { risk, gates } = await assessRisk(connection.door, operation, checked);
    if (risk === "destructive") {
      const impact = await assess(connection.door, operation, checked, gates);
      if (confirm !== impact.confirm) {
        const issue = { field: "--confirm", message: `must be "${impact.confirm}" for this to be done` };
        throw new InputError([issue], inLines(impact).join("\n"));
      }
    }
    const onWarning = ({ field, message }: InputIssue) => void process.stderr.write(`Warning: ${field} ${message}\n`);
    const answer = await runOperation(connection.door, operation, checked, { onWarning });
    if (filter !== undefined)
      return printData(await (await import("../node/jq/filter.js")).applyFilter(answer, filter), { json });
    if (isDownload(answer)) await saveDownload(id, answer);
    else printData(answer ?? {}, { json });
  } finally {
    await connection.close();
  }
}

function readInput(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    // The parser's error quotes the input, which can hold a password.
    throw new InputError(
      [{ field: "input", message: "is not JSON" }],
      `Quote it for the shell: '{"project": "demo"}', in cmd of Windows "{\\"project\\": \\"demo\\"}".`,
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError([{ field: "input", message: "must be a JSON object" }]);
  }
  return value as Record<string, unknown>;
}

function isDownload(answer: unknown): answer is { contentType: string; bytes: Uint8Array } {
  return typeof answer === "object" && answer !== null && "bytes" in answer && answer.bytes instanceof Uint8Array;
}

/** A terminal gets a file, a pipe gets the bytes. */
async function saveDownload(
  id: string,
  { contentType, bytes }: { contentType: string; bytes: Uint8Array },
): Promise<void> {
  if (!process.stdout.isTTY) {
    process.stdout.write(bytes);
    return;
  }
  const extension = /pdf|csv|json/.exec(contentType)?.[0] ?? "bin";
  const path = `${id}-${Date.now()}.${extension}`;
  await writeFile(path, bytes, { flag: "wx" });
  print(`${bytes.length} bytes written to ${path}`);
}
