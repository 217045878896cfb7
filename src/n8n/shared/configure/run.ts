import type { IDataObject, IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import type { Parameter } from "../../../core/configuration/index.js";
import { parameterAt } from "../../../core/configuration/paths.js";
import { isObject } from "../../../core/view.js";
import { applyChange } from "../../../tools/configuration/apply.js";
import type { WantedChange } from "../../../tools/configuration/change.js";
import { type PlannedChange, planChange } from "../../../tools/configuration/configure.js";
import { currentFacts } from "../../../tools/configuration/facts.js";
import { requireOwner } from "../../../tools/configuration/owner.js";
import type { Door } from "../../../tools/door.js";
import { requireOperation } from "../../../tools/operation.js";
import { performOperation } from "../../../tools/perform.js";
import { readingOnce } from "../../../tools/reading-once.js";
import { checkName, plan } from "../execution/guards.js";
import { objectOf, parsed, type Wishes } from "../execution/parameters.js";
import { waitAfter } from "../execution/wait-after.js";
import { pathsById } from "./fields.js";
import { configureOperation } from "./operation.js";

type Input = Readonly<Record<string, unknown>>;

/** Changes a configuration for one item, and answers with what changed. Throws the errors of core. */
export async function configureItem(
  node: IExecuteFunctions,
  outer: Door,
  item: number,
  input: Input,
  wishes: Wishes,
): Promise<INodeExecutionData[]> {
  const door = readingOnce(outer);
  const id = String(node.getNodeParameter("configurationId", item, ""));
  const project = typeof input["project"] === "string" ? { project: input["project"] } : {};
  const name = { ...project, ...(id === "" ? { service_name: String(input["service_name"]) } : { id }) };
  const asJson = node.getNodeParameter("specifyConfiguration", item, "fields") === "json";
  const wanted = asJson
    ? fromJson(objectOf("Configuration (JSON)", node.getNodeParameter("configurationJson", item, "{}")))
    : await fromFields(door, name, node.getNodeParameter("configuration", item, {}));
  checkName(configureOperation(), input, wishes.nameCheck);
  const planned = await planChange(door, name, wanted);
  if (!planned.call) return [{ json: toJson({ changed: false, ...about(planned) }) }];
  const operation = requireOperation(planned.call.operation);
  if (wishes.planOnly) {
    return [{ json: toJson({ ...(await plan(door, operation, planned.call.input)), ...about(planned) }) }];
  }
  const signal = node.getExecutionCancelSignal?.();
  const { now, not_as_wanted } = await applyChange<never, unknown>(door, name, planned, {
    make: async (_, fields) => {
      await performOperation(door, operation, fields, { signal });
      return undefined;
    },
    wait: wishes.wait ? (_, fields) => waitAfter(door, operation, fields, undefined, wishes, signal) : undefined,
  });
  return [{ json: toJson({ changed: true, ...about(planned), now, not_as_wanted }) }];
}

function about({ owner, changes, warnings, upgradeCheck }: PlannedChange) {
  return { type: owner.type, changes, warnings, ...(upgradeCheck ? { upgrade_check: upgradeCheck } : {}) };
}

/** Paths with their values; null unsets, `+` behind a path adds to a list, `-` takes out of it. */
function fromJson(values: Input): WantedChange {
  const ending = (sign: string) =>
    Object.entries(values).flatMap(([key, value]): [string, unknown][] =>
      key.endsWith(sign) ? [[key.slice(0, -sign.length || undefined), value]] : [],
    );
  const plain = ending("").filter(([key]) => !/[+-]$/.test(key));
  return {
    set: Object.fromEntries(plain.filter(([, value]) => value !== null)),
    unset: plain.filter(([, value]) => value === null).map(([key]) => key),
    add: Object.fromEntries(ending("+")),
    remove: Object.fromEntries(ending("-")),
  };
}

async function fromFields(
  door: Door,
  name: Parameters<typeof requireOwner>[1],
  mapped: unknown,
): Promise<WantedChange> {
  const values = isObject(mapped) && isObject(mapped["value"]) ? mapped["value"] : {};
  const facts = (await currentFacts(door, await requireOwner(door, name))) ?? {};
  const paths = pathsById(facts);
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  const set = given.map(([id, value]) => {
    const path = paths.get(id) ?? id;
    return [path, typed(parameterAt(facts, path), value, path)];
  });
  return { set: Object.fromEntries(set) };
}

/** n8n's forms hand over lists and choices as text. */
function typed(parameter: Parameter | undefined, value: unknown, path: string): unknown {
  if (typeof value !== "string" || !parameter) return value;
  const types = [parameter.type ?? []].flat();
  if (parameter.enum) return parameter.enum.find((choice) => String(choice) === value) ?? value;
  if (types.includes("array") || types.includes("object")) {
    if (types.includes("array") && !/^\s*\[/.test(value)) return value.split(",").map((part) => part.trim());
    return parsed(value, path);
  }
  return types.includes("integer") || types.includes("number") ? Number(value) : value;
}

/** n8n stores items as JSON, which has no integers beyond 2^53: those become text. */
function toJson(value: Record<string, unknown>): IDataObject {
  return JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner)));
}
