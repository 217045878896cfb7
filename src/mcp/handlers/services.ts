import { requireOperation } from "../../tools/operation.js";
import { overview as readOverview } from "../../tools/overview.js";
import { provision as runProvision } from "../../tools/provision.js";
import { serviceDigest } from "../../tools/service-digest.js";
import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions } from "../definitions.js";
import { MAX_CHARS, paginate } from "../result.js";
import type { Arguments } from "../schema.js";
import { addressOf, checkApplication, followBuild } from "./application.js";
import { waitAfter } from "./wait.js";

/** What the digest says in our words, or the provider's. */
const OWN_DIGEST_TEXTS = ["nodes", "maintenance", "notices"];

export async function overview(
  args: Arguments<Definitions["aiven_overview"]["input"]>,
  { door }: ToolContext,
): Promise<ToolAnswer> {
  const { value, page } = paginate(await readOverview(door, args), {
    offset: 0,
    maxChars: MAX_CHARS,
    cursor: () => "",
  });
  const more = page ? `${page.shown} of ${page.total} shown: narrow it with project or search.` : undefined;
  return { ...(value as ToolAnswer), more };
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
  const { created, usd_month, variables } = result;
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
    url:
      isApplication && waited?.["outcome"] === "done" ? await addressOf(context, { project, service_name }) : undefined,
    ...(waited ? { wait: waited } : { next: 'aiven_wait {"for": "service"} tells when it runs.' }),
  };
}
