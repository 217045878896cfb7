import {
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplateType,
} from "@modelcontextprotocol/server";
import { AivenError, InputError } from "../core/errors.js";
import { parseJson } from "../core/json.js";
import { redactText } from "../core/redact.js";
import { describeOperation } from "../tools/describe.js";
import { createFence } from "../tools/fence.js";
import { fillIn, type GuideName, guides } from "../tools/guides.js";
import { validate } from "../tools/input.js";
import { requireOperation } from "../tools/operation.js";
import { overview } from "../tools/overview.js";
import { serviceDigest } from "../tools/service-digest.js";
import { definitions } from "./definitions.js";
import { type File, fileContents } from "./file.js";
import { requireReading } from "./handlers/read.js";
import { OWN_DIGEST_TEXTS, OWN_OVERVIEW_TEXTS } from "./handlers/services.js";
import { type Reading, readAs } from "./reading.js";
import { DOCUMENT, freshNonce, toText } from "./result.js";
import type { Session } from "./server.js";
import { CALL_LIMIT_MS, limited } from "./time-limit.js";
import { type ResourceKind, readUri, TEMPLATES, toUri } from "./uris.js";

const JSON_TYPE = "application/json";
const GUIDE_TYPE = "text/markdown";
/** What comes with the version of this server changes with it alone. */
const LASTING = { ttlMs: 24 * 60 * 60 * 1000, cacheScope: "private" } as const;

/** Guides are few and listed; services and operations are many and found by their templates and tools. */
export function listResources(): Resource[] {
  return (Object.keys(guides) as GuideName[]).map((name) => ({
    uri: toUri("guide", { name }),
    name,
    title: guides[name].title,
    description: guides[name].summary,
    mimeType: GUIDE_TYPE,
  }));
}

const DESCRIBED: Readonly<Record<ResourceKind, { readonly title: string; readonly description: string }>> = {
  project: {
    title: "A project",
    description: "Services of a project with state, plan and cloud; what is wrong, and what changes next.",
  },
  service: {
    title: "A service",
    description:
      "State, nodes, hosts and ports, users, integrations, backups, maintenance, alerts and cost of a service.",
  },
  read: {
    title: "An answer of the API",
    description:
      "What aiven_read shows of a reading operation, whole: input as JSON, fields as a JSON list, filter as a jq program. Files come as they are.",
  },
  operation: { title: "An operation of the API", description: "Fields, limits, risk and pitfalls of an operation." },
  configuration: {
    title: "A configuration",
    description:
      "All that the configuration of a service type can hold: types, ranges, defaults, meanings. integration:name or endpoint:name for those.",
  },
  guide: { title: "A guide", description: "How to do a common job with several operations." },
};

export function listTemplates(guided: boolean): ResourceTemplateType[] {
  const kinds = (Object.keys(TEMPLATES) as ResourceKind[]).filter((kind) => guided || kind !== "guide");
  return kinds.map((kind) => ({
    uriTemplate: TEMPLATES[kind],
    name: kind,
    ...DESCRIBED[kind],
    mimeType: kind === "guide" ? GUIDE_TYPE : JSON_TYPE,
  }));
}

type Values = Readonly<Record<string, string>>;

/** Reads what an address means. Throws ProtocolError with what is wrong in words that hide secrets. */
export async function readResource(session: Session, uri: string, signal: AbortSignal): Promise<ReadResourceResult> {
  const { kind, values } = readUri(uri) ?? {};
  if (!kind || !values) throw missing(uri, `The addresses here are ${Object.values(TEMPLATES).join(", ")}.`);
  try {
    if (kind === "guide") {
      return { contents: [{ uri, mimeType: GUIDE_TYPE, text: guideText(uri, values) }], ...LASTING };
    }
    const lasting = await readLasting(kind, values);
    let file: File | undefined;
    const takeFile = (taken: File) => {
      file = taken;
    };
    const data = lasting ?? (await readNow(session, kind, values, { signal, takeFile }));
    if (file) return { contents: [fileContents(uri, file)] };
    const text = toText(data, DOCUMENT.chars);
    return { contents: [{ uri, mimeType: JSON_TYPE, text }], ...(lasting ? LASTING : {}) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProtocolError) throw error;
    throw missing(uri, error instanceof AivenError ? wordsOf(error) : "something unforeseen happened");
  }
}

/** What is known without an account. */
async function readLasting(kind: ResourceKind, values: Values): Promise<Record<string, unknown> | undefined> {
  if (kind === "operation") return describeOperation(requireOperation(values["id"] ?? "", "id"));
  if (kind !== "configuration") return undefined;
  const { describeType } = await import("../tools/configuration/describe.js");
  return describeType(values["service_type"] ?? "");
}

/** What is read by the credentials and under the policy of whoever asks, each time anew. */
async function readNow(
  session: Session,
  kind: ResourceKind,
  values: Values,
  { signal, takeFile }: { readonly signal: AbortSignal; readonly takeFile: (file: File) => void },
): Promise<Record<string, unknown>> {
  const { connection } = await session.open();
  const door = limited(connection.door, CALL_LIMIT_MS, signal);
  const fence = createFence(freshNonce());
  const { project, service_name = "" } = values;
  const sandbox = session.settings.credential ? undefined : "sandbox: nothing is real or billed";
  const read = async () => {
    if (kind === "read")
      return readAs(readingOf(session, values), { door, fence, link: () => {} }, { ...WHOLE, takeFile });
    if (kind === "project") return fence.mark((await overview(door, { project })).seen, OWN_OVERVIEW_TEXTS);
    return fence.mark(await serviceDigest(door, { project, service_name }), OWN_DIGEST_TEXTS);
  };
  const data = (await read()) as Record<string, unknown>;
  return { ...data, untrusted: fence.note(), sandbox };
}

/** Pages of the API are joined as long as that is a document. */
const WHOLE = { room: DOCUMENT, minItems: 2_000 };

/** A read as its address tells it. What has no tool here has no address either. */
function readingOf({ surface }: Session, { operation: id = "", input, fields, filter, cursor }: Values): Reading {
  const operation = requireReading(id);
  const isPublished = surface.tools.some(({ name }) => name === "aiven_read");
  if (!isPublished && !Array.from(surface.operations.values()).some((known) => known.id === id)) {
    throw new InputError([{ field: "operation", message: `${id} is none of the operations here` }]);
  }
  const given = {
    ...(input === undefined ? {} : { input: fromJson("input", input) }),
    ...(fields === undefined ? {} : { fields: fromJson("fields", fields) }),
  };
  const { properties } = definitions.aiven_read.input;
  const checked = validate({ properties: { input: properties.input, fields: properties.fields } }, given);
  return { ...(checked as Pick<Reading, "input" | "fields">), operation, filter, cursor };
}

function fromJson(field: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new InputError([{ field, message: "is not JSON" }]);
  }
}

function wordsOf(error: AivenError): string {
  return redactText([error.message, error.hint].filter(Boolean).join(". "));
}

function guideText(uri: string, { name = "" }: Values): string {
  if (!Object.hasOwn(guides, name)) throw missing(uri, `The guides are ${Object.keys(guides).join(", ")}.`);
  const guide = guides[name as GuideName];
  return `# ${guide.title}\n\n${guide.summary}\n\n${fillIn(guide)}\n`;
}

function missing(uri: string, why: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `${uri} cannot be read: ${why}`, { uri });
}
