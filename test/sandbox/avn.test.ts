import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Instance } from "../../src/sandbox/instance.js";
import { RETIRED } from "../../src/sandbox/retired.js";
import { Router } from "../../src/sandbox/router.js";

/**
 * The calls of every command of the provider's own client (aiven-client of 2026-07-09), as `METHOD path operationId`, the id
 * where the provider's description has one. That each operation succeeds is for the conformance test to show.
 */
const COMMANDS = Object.entries(
  JSON.parse(readFileSync(new URL("avn-calls.json", import.meta.url), "utf8")) as Record<string, string[]>,
);

interface Sent {
  readonly status: number;
  readonly data: Record<string, unknown>;
}

/** A sandbox without a network, with the names of what is there, for every part of a path that names something. */
function open() {
  const instance = new Instance({ speed: "paused" });
  const send = (method: string, url: string, body: object | undefined): Sent => {
    const { answer } = instance.exchange.perform({
      method,
      url,
      headers: {
        "content-type": "application/json",
        "user-agent": "aiven-client/4.12.0",
        authorization: `aivenv1 ${instance.token}`,
      },
      body: new TextEncoder().encode(body ? JSON.stringify(body) : ""),
    });
    return { status: answer.status, data: Object(answer.data) };
  };
  const { project } = send("GET", `/v1/project/${instance.project}`, undefined).data as {
    project: Record<string, string>;
  };
  const names: Readonly<Record<string, string | undefined>> = {
    ...project,
    project: instance.project,
    project_id: instance.project,
    service_type: "pg",
    plan: "startup-4",
    service_plan: "startup-4",
    cloud: "aws-eu-west-1",
    resource_type: "organization",
    resource_id: project["organization_id"],
    service_username: "avnadmin",
    username: "avnadmin",
    dbname: "defaultdb",
    database: "defaultdb",
  };
  return { send, names };
}

/** As Python's `quote` with nothing that is safe. */
function quote(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function serviceOf(path: string): string {
  return /kafka|topic|connector|acl|quota|schema/.test(path) ? "demo-kafka" : "demo-pg";
}

/** What is not there has a name that needs to be quoted. */
function fill(path: string, names: Readonly<Record<string, string | undefined>>): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name === "service" || name === "service_name") return serviceOf(path);
    return quote(names[name] ?? "a/b+c=='x' (y)*");
  });
}

const router = new Router();

describe("the commands of the provider's own client", () => {
  test("are many", () => {
    expect(COMMANDS.length).toBeGreaterThan(300);
  });

  test.each(COMMANDS)("%s finds the operation that it means", (_, calls) => {
    for (const call of calls) {
      const [method = "", path = "", operationId] = call.split(" ");
      // The statistics of queries have an operation for each type.
      const service_type = operationId?.startsWith("MySQL") ? "mysql" : "pg";
      const match = router.match(method, fill(path, { service_type }));
      const retired = RETIRED.some((each) => each.path === path.replace("{service}", "{service_name}"));
      if (retired) expect(match, call).toBe("retired");
      else expect(match, call).toMatchObject({ route: operationId ? { operationId } : {} });
    }
  });

  test("are answered, and refused only for what is not there, not given, or not theirs to do", {
    timeout: 120_000,
  }, () => {
    const wrong: string[] = [];
    let succeeded = 0;
    for (const [command, calls] of COMMANDS) {
      const { send, names } = open();
      for (const call of calls) {
        const [method = "", path = ""] = call.split(" ");
        const { status, data } = send(method, fill(path, names), method === "GET" ? undefined : {});
        const message = String(data["message"] ?? "");
        if (status < 300) succeeded++;
        else if (status >= 500 || /^Not found$|Method not allowed|not implemented/i.test(message)) {
          wrong.push(`${command}: ${status} ${message}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    // The others need what only the conformance test makes.
    expect(succeeded).toBeGreaterThan(120);
  });
});
