import { isFull, pagingRule, readPages, withPageSize } from "../core/paging.js";
import { dropEmpty, isEmpty, isObject } from "../core/view.js";
import { isOfEveryProject, type OfEveryProject, projectsFor, readEveryProject } from "../tools/every-project.js";
import type { Operation } from "../tools/operation.js";
import { type Door, runOperation } from "../tools/run.js";
import { exampleFilter, shapeOf } from "../tools/shape.js";
import type { ToolAnswer, ToolContext } from "./context.js";
import { type Position, readCursor, START, writeCursor } from "./cursor.js";
import { type File, fileLink, fileOf, shownFile } from "./file.js";
import { type Cut, cutList, cutStrings, describeError, type Room } from "./result.js";
import { createSelection, unknownInFilter } from "./selection.js";
import { toUri } from "./uris.js";

type Input = Readonly<Record<string, unknown>>;

/** A read of an operation, and what of its answer is wanted. */
export interface Reading {
  readonly operation: Operation;
  readonly input?: Input | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface ReadingOptions {
  readonly room: Room;
  /** Pages of the API are joined until there are so many items. */
  readonly minItems?: number;
  /** Takes the file that an operation answers with, whole. */
  readonly takeFile?: (file: File) => void;
}

type Context = Pick<ToolContext, "door" | "fence" | "link">;

const NO_OWN_TEXTS: readonly string[] = [];
/** Of so many projects those that failed are named. */
const MAX_NAMED = 10;

/**
 * In this order: read, show the named fields, filter, cut long texts, fence, take the page that fits. What did not fit is linked.
 */
export async function readAs(reading: Reading, context: Context, options: ReadingOptions): Promise<ToolAnswer> {
  const { operation, input = {}, fields, filter, limit, cursor } = reading;
  const { fence } = context;
  const of = [operation.id, input, fields, filter];
  const at = cursor === undefined ? START : readCursor(cursor, of);
  // A filter is written for the API's own answer.
  const selection = createSelection(operation, filter === undefined ? fields : (fields ?? ["*"]));
  const source = await readSource(context.door, operation, input, {
    at,
    limit,
    filter,
    view: selection.view,
    ...options,
  });
  const unknown = selection.unknown();
  const file = fileOf(source.shown);
  if (file) options.takeFile?.(file);
  const shown = file ? shownFile(file) : source.shown;
  const filtered = filter === undefined ? undefined : await runFilter(shown, filter, fence.text);
  let isCut = false;
  const short = cutStrings(filtered ? filtered.value : shown, options.room.text, () => {
    isCut = true;
  });
  // What went through a filter no longer stands where its path would tell whose text it is.
  const fenced = filtered ? fence.mark(short, NO_OWN_TEXTS) : fence.mark(short);
  const cut = cutList(fenced, { offset: at.item, limit, maxChars: options.room.chars });
  if (file) context.link(fileLink(linkTo(reading), file));
  else if (cursor === undefined && (cut.isCrowded || isCut)) context.link(linkTo(reading));
  const value = filter === undefined && isObject(cut.value) ? cut.value : { result: cut.value };
  return {
    ...value,
    unknown_fields: unknown,
    ...filtered?.beside,
    ...source.beside(fence),
    page: pageOf(cut, source, at, of, filter !== undefined),
  };
}

/** What was read, before anything is cut. */
interface Source {
  readonly shown: unknown;
  /** Where to go on when all of it is shown. */
  readonly next: Position | undefined;
  /** How many items there are in all, where that is known. */
  readonly total: number | undefined;
  /** Items that one page of the API had, where it answers in pages. */
  readonly items: number | undefined;
  /** Whether the API may have left something out that no page has. */
  readonly isFull: boolean;
  readonly beside: (fence: Context["fence"]) => ToolAnswer;
}

interface SourceOptions extends ReadingOptions {
  readonly at: Position;
  readonly limit: number | undefined;
  readonly filter: string | undefined;
  readonly view: (answer: unknown) => unknown;
}

async function readSource(door: Door, operation: Operation, input: Input, options: SourceOptions): Promise<Source> {
  if (!isOfEveryProject(operation, input)) return readOne(door, operation, input, options);
  const names = await projectsFor(door, operation, input);
  const [only, ...others] = names;
  if (only === undefined || others.length > 0 || input["service_name"] === undefined) {
    return readAll(door, operation, input, names, options);
  }
  const source = await readOne(door, operation, { ...input, project: only }, options);
  return { ...source, beside: () => ({ project: only }) };
}

async function readOne(
  door: Door,
  operation: Operation,
  input: Input,
  { at, limit, filter, view, minItems = 1 }: SourceOptions,
): Promise<Source> {
  const { id } = operation;
  const { list = "", start = "" } = pagingRule(id) ?? {};
  const wanted = limit === undefined || filter !== undefined ? undefined : at.item + limit;
  const from = withPageSize(id, at.page === undefined ? input : { ...input, [start]: at.page }, wanted);
  const { answer, next } = await readPages(id, from, (page) => runOperation(door, operation, page), minItems);
  const isPaged = next !== undefined || at.page !== undefined;
  const { total_count, [list]: items } = isObject(answer) ? answer : {};
  return {
    // A file has no fields to choose.
    shown: fileOf(answer) ?? view(answer),
    next: next === undefined ? undefined : { item: 0, page: next },
    total: isPaged && typeof total_count === "number" ? total_count : undefined,
    items: isPaged && Array.isArray(items) ? items.length : undefined,
    isFull: start === "" && isFull(id, from, answer),
    beside: () => ({}),
  };
}

async function readAll(
  door: Door,
  operation: Operation,
  input: Input,
  names: readonly string[],
  { at, view }: SourceOptions,
): Promise<Source> {
  const goingOn: string[] = [];
  const every = await readEveryProject(names, {
    from: at.project ?? 0,
    view,
    call: async (project) => {
      const call = (page: Input) => runOperation(door, operation, page);
      const { answer, next } = await readPages(operation.id, { ...input, project }, call, 1);
      if (next !== undefined) goingOn.push(project);
      return answer;
    },
  });
  return {
    shown: every.value,
    next: every.next === undefined ? undefined : { item: 0, project: every.next },
    total: undefined,
    items: undefined,
    isFull: false,
    beside: (fence) => ({ ...besideEvery(every, fence), more_in: more(goingOn) }),
  };
}

function more(projects: readonly string[]): unknown {
  return projects.length === 0 ? undefined : { projects, how: "Their lists go on: read each of them alone." };
}

/** Beside the joined answers: how far they reach, and which projects could not be read. */
function besideEvery({ failed, read, total }: OfEveryProject, fence: Context["fence"]): ToolAnswer {
  return {
    failed: failed.map(({ projects, error }) => ({
      ...(projects.length === 1 ? { project: projects[0] } : { projects: named(projects) }),
      ...describeError(error, fence),
    })),
    projects_read: read < total ? `${read} of ${total}` : undefined,
  };
}

function named(projects: readonly string[]): readonly string[] {
  const rest = projects.length - MAX_NAMED;
  return rest > 0 ? [...projects.slice(0, MAX_NAMED), `and ${rest} more`] : projects;
}

/** What a filter answers with, and what is to be said of it. */
interface Filtered {
  readonly value: unknown;
  readonly beside: ToolAnswer;
}

async function runFilter(shown: unknown, filter: string, quote: (text: string) => string): Promise<Filtered> {
  const { applyFilter } = await import("../node/jq/filter.js");
  const value = await applyFilter(shown, filter, quote);
  const unknown_fields = unknownInFilter(filter, shown, value);
  const unknown = unknown_fields && { unknown_fields };
  if (!saysNothing(value)) return { value, beside: { ...unknown } };
  const isSurprising = unknown !== undefined || !MAY_FIND_NOTHING.test(filter);
  const hint = isSurprising ? `The answer is ${shapeOf(shown)}. A filter for it: ${exampleFilter(shown)}` : undefined;
  return { value: "nothing", beside: { ...unknown, hint } };
}

/** Filters that look for something, which need not be there. */
const MAY_FIND_NOTHING = /\b(select|empty|any|all|first|limit|range|null|values)\b|\[\]$|\/\//;

/** Whether a value has nothing in it, at whatever depth. */
function saysNothing(value: unknown): boolean {
  const slim = dropEmpty(value);
  return isEmpty(slim) || (Array.isArray(slim) && slim.every(saysNothing));
}

/** Where the list stands, and how to go on: in what was read, or with what comes after it. */
function pageOf(
  { list }: Cut,
  { next, total, items, isFull }: Source,
  at: Position,
  of: readonly unknown[],
  isFiltered: boolean,
): ToolAnswer | undefined {
  const goOn = list?.next === undefined ? next : { ...at, item: list.next };
  const cursor = goOn && writeCursor(goOn, of);
  const inPages = items === undefined ? undefined : { shown: isFiltered ? undefined : (list?.shown ?? items), total };
  const note = isFull
    ? "The list may go on: raise input.limit, or narrow what is asked for."
    : isFiltered && items !== undefined && goOn
      ? `The filter saw ${items} items; the list goes on.`
      : undefined;
  if (!list && !inPages && cursor === undefined && note === undefined) return undefined;
  return { ...(inPages ?? (list && { shown: list.shown, total: list.total })), cursor, note };
}

/** The address of all that a reading asks for; whoever reads it does so with credentials of their own. */
function linkTo({ operation: { id }, input, fields, filter }: Reading) {
  return { uri: toUri("read", { operation: id }, { input, fields, filter }), name: `${id}, whole` };
}
