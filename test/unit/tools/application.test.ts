import { describe, expect, it } from "vitest";
import { ResponseError } from "../../../src/core/errors.js";
import { composeApplication } from "../../../src/tools/application.js";
import { rejection } from "../../fake-world.js";
import { type Answers, fakeDoor } from "./doors.js";

const WHOLE = {
  ProjectGet: { project: { organization_id: "org1" } },
  ApplicationVcsIntegrationList: { vcs_integrations: [] },
  ServiceGet: { service: { service_type: "pg" } },
  ProjectKmsGetCA: { certificate: "-----BEGIN CERTIFICATE-----" },
};
const compose = (answers: Answers) =>
  composeApplication(fakeDoor({ ...WHOLE, ...answers }), "p", {
    repository: "https://git.example/acme/shop",
    branch: "main",
    port: 8080,
    uses: ["db"],
  });

describe("an application that uses a service", () => {
  it("gets its authority in a variable", async () => {
    expect(JSON.stringify(await compose({}))).toContain(btoa("-----BEGIN CERTIFICATE-----"));
  });

  it.each<[string, Answers]>([
    ["service", { ServiceGet: {} }],
    ["certificate", { ProjectKmsGetCA: {} }],
  ])("is not composed of an answer without its %s", async (name, answers) => {
    const error = await rejection(compose(answers));
    expect(error).toBeInstanceOf(ResponseError);
    expect((error as Error).message).toBe(`The answer has no ${name} in it`);
  });
});
