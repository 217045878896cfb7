import { expect } from "vitest";
import { home } from "../sandbox/people.js";
import { listOf, service, task } from "./conversation.js";

task({
  id: "pipeline",
  title: "Controlled upgrade from development over staging to production",
  needs: [
    "UpgradePipelineStepCreate",
    "UpgradePipelineStepList",
    "UpgradePipelineStepValidate",
    "UpgradePipelineStepUpdate",
  ],
  budget: { calls: 5, tokens: 1_500 },
  variables: { AIVEN_PROJECT: "" },
  async before(api) {
    await service(api, "dev-pg", "pg", "startup-4");
    await service(api, "prod-pg", "pg", "startup-4");
  },
  async talk({ call, find, api, project }) {
    await find(
      "create upgrade pipeline step; list upgrade pipeline steps; validate a service's upgrade; change delay of upgrade step",
      "UpgradePipelineStepCreate",
      "UpgradePipelineStepList",
      "UpgradePipelineStepValidate",
      "UpgradePipelineStepUpdate",
    );
    const [{ organization_id } = {}] = listOf(await call("aiven_overview"), "projects");
    const step = (source_service_name: string, destination_service_name: string) => ({
      operation: "UpgradePipelineStepCreate",
      input: {
        organization_id,
        source_project_name: project,
        source_service_name,
        destination_project_name: project,
        destination_service_name,
      },
    });
    await call("aiven_write", { calls: [step("dev-pg", "demo-pg"), step("demo-pg", "prod-pg")] });
    const list = { operation: "UpgradePipelineStepList", input: { organization_id } };
    const chain = listOf(await call("aiven_read", list), "steps");
    const second = chain.find(({ source_service_name }) => source_service_name === "demo-pg");
    expect(second).toMatchObject({ destination_service_name: "prod-pg" });
    await call("aiven_write", {
      calls: [
        { operation: "UpgradePipelineStepValidate", input: { project, service_name: "dev-pg", comment: "tested" } },
        {
          operation: "UpgradePipelineStepUpdate",
          input: { organization_id, step_id: second?.["step_id"], auto_validation_delay_days: 3 },
        },
      ],
    });
    const { steps } = await api.ok("UpgradePipelineStepList", {
      organization_id: (await home(api)).organization_id,
      limit: 30,
    });
    expect(steps).toMatchObject([
      { source_service_name: "dev-pg", last_validation: { comment: "tested" } },
      { destination_service_name: "prod-pg", auto_validation_delay_days: 3 },
    ]);
  },
});
