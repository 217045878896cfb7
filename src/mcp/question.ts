import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type ServerContext,
} from "@modelcontextprotocol/server";

type Request = ServerContext["mcpReq"];

/**
 * What a handler wants to know from the person before it goes on. The client shows it as a form, and the handler runs again
 * with the reply: by a further round in 2026-07-28, by a request of the server in 2025-11-25.
 */
export class Question {
  /** What it is about, in full: the person may see nothing else. */
  readonly message: string;
  /** What to write into the form's one field. */
  readonly label: string;
  /** Comes back with the reply. The client holds it in between, so it has to be sealed. */
  readonly state: string;

  constructor(message: string, label: string, state: string) {
    this.message = message;
    this.label = label;
    this.state = state;
  }
}

/** What the person did with a form. */
export interface Reply {
  readonly action: "accept" | "decline" | "cancel";
  readonly text: string;
  readonly state: string;
}

const KEY = "approval";
const FIELD = "name";

export function toInputRequired({ message, label, state }: Question): InputRequiredResult {
  const properties = { [FIELD]: { type: "string" as const, title: label } };
  const form = inputRequired.elicit({ message, requestedSchema: { type: "object", properties, required: [FIELD] } });
  return inputRequired({ inputRequests: { [KEY]: form }, requestState: state });
}

/** The reply to the question of the round before; undefined in the first. Nothing in it has been checked. */
export function replyIn({ inputResponses, requestState }: Request): Reply | undefined {
  const response = inputResponse(inputResponses, KEY);
  if (response.kind !== "elicit") return undefined;
  const { action, content } = response;
  const text = content?.[FIELD];
  return { action, text: typeof text === "string" ? text.trim() : "", state: String(requestState() ?? "") };
}

/** Whether the client shows forms: what this request says counts, else what the client said when it shook hands. */
export function showsForms({ envelope }: Request, atHandshake: ClientCapabilities | undefined): boolean {
  const declared: Readonly<Record<string, unknown>> = envelope ?? {};
  const here = declared[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined;
  const { elicitation } = here ?? atHandshake ?? {};
  // Before there were several kinds, an empty object meant forms.
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}
