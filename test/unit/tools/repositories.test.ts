import { describe, expect, it } from "vitest";
import { AivenError } from "../../../src/core/errors.js";
import { findSource } from "../../../src/tools/repositories.js";
import { rejection } from "../../fake-world.js";
import { type Answers, fakeDoor } from "./doors.js";

const LIST = "ApplicationVcsIntegrationRepositoryList";
const shop = { full_name: "acme/shop", name: "shop", source_url: "https://git.example/acme/shop" };
const CONNECTED = {
  ProjectGet: { project: { organization_id: "org1" } },
  ApplicationVcsIntegrationList: { vcs_integrations: [{ vcs_integration_id: "v1" }] },
};

const find = (answers: Answers, repository = "acme/shop") =>
  findSource(fakeDoor({ ...CONNECTED, ...answers }), "p", repository, "main");

describe("the source of an application", () => {
  it("is found on whichever page of the repositories it stands, however the answer names the next one", async () => {
    const other = { full_name: "acme/other" };
    const pages: Record<string, unknown> = {
      "": { repositories: [other], next: "https://api.example/repositories?cursor=a%2Fb" },
      "a/b": { repositories: [other], next: "c" },
      c: { repositories: [shop], next: null },
    };
    const source = await find({ [LIST]: ({ cursor = "" }: { cursor?: string }) => pages[cursor] });
    expect(source).toMatchObject({ repository_url: "https://git.example/acme/shop.git", branch: "main" });
  });

  it.each<[string, Answers]>([
    ["no project", { ProjectGet: {} }],
    ["accounts that are none", { ApplicationVcsIntegrationList: { vcs_integrations: [null] } }],
    ["no accounts", { ApplicationVcsIntegrationList: {} }],
    ["no repositories", { [LIST]: {} }],
    ["repositories that are none", { [LIST]: { repositories: [null, {}] } }],
  ])("is to be chosen, or an error of ours, where answers have %s", async (_, answers) => {
    const found = await find(answers).catch((error: unknown) => error);
    if (found instanceof Error) expect(found).toBeInstanceOf(AivenError);
    else expect(found).toHaveProperty("choose");
  });

  it("needs no list where it is the address of a public repository", async () => {
    const source = await find({ ProjectGet: {} }, "https://git.example/acme/public");
    expect(source).toEqual({ repository_url: "https://git.example/acme/public.git", branch: "main" });
    expect(await rejection(find({}, "https://git.example/acme/shop/tree/main"))).toBeInstanceOf(AivenError);
  });
});
