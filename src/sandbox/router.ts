import { families } from "../core/catalogue/generated/index.js";
import { type OperationFacts, pathParameters } from "../core/catalogue/index.js";
import { ALIASES } from "./aliases.js";
import { RETIRED } from "./retired.js";
import { UNDESCRIBED } from "./undescribed.js";

export interface Route {
  readonly operationId: string;
  readonly facts: OperationFacts;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Node {
  readonly literals: Map<string, Node>;
  parameter?: { readonly name: string; readonly node: Node };
  readonly routes: Map<string, Target>;
}

interface Target {
  readonly route: Route | "retired";
  readonly names: readonly string[];
}

/** Finds the operation of a method and path. A literal segment wins over a parameter, as `/user/search` over `/user/{id}`. */
export class Router {
  readonly #root: Node = node();

  constructor() {
    for (const catalogue of Object.values(families)) {
      for (const [operationId, facts] of Object.entries(catalogue)) {
        this.#add(facts.method, facts.path, { operationId, facts });
      }
    }
    for (const { method, path, operationId } of ALIASES) {
      const facts = Object.values(families).find((catalogue) => operationId in catalogue)?.[operationId];
      if (!facts) throw new Error(`an alias names ${operationId}, which does not exist`);
      this.#add(method, path, { operationId, facts: aliased(facts, path) });
    }
    for (const [operationId, { facts }] of Object.entries(UNDESCRIBED)) {
      this.#add(facts.method, facts.path, { operationId, facts });
    }
    for (const { methods, path } of RETIRED) for (const method of methods) this.#add(method, path, "retired");
  }

  #add(method: string, path: string, route: Target["route"]): void {
    const names: string[] = [];
    let at = this.#root;
    for (const segment of segments(path)) {
      const parameter = /^\{(.+)\}$/.exec(segment)?.[1];
      if (parameter === undefined) {
        at = child(at.literals, segment);
      } else {
        names.push(parameter);
        at.parameter ??= { name: parameter, node: node() };
        at = at.parameter.node;
      }
    }
    at.routes.set(method, { route, names });
  }

  /** The match, `"method"` where the path exists for another method, `"retired"` where it did, or undefined. HEAD is a GET. */
  match(method: string, pathname: string): Match | "method" | "retired" | undefined {
    const parts = segments(pathname);
    const values: string[] = [];
    const at = walk(this.#root, parts, 0, values, method === "HEAD" ? "GET" : method);
    if (!at) return walk(this.#root, parts, 0, [], undefined) ? "method" : undefined;
    const { route, names } = at;
    if (route === "retired") return route;
    return { route, params: Object.fromEntries(names.map((name, index) => [name, decode(values[index] ?? "")])) };
  }
}

/** The facts of an operation under another path; what that leaves out need not be given. */
function aliased(facts: OperationFacts, path: string): OperationFacts {
  const named = pathParameters(path);
  const omitted = pathParameters(facts.path).filter((name) => !named.includes(name));
  const required = (facts.required ?? []).filter((name) => !omitted.includes(name));
  return { ...facts, path, required };
}

function walk(
  at: Node,
  parts: readonly string[],
  index: number,
  values: string[],
  method: string | undefined,
): Target | undefined {
  const part = parts[index];
  if (part === undefined) return method === undefined ? [...at.routes.values()][0] : at.routes.get(method);
  const literal = at.literals.get(part);
  const found = literal && walk(literal, parts, index + 1, values, method);
  if (found || !at.parameter) return found;
  values.push(part);
  const below = walk(at.parameter.node, parts, index + 1, values, method);
  if (!below) values.pop();
  return below;
}

function node(): Node {
  return { literals: new Map(), routes: new Map() };
}

function child(children: Map<string, Node>, segment: string): Node {
  const existing = children.get(segment);
  if (existing) return existing;
  const created = node();
  children.set(segment, created);
  return created;
}

function segments(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
