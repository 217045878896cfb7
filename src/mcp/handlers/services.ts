import { requireOperation } from "../../tools/operation.js";
import { type Overview, overview as readOverview } from "../../tools/overview.js";
import { provision as runProvision } from "../../tools/provision.js";
import { serviceDigest } from "../../tools/service-digest.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import { readCursor, START, writeCursor } from "../cursor.js";
import type { Definitions } from "../definitions.js";
import { cutList, MAX_CHARS, render } from "../result.js";
import type { Arguments } from "../schema.js";
import { toUri } from "../uris.js";
import { addressOf, checkApplication, followBuild } from "./application.js";
import { callFor, waitAfter } from "./wait.js";

/** What the digest says in our words, or the provider's. */
export const OWN_DIGEST_TEXTS = ["nodes", "maintenance", "notices", "alerts_unknown"];
export const OWN_OVERVIEW_TEXTS = [
  "projects_read",
  "cost_note",
  "alerts_unknown",
  "versions_unknown",
  "services[].attention",
];

export async function overview(
  { cursor, ...query }: Arguments<Definitions["aiven_overview"]["input"]>,
  { door, fence, link }: ToolContext,
): Promise<ToolAnswer> {
  const of = ["aiven_overview", query];
  const { item, project: from } = cursor === undefined ? START : readCursor(cursor, of);
  const { seen, next: nextProject } = await readOverview(door, query, from);
  const { services, ...all } = fence.mark(seen, OWN_OVERVIEW_TEXTS) as Overview;
  // What does not come in pages was told on the first.
  const rest = item === 0 ? all : {};
  const { value, list } = cutList({ services }, { offset: item, maxChars: MAX_CHARS - render(rest).length });
  const { project } = rest as { readonly project?: string };
  if (list?.next !== undefined && project !== undefined)
    link({ uri: toUri("project", { project }), name: `${project}, whole` });
  const next =
    list?.next !== undefined ? { item: list.next, project: from } : nextProject && { item: 0, project: nextProject };
  const page = { shown: list?.shown, total: list?.total, cursor: next && writeCursor(next, of) };
  return { ...rest, ...(value as ToolAnswer), page };
}

export async function service(
  args: Arguments<Definitions["aiven_service"]["input"]>,
  { door, fence }: ToolContext,
): Promise<ToolAnswer> {
  return fence.mark(await serviceDigest(door, args), OWN_DIGEST_TEXTS) as ToolAnswer;
}

export async function provision(
  { wait, application, ...request }: Arguments<Definitions["aiven_provision"]["input"]>,
  context: ToolContext,
): Promise<ToolAnswer> {
  const described = application && checkApplication(application);
  const result = await runProvision(context.door, { ...request, application: described });
  if ("choose" in result) return { created: false, ...result.choose };
  const { created, usd_month, variables, warnings } = result;
  const { project = context.door.project, service_name } = request;
  const begun = () => waitAfter(requireOperation("ServiceCreate"), { project, service_name }, undefined, context);
  const isApplication = created.service_type === "application";
  const waited = wait
    ? await (isApplication ? followBuild(context, { project, service_name }, begun) : begun())
    : undefined;
  return {
    created: true,
    project,
    service_name: created.service_name,
    service_type: created.service_type,
    plan: created.plan,
    cloud: created.cloud_name,
    state: waited?.["state"] ?? created.state,
    usd_month,
    variables,
    warnings,
    url:
      isApplication && waited?.["outcome"] === "done" ? await addressOf(context, { project, service_name }) : undefined,
    ...(waited
      ? { wait: waited }
      : {
          next: `aiven_wait ${JSON.stringify(callFor("service", { project, service_name }, context.door))} tells when it runs.`,
        }),
  };
}
