import { ApiFailure } from "../errors.js";

/** Messages by name, each with the types of its fields by number. */
export type Protobuf = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** Types that are written alike, so that one can be read as the other. */
const WIRE: readonly (readonly string[])[] = [
  ["int32", "int64", "uint32", "uint64", "bool"],
  ["sint32", "sint64"],
  ["fixed32", "sfixed32"],
  ["fixed64", "sfixed64"],
  ["string", "bytes"],
];

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const TOKEN = /\b(?:message|enum|oneof|service|extend)\s+(\w+)\s*\{|\}|\{|([\w.]+(?:<[^>]*>)?)\s+(\w+)\s*=\s*(\d+)/g;

/** Reads the messages of a schema. Throws the registry's refusal when there is none. */
export function parseProtobuf(text: string): Protobuf {
  const source = text.replace(COMMENT, "");
  const messages = new Map<string, Map<number, string>>();
  const open: (string | undefined)[] = [];
  for (const [token, block, type, , number] of source.matchAll(TOKEN)) {
    if (token === "}") {
      if (open.length === 0) throw invalid("Unexpected '}'");
      open.pop();
    } else if (type !== undefined) {
      messages.get(open.findLast((name) => name !== undefined) ?? "")?.set(Number(number), type);
    } else if (token.startsWith("message") && block !== undefined) {
      const name = [...open.filter((each) => each !== undefined), block].join(".");
      messages.set(name, new Map());
      open.push(name);
    } else {
      open.push(undefined);
    }
  }
  if (open.length > 0) throw invalid("Expected '}'");
  if (messages.size === 0) throw invalid("No message found");
  return messages;
}

/** Why messages of the writer cannot be read by the reader; empty when they can. */
export function protobufIncompatibilities(reader: Protobuf, writer: Protobuf): string[] {
  return [...writer].flatMap(([name, fields]) => {
    const own = reader.get(name);
    if (!own) return ["Incompatible modification Modification.MESSAGE_DROP found"];
    return [...fields]
      .filter(([number, type]) => !isReadable(own.get(number) ?? type, type))
      .map(() => "Incompatible modification Modification.FIELD_KIND_ALTER found");
  });
}

function isReadable(type: string, written: string): boolean {
  return type === written || WIRE.some((kind) => kind.includes(type) && kind.includes(written));
}

function invalid(reason: string): ApiFailure {
  return new ApiFailure(422, `Invalid PROTOBUF schema. Error: ${reason}`);
}
