import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import type { Download } from "../../core/catalogue/index.js";
import { isObject, project } from "../../core/view.js";
import type { Operation } from "../../tools/operation.js";
import type { Wishes } from "./parameters.js";
import { isList } from "./placed-operation.js";
import type { Shown } from "./wait-after.js";

/** Says that it went well, and is nothing to work with. */
const REMARKS = new Set(["message", "errors"]);

/** An answer as items of n8n: a list's entries one by one, a thing without its wrapper, a file as binary data. */
export async function toItems(
  node: IExecuteFunctions,
  { operation, answer }: Shown,
  called: Operation,
  wishes: Wishes,
): Promise<INodeExecutionData[]> {
  if (isDownload(answer)) return [await toBinary(node, operation, answer, wishes.binaryField)];
  const { view, secrets = [] } = operation.words;
  // What was asked for is not simplified away.
  const kept = wishes.includeSecrets ? [...(view ?? []), ...secrets] : view;
  const shown = view && kept && wishes.simplify ? project(answer, kept) : answer;
  const rows = isList(operation) ? rowsOf(shown) : [unwrap(shown)];
  const wanted = isList(operation) && !wishes.returnAll ? rows.slice(0, wishes.limit) : rows;
  const items = wanted.map((row) => ({ json: toJson(called, row) }));
  return Promise.all(items.map((item) => withCertificate(node, operation, item)));
}

function isDownload(answer: unknown): answer is Download {
  return typeof answer === "object" && answer !== null && "bytes" in answer && answer.bytes instanceof Uint8Array;
}

async function toBinary(
  node: IExecuteFunctions,
  { id }: Operation,
  { bytes, contentType }: Download,
  field: string,
): Promise<INodeExecutionData> {
  const type = contentType.split(";")[0]?.trim() ?? "application/octet-stream";
  const ending = /\/(pdf|csv|json)$/.exec(type)?.[1] ?? "bin";
  const data = await node.helpers.prepareBinaryData(Buffer.from(bytes), `${id}.${ending}`, type);
  return { json: { fileName: `${id}.${ending}`, mimeType: type, fileSize: bytes.length }, binary: { [field]: data } };
}

/** A project's certificate authority is wanted as a file, too. */
async function withCertificate(
  node: IExecuteFunctions,
  { id }: Operation,
  item: { json: IDataObject },
): Promise<INodeExecutionData> {
  const pem = item.json["certificate"];
  if (id !== "ProjectKmsGetCA" || typeof pem !== "string") return item;
  const data: IBinaryData = await node.helpers.prepareBinaryData(Buffer.from(pem), "ca.pem", "application/x-pem-file");
  return { ...item, binary: { data } };
}

/** The one list that an answer holds; else the answer as a whole. */
function rowsOf(answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer;
  if (!isObject(answer)) return answer === undefined ? [] : [answer];
  const lists = Object.entries(answer).filter(([name, value]) => Array.isArray(value) && !REMARKS.has(name));
  return lists.length === 1 ? (lists[0]?.[1] as unknown[]) : [unwrap(answer)];
}

/** What an answer holds under its only name. */
function unwrap(answer: unknown): unknown {
  if (!isObject(answer)) return answer;
  const [only, ...others] = Object.entries(answer).filter(([name]) => !REMARKS.has(name));
  return others.length === 0 && only && isObject(only[1]) ? only[1] : answer;
}

function toJson({ facts }: Operation, row: unknown): IDataObject {
  const deleted = facts.method === "DELETE" ? { deleted: true } : {};
  if (isObject(row)) {
    const data = Object.fromEntries(Object.entries(row).filter(([name]) => name !== "errors"));
    return { ...deleted, ...(plainNumbers(data) as IDataObject) };
  }
  if (row === undefined || row === null) return facts.method === "DELETE" ? deleted : { success: true };
  return { value: plainNumbers(row) as IDataObject };
}

/** n8n stores items as JSON, which has no integers beyond 2^53: those become text. */
function plainNumbers(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainNumbers(inner)]));
}
