import type { INodeProperties } from "n8n-workflow";
import type { Operation } from "../../../tools/operation.js";
import type { Mark } from "../../../tools/words.js";
import { canDestroy, isList, type PlacedOperation } from "../operations/placed-operation.js";
import { merge, shown, type Wanted } from "./shown.js";

/** What a person should know before choosing anything: one notice for each operation that has consequences. */
export function noticeProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const wanted = placed.flatMap(({ value, operation }): Wanted[] => {
    const displayName = [lossOf(operation), consequencesOf(operation)].filter(Boolean).join(" ");
    if (displayName === "") return [];
    return [{ value, property: { displayName, name: "notice", type: "notice", default: "" }, rank: 0 }];
  });
  return merge(wanted);
}

function lossOf(operation: Operation): string {
  if (!canDestroy(operation)) return "";
  const { words, facts } = operation;
  // What an operation sends without being asked is in no field of it.
  const always = words.gates?.some(({ field }) => !Object.hasOwn(facts.fields, field));
  const loss =
    words.risk === "destructive"
      ? "This cannot be undone."
      : always
        ? "This can lose data."
        : "With some values this cannot be undone.";
  return `${loss} Turn on Plan Only to see what would be lost, without doing it.`;
}

const CONSEQUENCES: readonly (readonly [Mark, string])[] = [
  ["billed", "change what you pay"],
  ["disruptive", "interrupt what is running"],
  ["auth-change", "change who can get in"],
];

function consequencesOf({ words }: Operation): string {
  const told = CONSEQUENCES.filter(([mark]) => words.marks?.includes(mark)).map(([, does]) => does);
  const last = told.pop();
  if (last === undefined) return "";
  return `It can ${told.length > 0 ? `${told.join(", ")} and ${last}` : last}.`;
}

/** How much of a list is returned, and how much of each answer. */
export function listProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const lists = shown(placed, ({ operation }) => isList(operation));
  const views = shown(placed, ({ operation }) => operation.words.view !== undefined);
  const properties: INodeProperties[] = [];
  if (lists) {
    properties.push(
      {
        displayName: "Return All",
        name: "returnAll",
        type: "boolean",
        default: false,
        description: "Whether to return all results or only up to a given limit",
        displayOptions: lists,
      },
      {
        displayName: "Limit",
        name: "limit",
        type: "number",
        typeOptions: { minValue: 1 },
        default: 50,
        description: "Max number of results to return",
        displayOptions: { show: { ...lists.show, returnAll: [false] } },
      },
    );
  }
  if (views) {
    properties.push({
      displayName: "Simplify",
      name: "simplify",
      type: "boolean",
      default: true,
      description: "Whether to return a simplified version of the response instead of the raw data",
      displayOptions: views,
    });
  }
  return properties;
}

/** What keeps a run from going on too early, or from doing too much. */
export function guardProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const waits = shown(placed, ({ operation }) => operation.words.wait !== undefined);
  const destroys = shown(placed, ({ operation }) => canDestroy(operation));
  const properties: INodeProperties[] = [];
  if (waits) {
    properties.push({
      displayName: "Wait for Completion",
      name: "waitForCompletion",
      type: "boolean",
      default: false,
      description: "Whether to go on only when what was started is done",
      displayOptions: waits,
    });
  }
  if (destroys) {
    properties.push(
      {
        displayName: "Plan Only",
        name: "planOnly",
        type: "boolean",
        default: false,
        description: "Whether to tell what would be lost, without doing anything",
        displayOptions: destroys,
      },
      {
        displayName: "Name Check",
        name: "nameCheck",
        type: "string",
        default: "",
        placeholder: "e.g. ci-*",
        description:
          "Goes on only if the name of what is changed or deleted matches, or of what it is in where it has only an ID; * stands for any text",
        displayOptions: destroys,
      },
    );
  }
  return properties;
}
