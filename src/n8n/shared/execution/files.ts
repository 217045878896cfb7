import type { IDataObject, IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import { type Download, pathParameters } from "../../../core/catalogue/index.js";
import type { Operation } from "../../../tools/operation.js";

/** A call, by which its file is named. */
export interface Called {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Whether an answer is a file and not JSON. */
export function isDownload(answer: unknown): answer is Download {
  return typeof answer === "object" && answer !== null && "bytes" in answer && answer.bytes instanceof Uint8Array;
}

/** A downloaded file as an item: the file in a field of its own, and what it is. */
export async function toFileItem(
  node: IExecuteFunctions,
  called: Called,
  { bytes, contentType }: Download,
  field: string,
): Promise<INodeExecutionData> {
  const mimeType = contentType.split(";")[0]?.trim() || "application/octet-stream";
  const fileName = fileNameOf(called, mimeType);
  const data = await node.helpers.prepareBinaryData(Buffer.from(bytes), fileName, mimeType);
  return { json: { fileName, mimeType, fileSize: bytes.length }, binary: { [field]: data } };
}

/** After what it is about: `invoice-1a2b3c-7.pdf`. */
function fileNameOf({ operation, input }: Called, mimeType: string): string {
  const names = pathParameters(operation.facts.path).filter((name) => !/cookie|format/.test(name));
  const last = names.at(-1) ?? "";
  const noun = last.replace(/_(id|number|name)$/, "");
  const name = `${noun}-${input[last] ?? operation.id}`.replace(/[^\w.]+|_+/g, "-");
  const ending = /\/(pdf|csv|json)$/.exec(mimeType)?.[1];
  return ending === undefined ? name : `${name}.${ending}`;
}

const PEM = /^-----BEGIN [A-Z ]+-----/;

/** The names under which Aiven's own documentation keeps the files of a client of Kafka. */
const FILE_NAMES: Readonly<Record<string, string>> = {
  certificate: "ca.pem",
  access_cert: "service.cert",
  access_key: "service.key",
};

/** Certificates and keys are wanted as files, too. The one that an item is about goes into the field of the options. */
export async function withFiles(
  node: IExecuteFunctions,
  item: { readonly json: IDataObject },
  field: string,
): Promise<INodeExecutionData> {
  const found = Object.entries(item.json).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && PEM.test(entry[1]),
  );
  if (found.length === 0) return item;
  const files = await Promise.all(
    found.map(async ([name, pem]) => {
      const fileName = FILE_NAMES[name] ?? `${name}.pem`;
      const data = await node.helpers.prepareBinaryData(Buffer.from(pem), fileName, "application/x-pem-file");
      return [name === "certificate" ? field : name, data] as const;
    }),
  );
  return { ...item, binary: Object.fromEntries(files) };
}
