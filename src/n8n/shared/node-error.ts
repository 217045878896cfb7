import type { INode } from "n8n-workflow";
import { NodeApiError, NodeOperationError } from "n8n-workflow";
import { AivenError, ApiError, InputError, PolicyError } from "../../core/errors.js";
import { redactText } from "../../core/redact.js";

/** What to do, where the general advice speaks of settings that n8n does not have. */
function adviceOf(error: AivenError): string | undefined {
  if (error instanceof PolicyError) return "Turn off Read Only in the credential to allow it.";
  if (error instanceof ApiError && error.kind === "auth") {
    return "Create a token in the Aiven Console (User information → Tokens) and put it into the credential.";
  }
  return error.hint;
}

/** An error as words: for continue-on-fail and for agents, which read and correct. */
export function errorWords(error: unknown): { error: string; description?: string; status?: number; code?: string } {
  const message = redactText(error instanceof Error ? error.message : String(error));
  const advice = error instanceof AivenError ? adviceOf(error) : undefined;
  const { status, code } = error instanceof ApiError ? error : {};
  return {
    error: message,
    ...(advice ? { description: advice } : {}),
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
  };
}

/** An error as n8n shows it: the API's own words, which item where it is about one, and a way out. */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  const { error: message, description = "", status } = errorWords(error);
  const item = itemIndex === undefined ? {} : { itemIndex };
  if (!(error instanceof ApiError) || error instanceof InputError) {
    const where = itemIndex === undefined ? "" : ` [item ${itemIndex}]`;
    return new NodeOperationError(node, `${message}${where}`, { ...item, description });
  }
  return new NodeApiError(node, { message }, { message, description, ...item, httpCode: String(status) });
}
