import type { INodeProperties } from "n8n-workflow";
import type { Mark } from "../../../tools/words.js";
import { canDestroy, isList, type PlacedOperation } from "../operations/placed-operation.js";
import { shown } from "./shown.js";

/** What a person should know before choosing anything: one notice for each consequence. */
export function noticeProperties(placed: readonly PlacedOperation[]): INodeProperties[] {
  const marked = (mark: Mark) => shown(placed, ({ operation }) => operation.words.marks?.includes(mark) ?? false);
  const destroys = shown(placed, ({ operation }) => operation.words.risk === "destructive");
  const canBreak = shown(placed, ({ operation }) => operation.words.risk !== "destructive" && canDestroy(operation));
  return [
    notice(
      "destroys",
      "This cannot be undone. Turn on Plan Only to see what would be lost, without doing it.",
      destroys,
    ),
    notice(
      "canDestroy",
      "With some values this cannot be undone. Turn on Plan Only to see what would be lost.",
      canBreak,
    ),
    notice("billed", "This can change what you pay.", marked("billed")),
    notice("disruptive", "This can interrupt what is running.", marked("disruptive")),
    notice("authChange", "This changes who can get in.", marked("auth-change")),
  ].flat();
}

function notice(name: string, displayName: string, displayOptions: ReturnType<typeof shown>): INodeProperties[] {
  return displayOptions ? [{ displayName, name: `${name}Notice`, type: "notice", default: "", displayOptions }] : [];
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
