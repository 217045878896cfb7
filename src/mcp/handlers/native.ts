import { isObject } from "../../core/view.js";
import { assessRisk } from "../../tools/gates.js";
import { validate } from "../../tools/input.js";
import type { Operation } from "../../tools/operation.js";
import { prepare } from "../../tools/run.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import { ownArguments } from "../native/arguments.js";
import { MORE } from "../native/input.js";
import type { Question } from "../question.js";
import { destroyAll } from "./destroy.js";
import { read } from "./read.js";
import { write } from "./write.js";

/** Runs the operation of a native tool, in the way of the default tool that would run it. */
export async function callNative(
  operation: Operation,
  args: Readonly<Record<string, unknown>>,
  context: ToolContext,
): Promise<ToolAnswer | Question> {
  const { id, words } = operation;
  const { input, show, wait, approval } = split(operation, args);
  if (words.risk === "read" || words.risk === "read-secret") return read({ ...show, operation: id, input }, context);
  const { risk } = await assessRisk(context.door, operation, prepare(context.door, operation, input));
  if (risk !== "destructive") return write({ operation: id, input, wait }, context);
  const again = (asked: string) =>
    `call again with the same arguments and approval: {"plan": this plan, "confirm": "${asked}"}`;
  return destroyAll([{ operation: id, input }], { plan: approval?.plan, confirm: approval?.confirm, again }, context);
}

/** What a native tool takes beside the fields of its operation. */
interface OwnArguments {
  readonly show?: Readonly<Record<string, unknown>>;
  readonly wait?: boolean;
  readonly approval?: { readonly plan?: string; readonly confirm?: string };
}

function split(operation: Operation, args: Readonly<Record<string, unknown>>) {
  const properties = ownArguments(operation);
  const isOwn = ([name]: [string, unknown]) => Object.hasOwn(properties, name);
  const entries = Object.entries(args);
  const own = validate({ properties }, Object.fromEntries(entries.filter(isOwn))) as OwnArguments;
  const { [MORE]: more, ...fields } = Object.fromEntries(entries.filter((entry) => !isOwn(entry)));
  // Fields whose names clients refuse; anything else under that name is told to be no field.
  const input = isObject(more) ? { ...fields, ...more } : more === undefined ? fields : { ...fields, [MORE]: more };
  return { input, ...own };
}
