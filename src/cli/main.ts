#!/usr/bin/env node
import { Command, Option } from "commander";
import type { Flags } from "../node/settings.js";
import { VERSION } from "../version.js";

// Every command loads its own code when it runs: a server must list its tools before anything else costs time.
const program = new Command("aiven-mcp")
  .description("The whole Aiven API for AI assistants, with a sandbox that needs no account.")
  .version(VERSION)
  .showHelpAfterError("(aiven-mcp --help lists the commands)")
  .enablePositionalOptions();

/** Options of every command that reaches the API. */
function withConnection(command: Command): Command {
  return command
    .addOption(new Option("--token <token>", "Aiven token; AIVEN_TOKEN is safer, a process list shows this").hideHelp())
    .option("--mode <mode>", "read-only, write or full; AIVEN_MODE")
    .option("--project <names>", "work in these projects only, comma-separated; AIVEN_PROJECT")
    .option("--sandbox", "use the embedded sandbox although there is a token")
    .option("--no-sandbox", "without a token, fail instead of starting on the sandbox");
}

/** commander folds --sandbox and --no-sandbox into one value: undefined when neither was given. */
function toFlags(options: { token?: string; mode?: string; project?: string; sandbox?: boolean }): Flags {
  const { sandbox, ...rest } = options;
  return { ...rest, sandbox: sandbox === true, noSandbox: sandbox === false };
}

const serve = withConnection(new Command("serve").description("serve MCP over stdio (the default command)"));
program.addCommand(
  serve.action(async (options) => {
    const [{ serve }, { readSettings }] = await Promise.all([import("../mcp/stdio.js"), import("../node/settings.js")]);
    serve(readSettings(toFlags(options), process.env), process.env["AIVEN_STATE_KEY"]);
  }),
  { isDefault: true },
);

program
  .command("sandbox")
  .description("serve a sandbox of the Aiven API on loopback; prints one line of JSON: url, token, project")
  .option("--port <port>", "0 takes a free one", "0")
  .option("--host <address>", "a loopback address", "127.0.0.1")
  .addOption(
    new Option("--speed <speed>", "how fast provisioning goes").choices(["instant", "fast", "real"]).default("fast"),
  )
  .option("--seed <text>", "same seed, same ids and passwords")
  .action(async (options) => (await import("./sandbox.js")).sandbox(options));

program
  .command("operations")
  .description("list every operation of the API")
  .option("--json", "as JSON")
  .action(async (options) => (await import("./catalogue.js")).operations(options));

program
  .command("search <text...>")
  .description("find operations from plain words")
  .option("--limit <n>", "hits", "8")
  .option("--json", "as JSON")
  .action(async (text, options) => (await import("./catalogue.js")).search(text.join(" "), options));

program
  .command("describe <operation>")
  .description("show an operation's fields, risk and pitfalls")
  .option("--json", "as JSON")
  .action(async (id, options) => (await import("./catalogue.js")).describe(id, options));

withConnection(program.command("call <operation> [input]"))
  .description("run an operation with its flat input as JSON; secrets are hidden")
  .option("--json", "the answer as JSON on one line")
  .option("--confirm <name>", "the name of what a destructive operation is about")
  .action(async (id, input, options) => (await import("./call.js")).call(id, input, toFlags(options), options));

program
  .command("tools")
  .description("show the tools that the server publishes")
  .option("--project <names>", "as serve takes it")
  .option("--json", "exactly as tools/list answers")
  .action(async (options) => (await import("./tools.js")).tools(options));

withConnection(program.command("doctor"))
  .description("check the token, the reach, the proxy and the policy")
  .option("--json", "as JSON")
  .action(async (options) => (await import("./doctor.js")).doctor(toFlags(options), options));

program.parseAsync().catch(async (error: unknown) => (await import("./fail.js")).fail(error));
