import { Worker } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { parseJson } from "../../core/json.js";
import { prebuilt } from "./prebuilt.js";

/** What a thread of jq is given. */
export interface JqTask {
  readonly wasm: Uint8Array;
  readonly json: string;
  readonly program: string;
  readonly maxMemoryBytes: number;
  readonly maxOutputBytes: number;
}

/** What a thread of jq says when jq is loaded and about to run. */
export const READY = "ready";

/** How a thread of jq ended, and what jq wrote. */
export interface JqEnd {
  readonly how: "done" | "refused" | "failed" | "crashed" | "too-long" | "out-of-time";
  readonly output: string;
  readonly errors: string;
}

/** The values that a program answers with, or why it does not. */
export type JqOutcome = { readonly values: readonly unknown[] } | Problem;

interface Problem {
  readonly problem: string;
  /** Whether its words can hold some of the data. */
  readonly quotesData: boolean;
}

/** For jq itself: how long a busy machine takes to start its thread says nothing about the program. */
const TIME_LIMIT_MS = 5_000;
const MAX_MEMORY_BYTES = 128 * 2 ** 20;
const MAX_OUTPUT_BYTES = 8 * 2 ** 20;
/** Threads at once; others wait for their turn. */
const AT_ONCE = 2;

let wasm: Uint8Array | undefined;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs a jq program over JSON: the real jq, in a thread of its own that is ended when it takes too long or too much. */
export async function runJq(json: string, program: string): Promise<JqOutcome> {
  if (running < AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return toOutcome(await runThread(json, program));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function runThread(json: string, program: string): Promise<JqEnd> {
  if (!prebuilt) throw new Error("jq comes with the built package only");
  wasm ??= gunzipSync(Buffer.from(prebuilt.wasm, "base64"));
  const task: JqTask = {
    wasm,
    json,
    program,
    maxMemoryBytes: MAX_MEMORY_BYTES,
    maxOutputBytes: MAX_OUTPUT_BYTES,
  };
  // What jq's runtime says when it is out of memory belongs on no stream of ours.
  const options = { eval: true, workerData: task, env: {}, stdout: true, stderr: true };
  const worker = new Worker(prebuilt.thread, options);
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (end: JqEnd) => {
      clearTimeout(timer);
      resolve(end);
      void worker.terminate();
    };
    worker.on("message", (message: typeof READY | JqEnd) => {
      if (message !== READY) return finish(message);
      timer = setTimeout(() => finish({ how: "out-of-time", output: "", errors: "" }), TIME_LIMIT_MS);
    });
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(error);
    };
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error("jq's thread ended without an answer")));
  });
}

function toOutcome({ how, output, errors }: JqEnd): JqOutcome {
  switch (how) {
    case "done":
      return { values: output.split("\n").flatMap((line) => (line === "" ? [] : [parseJson(line)])) };
    case "refused":
      return { problem: wordsOf(errors), quotesData: false };
    case "failed":
      return { problem: wordsOf(errors), quotesData: true };
    case "crashed":
      return {
        problem: `needs more than ${MAX_MEMORY_BYTES / 2 ** 20} MiB of memory, or goes too deep`,
        quotesData: false,
      };
    case "too-long":
      return { problem: `answers with more than ${MAX_OUTPUT_BYTES / 2 ** 20} MiB`, quotesData: false };
    case "out-of-time":
      return { problem: `takes longer than ${TIME_LIMIT_MS / 1000} s`, quotesData: false };
  }
}

/** jq's own words and its position, without what only helps at a command line. */
function wordsOf(errors: string): string {
  return errors
    .replace(/^jq: \d+ compile errors?$/gm, "")
    .replace(/^jq: error(?: \(at [^)]*\))?: /gm, "")
    .replace(/ \(Unix shell quoting issues\?\)/g, "")
    .replace(/ at <top-level>, line (\d+):\n(.*)/g, (_, line, code) => ` at line ${line}: ${code.trim()}`)
    .trim()
    .replace(/\s*\n+\s*/g, "; ");
}
