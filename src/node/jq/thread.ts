/** One run of jq in a thread of its own, which whoever started it may end at any time. */
import { parentPort, workerData } from "node:worker_threads";
import startJq from "jq-wasm/dist/build/jq.js";
import type { JqEnd, JqTask, READY } from "./run.js";

/** What is used of WebAssembly; Node's types lack it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
};

type Imported = (...args: number[]) => number;

/** The names that jq-wasm 1.0.1 gives to what jq calls, and to its memory. */
const NAMES = { read: "g", write: "d", grow: "o", memory: "E" } as const;

const OUT_OF_MEMORY = 0;
/** How jq ends when the program is none. */
const REFUSED = 3;
const OK = 0;

const { wasm, json, program, maxMemoryBytes, maxOutputBytes }: JqTask = workerData;
const input = new TextEncoder().encode(json);
const output: Uint8Array[] = [];
const errors: Uint8Array[] = [];
let memory: { readonly buffer: ArrayBuffer } = { buffer: new ArrayBuffer(0) };
let readBytes = 0;
let writtenBytes = 0;

// jq-wasm's own streams take a byte at a time and copy all the others for it: a megabyte would take minutes.
const read = (_: number, parts: number, count: number, done: number) => {
  const before = readBytes;
  for (const part of partsOf(parts, count)) {
    const chunk = input.subarray(readBytes, readBytes + part.length);
    part.set(chunk);
    readBytes += chunk.length;
  }
  return finish(done, readBytes - before);
};

const write = (descriptor: number, parts: number, count: number, done: number) => {
  let written = 0;
  for (const part of partsOf(parts, count)) {
    (descriptor === 2 ? errors : output).push(part.slice());
    written += part.length;
  }
  writtenBytes += written;
  // Caught where jq was called.
  if (writtenBytes > maxOutputBytes) throw new RangeError("too long");
  return finish(done, written);
};

function* partsOf(parts: number, count: number): Generator<Uint8Array> {
  for (let n = 0; n < count; n++) {
    const view = new DataView(memory.buffer);
    yield new Uint8Array(memory.buffer, view.getUint32(parts + 8 * n, true), view.getUint32(parts + 8 * n + 4, true));
  }
}

function finish(done: number, bytes: number): number {
  new DataView(memory.buffer).setUint32(done, bytes, true);
  return OK;
}

function instantiate(imports: { a: Record<string, Imported> }, receive: (instance: object) => unknown): unknown {
  const grow = imports.a[NAMES.grow];
  if (!grow) throw new Error("jq-wasm calls its imports by other names");
  const bounded = (bytes: number) => (bytes >>> 0 > maxMemoryBytes ? OUT_OF_MEMORY : grow(bytes));
  const own = { [NAMES.read]: read, [NAMES.write]: write, [NAMES.grow]: bounded };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { a: { ...imports.a, ...own } });
  memory = instance.exports[NAMES.memory] as typeof memory;
  return receive(instance);
}

function textOf(chunks: readonly Uint8Array[]): string {
  return new TextDecoder().decode(Buffer.concat(chunks));
}

async function main(): Promise<JqEnd["how"]> {
  const jq: { callMain(args: string[]): number } = await startJq({ thisProgram: "jq", instantiateWasm: instantiate });
  const ready: typeof READY = "ready";
  parentPort?.postMessage(ready);
  try {
    const status = jq.callMain(["-c", "--", program, "/dev/stdin"]);
    return status === 0 ? "done" : status === REFUSED ? "refused" : "failed";
  } catch {
    return writtenBytes > maxOutputBytes ? "too-long" : "crashed";
  }
}

void main().then((how) => {
  const end: JqEnd = { how, output: textOf(output), errors: textOf(errors) };
  parentPort?.postMessage(end);
});
