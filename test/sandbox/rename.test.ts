import { expect, test } from "vitest";
import type { OperationId } from "../../src/core/catalogue/index.js";
import { openInProcess } from "./api.js";
import { START } from "./organization-setup.js";
import { prepare } from "./prepare.js";

/** Of what each makes, something names its project. */
const MADE: readonly OperationId[] = [
  "ServiceIntegrationUpdate",
  "OrganizationGovernanceAccessGet",
  "UpgradePipelineStepGet",
  "CMKGet",
  "ProjectStaticIPDissociate",
  "ServicePGBouncerUpdate",
  "CustomCloudEnvironmentGet",
  "ProjectTicketInvite",
  "AccountTeamProjectAssociationUpdate",
  "BillingGroupInvoiceGet",
  "ServiceFlinkGetApplicationDeployment",
];

/** What was billed or told of the past keeps the name of its time. */
const PAST = /^(account_events|billing_events|charges|credit_memos|events|invoices)$/;

test.each(MADE)(
  "with what %s needs in it, a renamed project is known by its new name alone, and keeps its log",
  async (id) => {
    const api = openInProcess({ start: START });
    await prepare(api, id);
    const { project } = api;
    const logged = async (name: string) => (await api.ok("ProjectGetEventLogs", { project: name, limit: 1000 })).events;
    for (const { service_name } of (await api.ok("ServiceList", { project })).services) {
      await api.ok("ServiceUpdate", { project, service_name, powered: false });
    }
    const before = await logged(project);
    await api.ok("ProjectUpdate", { project, project_name: "renamed" });
    expect((await logged("renamed")).slice(1)).toEqual(before);

    const left = [...api.instance.world.store.snapshot()].filter(({ table, key, row }) => {
      const words = PAST.test(table) ? key : `${key} ${JSON.stringify(row)}`;
      return new RegExp(`(^|[ "/:])${project}(["/]|$)`).test(words);
    });
    expect(left).toEqual([]);
  },
);
