import { createConnection } from "node:net";
import { DEFAULT_BASE_URL } from "../core/client.js";
import { AivenError } from "../core/errors.js";
import { connect } from "../node/connection.js";
import type { Environment } from "../node/credentials.js";
import {
  type Confirm,
  type Flags,
  HOW_TO_GET_A_TOKEN,
  loadSettings,
  readStateKey,
  type Settings,
} from "../node/settings.js";
import { type Operation, requireOperation } from "../tools/operation.js";
import { createPolicy, type Mode, mayWriteSql } from "../tools/policy.js";
import { clientLimits } from "./client-limits.js";
import { print, printData } from "./print.js";
import { strangeVariables } from "./variables.js";

interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly found: string;
  readonly hint?: string | undefined;
}

/**
 * Checks one thing after the other and says what to do about each that fails. With an operation, tells also whether it is
 * available and why not. The exit code is 1 when a check fails.
 */
export async function doctor(id: string | undefined, flags: Flags, { json }: { json?: boolean }): Promise<void> {
  const settings = await loadSettings(flags, process.env);
  readStateKey(process.env);
  const checks = [
    nodeCheck(process.versions.node),
    tokenCheck(settings),
    ...strangeVariables(process.env).map(({ name, meant }) => {
      return { check: "variables", ok: false, found: `${name} is not read`, hint: `Did you mean ${meant}?` };
    }),
    hostCheck(settings),
    await proxyCheck(process.env, settings),
    ...policyChecks(settings),
    ...(await clientChecks(settings)),
    ...(id === undefined ? [] : [operationCheck(requireOperation(id), settings)]),
    ...(await reachChecks(settings)),
  ];
  if (json) printData(checks, { json });
  else
    for (const { check, ok, found, hint } of checks)
      print(`${ok ? "ok  " : "FAIL"} ${check}: ${found}${hint ? `\n     ${hint}` : ""}`);
  if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
}

function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { check: "node", ok, found: version, hint: ok ? undefined : "Take Node 20.19 or newer." };
}

function tokenCheck({ credential }: Settings): Check {
  if (credential) return { check: "token", ok: true, found: `from ${credential.source}` };
  return { check: "token", ok: true, found: "none: the embedded sandbox is used", hint: HOW_TO_GET_A_TOKEN };
}

function hostCheck({ baseUrl = DEFAULT_BASE_URL, credential }: Settings): Check {
  if (!credential) return { check: "host", ok: true, found: "the embedded sandbox, on this machine" };
  const { protocol, hostname } = new URL(baseUrl);
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const ok = protocol === "https:" || local;
  return { check: "host", ok, found: baseUrl, hint: ok ? undefined : "The token would be sent in clear: use https." };
}

/** Whether somebody listens where the proxy should be: that it is down looks like an API that is. */
async function proxyCheck(env: Environment, { credential, baseUrl = DEFAULT_BASE_URL }: Settings): Promise<Check> {
  const proxy = env["HTTPS_PROXY"] ?? env["https_proxy"] ?? env["HTTP_PROXY"] ?? env["http_proxy"];
  if (!proxy) return { check: "proxy", ok: true, found: "none" };
  if (!URL.canParse(proxy)) return { check: "proxy", ok: false, found: "set, and not a URL" };
  // A proxy's URL can hold a password.
  const { host, hostname, port, protocol } = new URL(proxy);
  const isPassedBy = !credential || isExcluded(new URL(baseUrl).hostname, env["NO_PROXY"] ?? env["no_proxy"] ?? "");
  if (isPassedBy) return { check: "proxy", ok: true, found: `${host}, which is not used for this host` };
  const failure = await reach(hostname.replace(/^\[|\]$/g, ""), Number(port) || (protocol === "https:" ? 443 : 80));
  if (failure === undefined) return { check: "proxy", ok: true, found: host };
  const hint = "Nobody answers there: correct HTTPS_PROXY, or except the API by NO_PROXY.";
  return { check: "proxy", ok: false, found: `${host}: ${failure}`, hint };
}

function isExcluded(hostname: string, exceptions: string): boolean {
  return exceptions
    .split(/[,\s]+/)
    .map((entry) => entry.replace(/:\d+$/, "").replace(/^\*?\./, ""))
    .some((entry) => entry === "*" || (entry !== "" && (hostname === entry || hostname.endsWith(`.${entry}`))));
}

const REACH_MS = 5_000;

/** Why nothing can be connected to, or undefined when it can. */
function reach(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: REACH_MS });
    const settle = (failure?: string) => {
      socket.destroy();
      resolve(failure);
    };
    socket.once("connect", () => settle());
    socket.once("timeout", () => settle("no answer in time"));
    socket.once("error", ({ code, message }: NodeJS.ErrnoException) => settle(code ?? message));
  });
}

const MODE_MEANS: Readonly<Record<Mode, string>> = {
  "read-only": "nothing changes",
  write: "changes too; what destroys needs a plan and approval",
  full: "as write, with reveal on",
};

const CONFIRM_MEANS: Readonly<Record<Confirm, string>> = {
  ask: "a person by a form where the client shows forms, else a name that the assistant repeats",
  typed: "a name that the assistant repeats",
  strict: "a person by a form; refused where the client shows none",
};

function policyChecks({ policy, profile, confirm }: Settings): Check[] {
  const { mode, projects, operations, protect, maxUsdPerHour, connectDir } = policy;
  const { reveals } = createPolicy(policy);
  const rows: [string, string][] = [
    ["profile", profile ?? "none"],
    ["mode", `${mode}: ${MODE_MEANS[mode]}`],
    ["allowed projects", projects.join(", ") || "all that the token reaches"],
    ["allowed operations", operations.join(", ") || "all"],
    ["protected names", protect.join(", ") || "none"],
    ["reveal", reveals ? "on: operations that hand out a secret show it" : "off: such operations are refused"],
    ["SQL", mayWriteSql(policy) ? "may write" : "only reads"],
    ["connection details", connectDir === undefined ? "are not written" : `may be written into ${connectDir}`],
    ["approval", `${confirm}: ${CONFIRM_MEANS[confirm]}`],
    ["price limit", maxUsdPerHour === undefined ? "none" : `${maxUsdPerHour} USD per hour`],
  ];
  return rows.map(([check, found]) => ({ check, ok: true, found }));
}

async function clientChecks(settings: Settings): Promise<Check[]> {
  const limits = await clientLimits(settings);
  return limits.map(({ what, ours, most, unit, less }) => {
    const check = `clients: ${what}`;
    const found = `${ours} ${unit}; the narrowest client takes ${most}`;
    if (ours === 0) return { check, ok: false, found, hint: "The policy leaves nothing of these sets of tools." };
    if (ours <= most) return { check, ok: true, found };
    return { check, ok: false, found, hint: `Some clients cut or refuse this${less ? `: ${less}` : ""}.` };
  });
}

function operationCheck(operation: Operation, { policy }: Settings): Check {
  const refused = createPolicy(policy).refusal(operation);
  const { id, facts, words } = operation;
  if (refused)
    return {
      check: id,
      ok: false,
      found: `not available (rule ${refused.rule}): ${refused.message}`,
      hint: refused.hint,
    };
  const needs = [...(facts.permissions ?? []), ...(facts.scopes ?? []).map((scope) => `scope ${scope}`)];
  return {
    check: id,
    ok: true,
    found: `available; ${words.risk}${needs.length > 0 ? `; the token needs one of: ${needs.join(", ")}` : ""}`,
  };
}

async function reachChecks(settings: Settings): Promise<Check[]> {
  try {
    const connection = await connect(settings);
    try {
      // Past the policy: what it leaves of the operations says nothing about the token.
      const { client } = connection.door;
      const [{ user }, { projects }] = [await client.call("UserInfo", {}), await client.call("ProjectList", {})];
      const names = projects.map(({ project_name }) => project_name);
      const missing = settings.policy.projects.filter((name) => !names.includes(name));
      return [
        { check: "login", ok: true, found: connection.sandboxUrl ? `${user.user} (sandbox user)` : user.user },
        {
          check: "projects",
          ok: missing.length === 0,
          found: `${names.length} visible: ${names.slice(0, 10).join(", ")}${names.length > 10 ? " …" : ""}`,
          hint: missing.length > 0 ? `Not visible to this token: ${missing.join(", ")}.` : undefined,
        },
      ];
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!(error instanceof AivenError)) throw error;
    return [{ check: "login", ok: false, found: `${error.name}: ${error.message}`, hint: error.hint }];
  }
}
