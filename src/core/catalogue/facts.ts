import type { Schema } from "./schema.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * What is known of one operation of the API, generated from its description (`scripts/catalogue`).
 * An absent key means the usual: authenticated, JSON in, JSON out, neither deprecated nor experimental.
 */
export interface OperationFacts {
  readonly method: Method;
  /** Path template with its API version, e.g. `/v1/project/{project}`. */
  readonly path: string;
  /** Path, query and body fields in one flat object. */
  readonly fields: Readonly<Record<string, Schema>>;
  /** Fields that must be given, path parameters included. */
  readonly required?: readonly string[];
  /** Fields that go into the query string. What is in neither the path nor here goes into the body. */
  readonly query?: readonly string[];
  /** Flat name → wire name, where a body field collides with a path parameter. */
  readonly wire?: Readonly<Record<string, string>>;
  /** Schema of body fields that have no name of their own, such as a connector's configuration. */
  readonly additional?: Schema | true;
  readonly body?: "multipart";
  /** Content type of a good answer when it is not JSON; `none` for 204. */
  readonly produces?: string;
  /** OAuth scopes that cover the operation. */
  readonly scopes?: readonly string[];
  /** Role-based permissions that cover the operation, where the provider publishes them. */
  readonly permissions?: readonly string[];
  /** Documented `error_code` values by HTTP status. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  /** `false` where the operation needs no token. */
  readonly auth?: false;
  readonly deprecated?: true;
  readonly experimental?: true;
}

export type Catalogue = Readonly<Record<string, OperationFacts>>;

const PATH_PARAMETER = /\{([^}]+)\}/g;

/** Names of the path parameters of a template, in order. */
export function pathParameters(path: string): string[] {
  return Array.from(path.matchAll(PATH_PARAMETER), (match) => match[1] as string);
}
