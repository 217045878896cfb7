import type { IDataObject, INode } from "n8n-workflow";
import { NodeApiError, NodeOperationError } from "n8n-workflow";
import { AivenError, ApiError, PolicyError, WaitError } from "../../../core/errors.js";
import { redactText } from "../../../core/redact.js";
import { inNodeWords } from "./node-words.js";

/** What to do, where the general advice speaks of settings that n8n does not have. */
function adviceOf(error: AivenError, chosen: string | undefined): string | undefined {
  if (error instanceof PolicyError) return "Turn off Read Only in the credential to allow it.";
  return error.hint === undefined ? undefined : inNodeWords(error.hint, chosen);
}

export interface ErrorWords extends IDataObject {
  readonly error: string;
  readonly description?: string;
  readonly status?: number;
  readonly code?: string;
  /** How far that came which was waited for. */
  readonly state?: string;
}

/** An error as words: for continue-on-fail and for agents, which read and correct. `chosen` is the node's operation. */
export function errorWords(error: unknown, chosen?: string): ErrorWords {
  const said = redactText(error instanceof Error ? error.message : String(error));
  // What the API says is left as it is; an input's fields have the node's names already.
  const message = error instanceof PolicyError || error instanceof WaitError ? inNodeWords(said, chosen) : said;
  const advice = error instanceof AivenError ? adviceOf(error, chosen) : undefined;
  const { status, code } = error instanceof ApiError ? error : {};
  return {
    error: message,
    ...(advice ? { description: advice } : {}),
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(error instanceof WaitError ? { state: error.state } : {}),
  };
}

/** An error as n8n shows it: the API's own words, which item, and a way out. */
export function toNodeError(
  node: INode,
  error: unknown,
  itemIndex?: number,
  chosen?: string,
): NodeApiError | NodeOperationError {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  const { error: message, description = "", status } = errorWords(error, chosen);
  const about = itemIndex === undefined ? {} : { itemIndex };
  const where = itemIndex === undefined ? "" : ` [item ${itemIndex}]`;
  if (!(error instanceof ApiError)) return new NodeOperationError(node, message + where, { ...about, description });
  const said = message + where;
  return new NodeApiError(node, { message: said }, { message: said, description, ...about, httpCode: String(status) });
}
