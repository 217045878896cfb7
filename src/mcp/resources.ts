import {
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplateType,
} from "@modelcontextprotocol/server";
import { AivenError } from "../core/errors.js";
import { redactText } from "../core/redact.js";
import { describeOperation } from "../tools/describe.js";
import { fillIn, type GuideName, guides } from "../tools/guides.js";
import { requireOperation } from "../tools/operation.js";
import { serviceDigest } from "../tools/service-digest.js";
import { toText } from "./result.js";
import type { Session } from "./server.js";
import { CALL_LIMIT_MS, limited } from "./time-limit.js";
import { readUri, TEMPLATES, toUri } from "./uris.js";

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

export function listTemplates(guided: boolean): ResourceTemplateType[] {
  const templates = [
    {
      uriTemplate: TEMPLATES.service,
      name: "service",
      title: "A service",
      description:
        "State, nodes, hosts and ports, users, integrations, backups, maintenance, alerts and cost of a service.",
      mimeType: JSON_TYPE,
    },
    {
      uriTemplate: TEMPLATES.operation,
      name: "operation",
      title: "An operation of the API",
      description: "Fields, limits, risk and pitfalls of an operation.",
      mimeType: JSON_TYPE,
    },
    {
      uriTemplate: TEMPLATES.configuration,
      name: "configuration",
      title: "A configuration",
      description: "What the configuration of a service type can hold: its parameters and groups.",
      mimeType: JSON_TYPE,
    },
    {
      uriTemplate: TEMPLATES.guide,
      name: "guide",
      title: "A guide",
      description: "How to do a common job with several operations.",
      mimeType: GUIDE_TYPE,
    },
  ];
  return templates.filter(({ uriTemplate }) => guided || uriTemplate !== TEMPLATES.guide);
}

/** Reads what an address means. Throws ProtocolError with what is wrong in words that hide secrets. */
export async function readResource(session: Session, uri: string, signal: AbortSignal): Promise<ReadResourceResult> {
  const { kind, values } = readUri(uri) ?? {};
  if (!kind || !values) throw missing(uri, `The addresses here are ${Object.values(TEMPLATES).join(", ")}.`);
  try {
    if (kind === "guide")
      return { contents: [{ uri, mimeType: GUIDE_TYPE, text: guideText(uri, values) }], ...LASTING };
    if (kind === "operation") {
      const text = toText(describeOperation(requireOperation(values["id"] ?? "", "id")));
      return { contents: [{ uri, mimeType: JSON_TYPE, text }], ...LASTING };
    }
    if (kind === "configuration") {
      const { describeConfiguration } = await import("../tools/configuration/describe.js");
      const text = toText(await describeConfiguration(undefined, { type: values["service_type"] }));
      return { contents: [{ uri, mimeType: JSON_TYPE, text }], ...LASTING };
    }
    const { connection } = await session.open();
    const door = limited(connection.door, CALL_LIMIT_MS, signal);
    const { project, service_name = "" } = values;
    const sandbox = session.settings.credential ? undefined : "sandbox: nothing is real or billed";
    const digest = await serviceDigest(door, { project, service_name });
    return { contents: [{ uri, mimeType: JSON_TYPE, text: toText({ ...digest, sandbox }) }] };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProtocolError) throw error;
    const known = error instanceof AivenError ? [error.message, error.hint] : [];
    throw missing(uri, redactText(known.filter(Boolean).join(". ") || "something unforeseen happened"));
  }
}

function guideText(uri: string, { name = "" }: Readonly<Record<string, string>>): string {
  if (!Object.hasOwn(guides, name)) throw missing(uri, `The guides are ${Object.keys(guides).join(", ")}.`);
  const guide = guides[name as GuideName];
  return `# ${guide.title}\n\n${guide.summary}\n\n${fillIn(guide)}\n`;
}

function missing(uri: string, why: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `${uri} cannot be read: ${why}`, { uri });
}
