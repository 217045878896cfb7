import { type GetPromptResult, type Prompt, ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { nearest } from "../core/nearest.js";
import type { Settings } from "../node/settings.js";
import { fillIn, type Guide, type GuideName, guides } from "../tools/guides.js";
import type { Session } from "./server.js";

type Named = Readonly<Record<string, string>>;

/** Guides as prompts: the user picks one and fills in what it is about. */
export function listPrompts({ policy }: Settings): Prompt[] {
  return Object.entries<Guide>(guides).map(([name, { title, summary, needs }]) => ({
    name,
    title,
    description: summary,
    arguments: Object.entries(needs)
      .filter(([need]) => !(need in known(policy)))
      .map(([need, { description, optional }]) => ({ name: need, description, required: !optional })),
  }));
}

/**
 * The guide with what is known filled in, the project that is meant when none is named among it. Throws ProtocolError for a
 * prompt that there is not, and for one of which too little is known.
 */
export async function getPrompt(session: Session, name: string, given: Named = {}): Promise<GetPromptResult> {
  if (!Object.hasOwn(guides, name)) {
    const close = nearest(name, Object.keys(guides));
    throw invalid(`There is no prompt "${name}"${close ? `; did you mean ${close}?` : ""}`);
  }
  const guide: Guide = guides[name as GuideName];
  const values = { ...known(session.settings.policy), ...withoutEmpty(given) };
  const lacking = Object.entries(guide.needs).filter(([need, { optional }]) => !optional && !(need in values));
  if (lacking.length > 0) throw invalid(`${name} needs ${lacking.map(([need]) => need).join(", ")}`);
  const text = `${fillIn(guide, { ...(await meant(session)), ...values })}\n\nWhat stands in <angle brackets> is not known yet: find it out, or ask the user.`;
  return { description: guide.title, messages: [{ role: "user", content: { type: "text", text } }] };
}

/** What the operator's settings leave no choice about. */
function known({ projects }: Settings["policy"]): Named {
  const [project, ...others] = projects;
  return project !== undefined && others.length === 0 ? { project } : {};
}

/** The sandbox has a project that is meant when none is named. */
async function meant({ settings, open }: Session): Promise<Named> {
  if (settings.credential) return {};
  const { project } = (await open()).connection.door;
  return project ? { project } : {};
}

function withoutEmpty(given: Named): Named {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ""));
}

function invalid(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}
