import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, win32 } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { definitions } from "../../src/mcp/definitions.js";
import { nameProblem } from "../../src/node/private-files.js";
import { CLI, environment } from "../child.js";
import { openHttpServer } from "../mcp/http/server.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const readText = (path: string) => readFileSync(join(ROOT, path), "utf8");
const readJson = (path: string) => JSON.parse(readText(path));
const { version, scripts } = readJson("package.json") as { version: string; scripts: Record<string, string> };
/** Those that need no setting. */
const TOOLS = Object.keys(definitions).filter((name) => name !== "aiven_connect");
/** Variables that the code reads, by the files that read them. */
const SETTINGS = ["credentials.ts", "settings.ts"].map((name) => readText(`src/node/${name}`)).join();

describe("server.json", () => {
  const server = readJson("server.json");

  it("has the form that the registry takes (schema 2025-12-11)", () => {
    const input = z.strictObject({
      name: z.string(),
      description: z.string(),
      isRequired: z.boolean().optional(),
      isSecret: z.boolean().optional(),
      default: z.string().optional(),
      choices: z.array(z.string()).optional(),
    });
    const schema = z.strictObject({
      $schema: z.literal("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"),
      name: z
        .string()
        .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/)
        .max(200),
      title: z.string().min(1).max(100),
      description: z.string().min(1).max(100),
      version: z.string().regex(/^\d+\.\d+\.\d+$/),
      packages: z.array(
        z.strictObject({
          registryType: z.enum(["npm", "pypi", "oci", "nuget", "mcpb"]),
          identifier: z.string(),
          version: z.string().regex(/^\d+\.\d+\.\d+$/),
          runtimeHint: z.string(),
          transport: z.strictObject({ type: z.literal("stdio") }),
          environmentVariables: z.array(input),
        }),
      ),
    });
    expect(schema.safeParse(server).error).toBeUndefined();
  });

  it("names this version, the built package and variables that are read", () => {
    expect(server.version).toBe(version);
    const [npm] = server.packages;
    const built = JSON.parse(readFileSync(join(dirname(CLI), "package.json"), "utf8"));
    expect(npm).toMatchObject({ identifier: built.name, version });
    expect(built.mcpName).toBe(server.name);
    for (const { name } of npm.environmentVariables) expect(SETTINGS).toContain(`"${name}"`);
    const token = npm.environmentVariables.find(({ name }: { name: string }) => name === "AIVEN_TOKEN");
    expect(token).toMatchObject({ isSecret: true });
  });
});

describe("the MCP bundle's manifest", () => {
  const manifest = readJson("packaging/mcpb/manifest.json");

  it("names this version, our tools, and variables that are read", () => {
    expect(manifest.version).toBe(version);
    expect(manifest.tools.map(({ name }: { name: string }) => name)).toEqual(TOOLS);
    const { env } = manifest.server.mcp_config;
    for (const name of Object.keys(env)) expect(SETTINGS).toContain(`"${name}"`);
    const asked = Object.values<string>(env).map((text) => /^\$\{user_config\.(\w+)\}$/.exec(text)?.[1]);
    expect(asked).toEqual(Object.keys(manifest.user_config));
    expect(manifest.user_config.token).toMatchObject({ sensitive: true, required: false });
  });
});

describe("the built package", () => {
  it("has names of files that every system takes, and none that differ by case alone", () => {
    const paths = readdirSync(dirname(CLI), { recursive: true }).map(String);
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) expect(nameProblem(basename(path), win32)).toBeUndefined();
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });
});

describe("the Dockerfile", () => {
  const [build = "", run = ""] = readText("Dockerfile").split(/^(?=FROM )/m);

  it("builds by commands that there are", () => {
    const commands = [...build.matchAll(/^RUN (.+)$/gm)].map(([, command]) => command);
    expect(commands).toEqual(["npm ci", "npm run build"]);
    expect(scripts["build"]).toBeDefined();
    expect(existsSync(join(ROOT, "package-lock.json"))).toBe(true);
    const ignored = readText(".dockerignore").split("\n");
    expect(ignored).toEqual(expect.arrayContaining(["node_modules", "dist"]));
  });

  it("runs what the build has made, as nobody special", async () => {
    expect(run).toMatch(/^USER node$/m);
    expect(run).not.toMatch(/^RUN /m);
    const [, from, to] = /^COPY --from=build \/src\/(\S+) (\S+)$/m.exec(run) ?? [];
    const [, entry = "[]"] = /^ENTRYPOINT (.+)$/m.exec(run) ?? [];
    const [program, file = ""] = JSON.parse(entry);
    expect(program).toBe("node");
    expect(join(ROOT, from ?? "", file.slice(`${to}/`.length))).toBe(CLI);
  });

  it("has a command and a health check that work", async () => {
    const [, command = "[]"] = /^CMD (.+)$/m.exec(run.replace(/^HEALTHCHECK .+$/m, "")) ?? [];
    const args: string[] = JSON.parse(command);
    expect(args.slice(0, 3)).toEqual(["--http", "--host", "0.0.0.0"]);
    const { origin } = await openHttpServer(["--no-sandbox"]);
    const [, check = "[]"] = /^HEALTHCHECK CMD (.+)$/m.exec(run) ?? [];
    const [, flag = "", code = ""] = JSON.parse(check);
    const probe = (url: string) =>
      promisify(execFile)(process.execPath, [flag, code.replace("http://127.0.0.1:3000", url)]);
    await probe(origin);
    await expect(probe("http://127.0.0.1:1")).rejects.toThrow();
  });
});

describe("the official Inspector", () => {
  // What `inspector --cli` runs, without the web client.
  const inspector = join(ROOT, "node_modules/@modelcontextprotocol/inspector-cli/build/index.js");
  const inspect = async (...args: string[]) => {
    const command = [inspector, process.execPath, CLI, ...args];
    // It looks for its package.json from where it is started.
    const options = { env: environment(), cwd: dirname(inspector) };
    return JSON.parse((await promisify(execFile)(process.execPath, command, options)).stdout);
  };

  it("lists and calls our tools", async () => {
    const { tools } = await inspect("--method", "tools/list");
    expect(tools.map(({ name }: { name: string }) => name)).toEqual(TOOLS);
    const call = ["--method", "tools/call", "--tool-name", "aiven_read", "--tool-arg", "operation=UserInfo"];
    expect((await inspect(...call)).content[0].text).toContain("demo@example.com");
  });

  it("hands over arguments of every type, those that are objects too", async () => {
    const call = ["--method", "tools/call", "--tool-name", "aiven_read", "--tool-arg", "operation=ServiceList"];
    const args = ['input={"project":"sandbox-demo"}', 'fields=["service_name"]', "limit=1"];
    const { content, isError } = await inspect(...call, ...args.flatMap((arg) => ["--tool-arg", arg]));
    expect(isError).toBeFalsy();
    expect(JSON.parse(content[0].text)).toMatchObject({ page: { shown: 1, total: 3 } });
  });

  it("lists our resources, their templates and the prompts, and reads one of each", async () => {
    const { resources } = await inspect("--method", "resources/list");
    const uris = resources.map(({ uri }: { uri: string }) => uri);
    expect(uris).toContain("aiven://guide/upgrade-safely");
    const { contents } = await inspect("--method", "resources/read", "--uri", "aiven://guide/upgrade-safely");
    expect(contents[0].text).toMatch(/^# Upgrade a service/);
    const { resourceTemplates } = await inspect("--method", "resources/templates/list");
    expect(JSON.stringify(resourceTemplates)).toContain("aiven://project/{project}/service/{service_name}");
    const { prompts } = await inspect("--method", "prompts/list");
    expect(prompts.map(({ name }: { name: string }) => name)).toContain("rotate-credentials");
    const get = ["--method", "prompts/get", "--prompt-name", "rotate-credentials"];
    const args = ["service_name=demo-pg", "service_username=avnadmin"].flatMap((arg) => ["--prompt-args", arg]);
    expect(JSON.stringify(await inspect(...get, ...args))).toContain("avnadmin of demo-pg");
    // Five processes, each of which starts another.
  }, 60_000);
});

describe.each(["README.md", "docs/clients.md"])("%s", (name) => {
  const page = readText(name);

  it("has buttons that start what the snippets start", () => {
    const expected = { command: "npx", args: ["-y", "aiven-mcp"] };
    const [vscode, cursor] = [...page.matchAll(/install(?:-mcp)?\?name=aiven&config=([^)]+)\)/g)].map(([, text = ""]) =>
      decodeURIComponent(text),
    );
    expect(JSON.parse(vscode ?? "")).toEqual(expected);
    expect(JSON.parse(Buffer.from(cursor ?? "", "base64").toString())).toEqual(expected);
  });

  it("has snippets that are JSON and start the package", () => {
    const snippets = [...page.matchAll(/```json\n([\s\S]+?)```/g)].map(([, json = ""]) => JSON.parse(json));
    expect(snippets.length).toBeGreaterThan(0);
    for (const { mcpServers, servers } of snippets) {
      const { command, args, env = {} } = (mcpServers ?? servers).aiven;
      expect([command, ...args].join(" ")).toMatch(/^(cmd \/c )?npx -y aiven-mcp$/);
      for (const variable of Object.keys(env)) expect(SETTINGS).toContain(`"${variable}"`);
    }
  });
});
