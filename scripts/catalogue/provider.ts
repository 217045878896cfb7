import type { Method } from "../../src/core/catalogue/facts.js";
import type { Schema } from "../../src/core/catalogue/schema.js";
import { toSchema } from "./schema.js";

/** One operation of the provider's description without its prose: the pinned input of the generator. */
export interface ProviderOperation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  readonly deprecated?: true;
  readonly experimental?: true;
  readonly auth?: false;
  readonly scopes?: readonly string[];
  readonly parameters: readonly { name: string; in: "path" | "query"; required?: true; schema: Schema }[];
  readonly body?: Schema;
  readonly multipart?: true;
  readonly produces?: string;
  readonly response?: Schema;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the description is foreign JSON; every part is checked where it is used
type Json = any;

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Reads an OpenAPI 3.0 document into prose-free operations, sorted by id. */
export function readOpenApi(document: Json): ProviderOperation[] {
  const operations: ProviderOperation[] = [];
  for (const [path, item] of Object.entries<Json>(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method.toLowerCase()];
      if (operation) operations.push(readOperation(document, method, withVersion(path), operation));
    }
  }
  return operations.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readOperation(document: Json, method: Method, path: string, raw: Json): ProviderOperation {
  const id: string = raw.operationId;
  const body = raw.requestBody && resolve(document, raw.requestBody).content;
  if (body && !body["application/json"]) throw new Error(`${id}: a request body that is not JSON`);
  return {
    id,
    method,
    path,
    tag: raw.tags[0],
    ...(raw.deprecated ? { deprecated: true } : {}),
    ...(raw["x-experimental"] ? { experimental: true } : {}),
    ...(raw.security ? readScopes(raw.security) : { auth: false }),
    parameters: (raw.parameters ?? []).map((parameter: Json) => readParameter(id, resolve(document, parameter))),
    ...(body ? { body: toSchema(resolve(document, body["application/json"].schema), `${id}/body`) } : {}),
    ...readResponses(document, id, raw.responses),
  };
}

function readParameter(id: string, raw: Json): ProviderOperation["parameters"][number] {
  if (raw.in !== "path" && raw.in !== "query") throw new Error(`${id}: parameter ${raw.name} goes into "${raw.in}"`);
  const schema = toSchema(raw.schema, `${id}/${raw.name}`);
  return { name: raw.name, in: raw.in, ...(raw.required ? { required: true } : {}), schema };
}

function readScopes(security: Json): { scopes?: string[] } {
  const scopes: string[] = security.flatMap((choice: Json) => choice.oauth2 ?? []);
  return scopes.length > 0 ? { scopes: [...new Set(scopes)] } : {};
}

function readResponses(
  document: Json,
  id: string,
  raw: Json,
): Pick<ProviderOperation, "produces" | "response" | "errors"> {
  const out: { produces?: string; response?: Schema; errors?: Record<string, string[]> } = {};
  for (const [status, reference] of Object.entries<Json>(raw)) {
    const content = resolve(document, reference).content ?? {};
    const types = Object.keys(content);
    if (status.startsWith("2")) {
      if (types.length === 0) out.produces = "none";
      else if (!types.includes("application/json")) out.produces = types.join(", ");
      else out.response = toSchema(resolve(document, content["application/json"].schema), `${id}/${status}`);
    } else {
      const codes = content["application/json"]?.schema?.properties?.errors?.items?.properties?.error_code?.enum;
      if (codes?.length) out.errors = { ...out.errors, [status]: codes };
    }
  }
  return out;
}

function resolve(document: Json, node: Json): Json {
  let current = node;
  while (typeof current?.$ref === "string") {
    current = current.$ref
      .slice(2)
      .split("/")
      .reduce((at: Json, part: string) => at[part.replaceAll("~1", "/").replaceAll("~0", "~")], document);
    if (current === undefined) throw new Error(`unresolved reference ${node.$ref}`);
  }
  return current;
}

function withVersion(path: string): string {
  return /^\/v\d/.test(path) ? path : `/v1${path}`;
}
