import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { InputError } from "../core/errors.js";
import { stringifyJson } from "../core/json.js";
import type { Settings } from "../node/settings.js";
import type { ApprovalWay } from "./approval.js";

/** What a plan is bound to: change any of it and the plan no longer fits. */
export interface PlanSubject {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Who asks: a digest of the credential and the host. */
  readonly principal: string;
  /** Tells the target from another of the same name that comes later. */
  readonly identity: string;
  /** A plan that waits for a person is of no use to an assistant that would approve by itself. */
  readonly way: ApprovalWay;
}

export interface Planner {
  seal(subject: PlanSubject): string;
  /** Uses a plan up. Throws InputError when it was altered, is for something else, has expired or was used. */
  redeem(plan: string, subject: PlanSubject): void;
}

/** A digest of who calls and where: plans of one principal are not another's. */
export function principalOf({ baseUrl, credential }: Pick<Settings, "baseUrl" | "credential">): string {
  return createHash("sha256").update(`${baseUrl}\0${credential?.token}`).digest("base64url");
}

const TTL_MS = 10 * 60 * 1000;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const BODY_BYTES = 6;

/**
 * Seals plans with AES-256-GCM. A plan carries only its expiry; what it is for is authenticated, not carried, so that a
 * plan is short and the second call shows in clear what it will do. Processes that share the key accept each other's plans.
 */
export function createPlanner(key: string | undefined, now: () => number = Date.now): Planner {
  const secret = key ? createHash("sha256").update(`plan\0${key}`).digest() : randomBytes(32);
  const used = new Map<string, number>();
  return {
    seal(subject) {
      const iv = randomBytes(IV_BYTES);
      const body = Buffer.alloc(BODY_BYTES);
      body.writeUIntBE(now() + TTL_MS, 0, BODY_BYTES);
      const cipher = createCipheriv("aes-256-gcm", secret, iv).setAAD(describe(subject));
      const sealed = Buffer.concat([cipher.update(body), cipher.final()]);
      return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString("base64url");
    },
    redeem(plan, subject) {
      const expires = open(secret, plan, subject);
      if (expires === undefined) throw refused("does not fit this operation, input and target");
      if (expires <= now()) throw refused("has expired");
      if (used.has(plan)) throw refused("was used already");
      for (const [old, end] of used) if (end <= now()) used.delete(old);
      used.set(plan, expires);
    },
  };
}

/** The expiry in milliseconds since the epoch, or undefined when the plan is not ours or not for this. */
function open(secret: Buffer, plan: string, subject: PlanSubject): number | undefined {
  const bytes = Buffer.from(plan, "base64url");
  if (bytes.length !== IV_BYTES + BODY_BYTES + TAG_BYTES || bytes.toString("base64url") !== plan) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, IV_BYTES))
      .setAAD(describe(subject))
      .setAuthTag(bytes.subarray(IV_BYTES + BODY_BYTES));
    const body = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, IV_BYTES + BODY_BYTES)), decipher.final()]);
    return body.readUIntBE(0, BODY_BYTES);
  } catch {
    return undefined;
  }
}

function describe({ operation, input, principal, identity, way }: PlanSubject): Buffer {
  return Buffer.from(stringifyJson([operation, sorted(input), principal, identity, way]));
}

/** Keys in a fixed order, so that the same input is the same however it was written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, sorted(item)]));
}

function refused(why: string): InputError {
  return new InputError(
    [{ field: "plan", message: why }],
    "Call again without plan: what would be lost is read anew, and the user has to approve it anew.",
  );
}
