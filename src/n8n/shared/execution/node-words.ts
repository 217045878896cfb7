import { operationFacts, operationIds } from "../../../core/catalogue/index.js";
import { InputError, type InputIssue } from "../../../core/errors.js";
import type { Operation } from "../../../tools/operation.js";
import { FORM_NAME } from "../configure/form-words.js";
import { fieldNameOf } from "../description/field-name.js";
import { fieldsOf } from "../operations/operation-fields.js";
import { wholeOf } from "../operations/own-operations.js";
import { placeNameOf } from "../operations/placed-operation.js";

/** What the core says of settings and tools that n8n does not have, and what n8n has in their place. */
const SETTINGS: readonly (readonly [RegExp, string])[] = [
  [
    /the network, the base URL \(AIVEN_WEB_URL\) and the proxy \(HTTPS_PROXY\)/,
    "Base URL in the credential, and the network and the proxy of n8n",
  ],
  [/point AIVEN_CA_CERT or NODE_EXTRA_CA_CERTS to/, "point NODE_EXTRA_CA_CERTS of n8n's process to"],
  [/set another in AIVEN_TOKEN/, "put another into the credential"],
  [/and put it where this one is set: [^.]*\./, "and put it into the credential."],
  [/(Find operations|Search the operations)[^.]*\./, "Choose another one from the list of operations."],
  [
    /aiven_describe with \w+ and config shows what may be set\./,
    `With Specify ${FORM_NAME} → Using Fields Below, the form lists what may be set.`,
  ],
  [/Check the fields against the operation's description\./, "Check what the fields of the node hold."],
  [
    /Too many requests; wait as long as the message says\./,
    "Too many requests: a smaller Batch Size or a longer Batch Interval, both under Options, slows the node down.",
  ],
  [/^The operator can [^.]*\.|(?<=\. )The operator can [^.]*\./, "Turn off Read Only in the credential to allow it."],
];

const NAME = /\b[A-Z][A-Za-z]+\b/g;
const FIELD = /\b[a-z]+(_[a-z]+)+\b/g;

let fields: ReadonlySet<string> | undefined;

/**
 * A sentence of our own in n8n's language: operations by their place in the nodes, fields by what they are called there. The
 * one that the person chose is called what it was chosen by, also where it is only a part of what is called.
 */
export function inNodeWords(text: string, chosen = ""): string {
  const whole = wholeOf(chosen);
  const settings = SETTINGS.reduce((at, [pattern, words]) => at.replace(pattern, words), text);
  return settings
    .replace(NAME, (name) => placeNameOf(name === whole ? chosen : name) ?? name)
    .replace(FIELD, (name) => (allFields().has(name) ? `'${fieldNameOf(name)}'` : name));
}

function allFields(): ReadonlySet<string> {
  fields ??= new Set(operationIds().flatMap((id) => Object.keys(operationFacts(id)?.fields ?? {})));
  return fields;
}

/** What to do where no project is named. */
export const NO_PROJECT = "Choose a project, or give the credential a Default Project.";

/** An error about an input with its fields as the node shows them; any other as it is. */
export function inFieldNames(operation: Operation, error: unknown, givesJson: boolean): unknown {
  if (!(error instanceof InputError)) return error;
  const known = new Map(fieldsOf(operation).map((entry) => [entry.field, entry]));
  const issues = error.issues.map((issue): InputIssue => {
    // An update that names nothing to change.
    if (issue.field === "input") return { ...issue, field: "This", allowed: issue.allowed?.flatMap(shownName) };
    const [, first = "", rest = ""] = /^([^.[]*)[.]?(.*)$/s.exec(issue.field) ?? [];
    const entry = known.get(first);
    if (!entry) return issue;
    const field =
      entry.place === "configuration" && !givesJson
        ? `'${FORM_NAME}': ${rest}`
        : givesJson && entry.inBody
          ? `'JSON': ${issue.field}`
          : shownPath(fieldNameOf(first, operation.id), rest);
    return { ...issue, field };
  });
  const lacksProject = error.issues.some(({ field, message }) => field === "project" && message === "is required");
  return new InputError(issues, error.hint ?? (lacksProject ? NO_PROJECT : undefined));

  /** None for what a form does not offer, since the API says to leave it out. */
  function shownName(field: string): string[] {
    const entry = known.get(field);
    if (!entry) return [];
    if (givesJson) return [field];
    return [entry.place === "configuration" ? FORM_NAME : fieldNameOf(field, operation.id)];
  }
}

function shownPath(name: string, rest: string): string {
  return `'${name}'${rest === "" ? "" : `: ${rest}`}`;
}
