import { InputError, PolicyError } from "../core/errors.js";
import type { Confirm } from "../node/settings.js";
import type { Reply } from "./question.js";

/** Who is asked before something is destroyed: the person, by a form, or the assistant, which repeats a name. */
export type ApprovalWay = "form" | "typed";

/** How this call can be approved. */
export interface Approval {
  readonly confirm: Confirm;
  readonly showsForms: boolean;
  /** What the person did with the form, in the round after it was shown. */
  readonly reply: Reply | undefined;
}

/** Throws PolicyError where a person has to be asked and the client cannot. */
export function wayOf({ confirm, showsForms }: Approval): ApprovalWay {
  if (confirm === "typed") return "typed";
  if (showsForms) return "form";
  if (confirm === "ask") return "typed";
  throw new PolicyError("A person has to approve this by a form, and this client shows none", {
    rule: "confirm",
    hint: "Use a client that supports elicitation, run it in a terminal (aiven-mcp call … --confirm), or the operator can set AIVEN_CONFIRM=ask.",
  });
}

/** Why a reply to the form is no approval; undefined when it is one. Said to the assistant, which did not see the form. */
export function refusalIn({ action, text }: Reply, asked: string): string | undefined {
  if (action === "decline") return "The user was asked and declined. Do not try again unless they ask for it.";
  if (action === "cancel") {
    return "The user was asked and closed the form, or the client did. Ask them how to go on before you try again.";
  }
  return text === asked ? undefined : "The user was asked and typed another name. Ask them how to go on.";
}

/** Throws InputError unless the assistant repeats the name that the plan asks for. */
export function requireTyped(confirm: string | undefined, asked: string): void {
  if (confirm === asked) return;
  throw new InputError([{ field: "confirm", message: `must be "${asked}", as the user approved it` }]);
}
