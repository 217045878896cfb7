import { MAX_CHARS } from "../mcp/result.js";
import { instructions } from "../mcp/server.js";
import { surfaceMaker } from "../mcp/surface.js";
import { CALL_LIMIT_MS } from "../mcp/time-limit.js";
import type { Settings } from "../node/settings.js";

/** What the narrowest of the known clients takes, beyond which it cuts, refuses or gives up. */
const NARROWEST = { tools: 40, name: 60, instructions: 2_048, resultTokens: 10_000, callSeconds: 60 } as const;
/** The server's name, which clients put before a tool's. */
const PREFIX = "mcp__aiven-mcp__";
const CHARS_PER_TOKEN = 3;

export interface Limit {
  readonly what: string;
  readonly ours: number;
  readonly most: number;
  readonly unit: string;
  /** How to get below, where settings can do that. */
  readonly less?: string;
}

const FEWER_TOOLS = "name fewer families in --tools or AIVEN_TOOLS, or leave it out";
const FEWER_PROJECTS = "name fewer projects in AIVEN_PROJECT";

/** What this server's settings make of it, against what clients take. */
export async function clientLimits(settings: Settings): Promise<Limit[]> {
  const makeSurface = await surfaceMaker(settings.tools);
  const { tools } = makeSurface(settings.policy);
  const longestName = Math.max(0, ...tools.map(({ name }) => name.length)) + PREFIX.length;
  return [
    { what: "tools", ours: tools.length, most: NARROWEST.tools, unit: "tools", less: FEWER_TOOLS },
    { what: "longest tool name", ours: longestName, most: NARROWEST.name, unit: "characters", less: FEWER_TOOLS },
    {
      what: "instructions",
      ours: instructions(settings).length,
      most: NARROWEST.instructions,
      unit: "characters",
      less: FEWER_PROJECTS,
    },
    {
      what: "longest result",
      ours: Math.ceil(MAX_CHARS / CHARS_PER_TOKEN),
      most: NARROWEST.resultTokens,
      unit: "tokens",
    },
    { what: "longest call", ours: CALL_LIMIT_MS / 1000, most: NARROWEST.callSeconds, unit: "s" },
  ];
}
