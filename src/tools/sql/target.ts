import type { Output } from "../../core/catalogue/index.js";
import { InputError } from "../../core/errors.js";
import { own } from "../../core/own.js";
import { items, requirePart } from "../../core/parts.js";
import { REDACTED } from "../../core/redact.js";
import { explain } from "../explain.js";
import { requireOperation } from "../operation.js";
import { type Door, prepare } from "../run.js";
import type { SqlTarget } from "./driver.js";
import type { SqlType } from "./statement.js";

export type Service = Output<"ServiceGet">["service"];

export interface Where {
  readonly project: string;
  readonly service_name: string;
}

const TYPES: readonly string[] = ["pg", "mysql", "clickhouse"] satisfies readonly SqlType[];

/** Reads a service with its credentials. Allowed where reading the service is; what comes back is for a driver only. */
export async function readService(door: Door, where: Where): Promise<Service> {
  const operation = requireOperation("ServiceGet");
  const input = { ...where, include_secrets: true };
  prepare(door, operation, input);
  try {
    return requirePart((await door.client.call("ServiceGet", input)).service, "service", "ServiceGet");
  } catch (error) {
    throw await explain(door, operation, input, error);
  }
}

/** The SQL that a service understands. Throws InputError for one that understands none, or cannot answer now. */
export function requireSql({ service_name, service_type, state }: Service): SqlType {
  if (!TYPES.includes(service_type)) {
    throw unfit(
      `${service_name} is of type ${service_type}, which takes no SQL here`,
      `SQL is for ${TYPES.join(", ")}.`,
    );
  }
  if (state === "POWEROFF") {
    throw unfit(`${service_name} is powered off`, 'Power it on: aiven_write ServiceUpdate {"powered": true}.');
  }
  return service_type as SqlType;
}

/** Where and as whom a driver connects. Throws InputError where there is nothing to connect to. */
export async function readTarget(
  door: Door,
  { project }: Where,
  service: Service,
  database: string | undefined,
): Promise<SqlTarget> {
  const { service_name, service_uri_params, metadata } = service;
  const dataPlane = String(metadata?.["data_plane"] ?? "");
  if (dataPlane.startsWith("none")) {
    throw unfit(
      `${service_name} has no database behind it: the sandbox emulates only its control plane`,
      "Use a sandbox that was started with --data-plane, and a service that was created there.",
    );
  }
  const { host, port, user, password, dbname = "defaultdb" } = service_uri_params ?? {};
  if (!host || !port || !user) throw unfit(`${service_name} has no address yet`, "Wait for it with aiven_wait.");
  if (!password || password === REDACTED) {
    throw unfit(`the credentials of ${service_name} are not shown to this token`, "It needs service:secrets:read.");
  }
  const { certificate } = await door.client.call("ProjectKmsGetCA", { project });
  return {
    ...addressOf(service, { host, port: Number(port) }),
    user,
    password,
    database: database ?? dbname,
    ca: certificate,
    unreachable: unreachable(service),
  };
}

/** Out of a VPC the public address leads to it from everywhere, where there is one. */
function addressOf({ service_type, components }: Service, main: { host: string; port: number }) {
  const open = items(components).find(({ component, route, usage }) => {
    return component === service_type && route === "public" && usage === "primary";
  });
  return open ? { host: open.host, port: open.port } : main;
}

function unreachable({ state, user_config, project_vpc_id }: Service): string {
  const filter = own(user_config, "ip_filter");
  const admitted = Array.isArray(filter) ? filter.map((entry) => entry?.network ?? entry).map(String) : [];
  return [
    state === "RUNNING" ? "" : `The service is ${state}: wait for it with aiven_wait.`,
    admitted.length > 0
      ? `Its ip_filter admits ${admitted.slice(0, 8).join(", ") || "nobody"}: this machine's address has to be among them.`
      : "",
    project_vpc_id ? "It is in a VPC: without public_access only peered networks reach it." : "",
    "A firewall here may also keep its port closed.",
  ]
    .filter((line) => line !== "")
    .join(" ");
}

function unfit(message: string, hint: string): InputError {
  return new InputError([{ field: "service_name", message }], hint);
}
