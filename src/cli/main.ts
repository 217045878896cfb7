#!/usr/bin/env node
import { type CAC, type Command, cac } from "cac";
import type { Flags } from "../node/settings.js";
import { VERSION } from "../version.js";
import { completeHelp } from "./help.js";

// Every command loads its own code when it runs: a server must list its tools before anything else costs time.
const cli = cac("aiven-mcp");

/** Options of every command that reaches the API. */
function withConnection(command: Command): Command {
  return command
    .option("--mode <mode>", "read-only, write or full (AIVEN_MODE)")
    .option("--project <names>", "work in these projects only, comma-separated (AIVEN_PROJECT)")
    .option("--profile <name>", "settings of that name from the configuration file (AIVEN_PROFILE)")
    .option("--sandbox", "use the embedded sandbox although there is a token")
    .option("--no-sandbox", "without a token, fail instead of starting on the sandbox");
}

function toFlags(
  { rawArgs }: CAC,
  options: {
    mode?: unknown;
    project?: unknown;
    profile?: unknown;
    tools?: unknown;
    connectDir?: unknown;
    sandbox?: boolean;
    reveal?: boolean;
  },
): Flags {
  return {
    mode: text(options.mode),
    project: text(options.project),
    profile: text(options.profile),
    tools: text(options.tools),
    connectDir: text(options.connectDir),
    // The parser says true for "--sandbox" and for neither flag alike.
    sandbox: rawArgs.includes("--sandbox"),
    noSandbox: options.sandbox === false,
    reveal: options.reveal === true,
  };
}

/** The parser turns digits into numbers; these options are texts. */
function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** Options of every command that is about the tools that the server publishes. */
function withTools(command: Command): Command {
  const what = "publish a tool for each operation of these families, all for every one, default for the usual tools";
  return withConnection(command)
    .option("--tools <sets>", `${what}; comma-separated (AIVEN_TOOLS)`)
    .option(
      "--connect-dir <folder>",
      "let connection details be written there, with aiven_connect (AIVEN_CONNECT_DIR)",
    );
}

withTools(cli.command("", "Serve MCP over stdio (the same as serve)").alias("serve"))
  .option("--http", "Serve over Streamable HTTP instead: each request brings its own token")
  .option("--port <port>", "With --http: 3000 by default, 0 takes a free one")
  .option("--host <address>", "With --http: 127.0.0.1 by default")
  .option("--public-url <url>", "With --http: where others reach it, behind a proxy")
  .option("--authorization-server <url>", "With --http: who gives out tokens, as clients are told")
  .option("--max-calls <n>", "With --http: calls at the same time, 128 by default")
  .option("--max-calls-each <n>", "With --http: of one caller, half of them by default")
  .action(async (options) => {
    const flags = toFlags(cli, options);
    const { loadSettings, readStateKey } = await import("../node/settings.js");
    // Over HTTP no token here means that each request brings its own.
    const settings = await loadSettings(options.http ? { ...flags, noSandbox: false } : flags, process.env);
    if (!options.http) (await import("./usage.js")).requireHttp(options);
    const stateKey = readStateKey(process.env);
    // Whoever calls over HTTP works on another machine: a file here is of no use to them.
    const remote = { ...settings, policy: { ...settings.policy, connectDir: undefined } };
    if (options.http) return (await import("./http.js")).http(remote, stateKey, { ...options, ...flags });
    const { serve } = await import("../mcp/stdio.js");
    await serve(settings, stateKey);
  });

cli
  .command("sandbox", "Serve a sandbox of the Aiven API on loopback; prints one line of JSON: url, token, project")
  .option("--port <port>", "0 takes a free one", { default: 0 })
  .option("--host <address>", "A loopback address", { default: "127.0.0.1" })
  .option("--allow-remote", "Take any address as host; whoever reaches it can change everything in the sandbox")
  .option("--speed <speed>", "How fast time passes: instant, fast, real or paused (default: fast)")
  .option("--seed <text>", "Same seed, same ids and passwords (default: aiven)")
  .option("--scenario <name or file>", "What is there at the start: demo, empty, acme or a JSON file (default: demo)")
  .option("--data-plane", "Put the PostgreSQL and Valkey servers of this machine behind new services")
  .option("--state <file>", "Keep everything in a file, and go on from there at the next start")
  .action(async (options) => (await import("./sandbox.js")).sandbox(options));

cli
  .command("operations", "List every operation of the API")
  .option("--json", "As JSON")
  .action(async (options) => (await import("./catalogue.js")).operations(options));

cli
  .command("search <...text>", "Find operations from plain words")
  .option("--limit <n>", "Hits", { default: 8 })
  .option("--json", "As JSON")
  .action(async (words: unknown[], options) => (await import("./catalogue.js")).search(words.join(" "), options));

withConnection(
  cli.command(
    "describe <operation or type>",
    "Show an operation, or the configuration of a service or integration type",
  ),
)
  .option("--config <what>", "Of a configuration: a path, a group, or what the parameter should do")
  .option("--service <name>", "With the values that this service has; its type is known then")
  .option("--json", "As JSON")
  .action(async (id, options) =>
    (await import("./catalogue.js")).describe(String(id), toFlags(cli, options), {
      ...options,
      config: text(options.config),
      service: text(options.service),
    }),
  );

withConnection(
  cli.command(
    "configure <service or id> [...changes]",
    "Change a configuration: pg.jit=true, ip_filter+=10.0.0.0/8, ip_filter-=0.0.0.0/0, pg.timezone= (unset)",
  ),
)
  .option("--dry-run", "Only show what would change")
  .option("--wait", "Until the service runs with it")
  .option("--confirm <name>", "The service's name, for what cannot be undone")
  .option("--json", "The answer as JSON on one line")
  .action(async (target, changes: unknown[], options) =>
    (await import("./configure.js")).configure(String(target), changes.map(String), toFlags(cli, options), {
      ...options,
      confirm: text(options.confirm),
    }),
  );

withConnection(
  cli.command("call <operation> [input]", "Run an operation with its flat input as JSON; secrets are hidden"),
)
  .option("--json", "The answer as JSON on one line")
  .option("--filter <program>", "Put the answer through a jq program")
  .option("--confirm <name>", "The name of what a destructive operation is about")
  .option("--reveal", "Show the secret that the operation exists to hand out (AIVEN_REVEAL)")
  .action(async (id, input, options) =>
    (await import("./call.js")).call(id, text(input), toFlags(cli, options), {
      ...options,
      confirm: text(options.confirm),
      filter: text(options.filter),
    }),
  );

withConnection(
  cli.command("sql <service> [query]", "Run one SQL statement on a service, or show its tables; reads only by default"),
)
  .option("--json", "The answer as JSON on one line")
  .option("--database <name>", "Another than the default one")
  .option("--limit <rows>", "1000 by default")
  .option("--write", "The statement may change data; needs AIVEN_SQL_WRITE=1")
  .action(async (service, query, options) =>
    (await import("./sql.js")).sql(String(service), text(query), toFlags(cli, options), {
      ...options,
      database: text(options.database),
    }),
  );

withConnection(
  cli.command(
    "connect <service>",
    "Write a service's connection details and certificates into files that only you can read",
  ),
)
  .option("--form <form>", "env, psql, node-postgres, jdbc, prisma or kafkajs", { default: "env" })
  .option("--file <name>", "The file of variables (default: the service's name with .env)")
  .option("--folder <folder>", "Where to", { default: "." })
  .option("--user <name>", "Another user than the service's main one")
  .option("--json", "The answer as JSON on one line")
  .action(async (service, options) =>
    (await import("./connect.js")).connectService(String(service), toFlags(cli, options), {
      ...options,
      folder: String(options.folder),
      form: String(options.form),
      file: text(options.file),
      user: text(options.user),
    }),
  );

withTools(cli.command("tools", "Show the tools that the server publishes"))
  .option("--json", "Exactly as tools/list answers")
  .action(async (options) => (await import("./tools.js")).tools(options.json, toFlags(cli, options)));

withTools(
  cli.command("doctor [operation]", "Check token, reach, proxy and policy; or why an operation is not available"),
)
  .option("--json", "As JSON")
  .action(async (id, options) => (await import("./doctor.js")).doctor(text(id), toFlags(cli, options), options));

cli.option("--version", "Show the version");
cli.help((sections) => completeHelp(cli, sections));

async function main(): Promise<void> {
  // Who reads the output may have seen enough (`| head`): that stops nothing that is being done.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const { options } = cli.parse(process.argv, { run: false });
  if (options["help"]) return;
  if (options["version"]) process.stdout.write(`${VERSION}\n`);
  else await cli.runMatchedCommand();
}

main().catch(async (error: unknown) => {
  const [{ fail }, { explainUsage }] = await Promise.all([import("./fail.js"), import("./usage.js")]);
  fail(explainUsage(cli, error));
});
