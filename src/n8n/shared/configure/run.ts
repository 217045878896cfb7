import type { IDataObject, IExecuteFunctions, INodeExecutionData } from "n8n-workflow";
import { InputError } from "../../../core/errors.js";
import { applyChange } from "../../../tools/configuration/apply.js";
import { type PlannedChange, planChange } from "../../../tools/configuration/configure.js";
import type { OwnerName } from "../../../tools/configuration/owner.js";
import type { Door } from "../../../tools/door.js";
import { requireOperation } from "../../../tools/operation.js";
import { performOperation } from "../../../tools/perform.js";
import { checkName, plan } from "../execution/guards.js";
import type { Wishes } from "../execution/parameters.js";
import { waitAfter } from "../execution/wait-after.js";
import { FORM_NAME, inFormWords } from "./form-words.js";
import { formOf, ownerName } from "./forms.js";
import { type ConfigureId, configureOperation } from "./operation.js";
import { readWanted } from "./wanted.js";

type Input = Readonly<Record<string, unknown>>;

/** Changes a configuration for one item, and answers with what changed. Throws the errors of core. */
export async function configureItem(
  node: IExecuteFunctions,
  door: Door,
  item: number,
  { value, input, wishes }: { value: ConfigureId; input: Input; wishes: Wishes },
): Promise<INodeExecutionData[]> {
  checkName(configureOperation(value), input, wishes.nameCheck);
  const name = nameOf(value, input);
  try {
    return [{ json: toJson(await change(node, door, item, { value, name, wishes })) }];
  } catch (error) {
    throw inFormWords(error);
  }
}

async function change(
  node: IExecuteFunctions,
  door: Door,
  item: number,
  { value, name, wishes }: { value: ConfigureId; name: OwnerName; wishes: Wishes },
): Promise<Record<string, unknown>> {
  const wanted = readWanted(node, item);
  if (!wanted) throw new InputError([{ field: `'${FORM_NAME}'`, message: "is required: nothing to change is given" }]);
  const planned = await planChange(door, name, wanted);
  if (!planned.call) return { changed: false, ...about(planned) };
  const operation = { ...requireOperation(planned.call.operation), words: configureOperation(value).words };
  if (wishes.planOnly) return { ...(await plan(door, operation, planned.call.input, value)), ...about(planned) };
  const signal = node.getExecutionCancelSignal?.();
  const { now, not_as_wanted } = await applyChange<never, unknown>(door, name, planned, {
    make: async (_, fields) => {
      await performOperation(door, operation, fields, { signal });
      return undefined;
    },
    wait: wishes.wait ? (_, fields) => waitAfter(door, operation, fields, undefined, wishes, signal) : undefined,
  });
  return { changed: true, ...about(planned), now, not_as_wanted };
}

function nameOf(value: ConfigureId, input: Input): OwnerName {
  const form = formOf(value);
  const field = form?.owner ?? value;
  const chosen = input[field];
  if (!form || typeof chosen !== "string") throw new InputError([{ field, message: "is required" }]);
  return ownerName(form, typeof input["project"] === "string" ? input["project"] : undefined, chosen);
}

function about({ owner, changes, warnings, upgradeCheck }: PlannedChange) {
  return { type: owner.type, changes, warnings, ...(upgradeCheck ? { upgrade_check: upgradeCheck } : {}) };
}

/** n8n stores items as JSON, which has no integers beyond 2^53: those become text. */
function toJson(value: Record<string, unknown>): IDataObject {
  return JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner)));
}
