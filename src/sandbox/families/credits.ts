import { requireOwnBillingGroup } from "../model/billing-group.js";
import { type CreditRow, claimCredit, creditsOf, requireUnclaimed } from "../model/credit.js";
import { requireProject } from "../model/project.js";
import { money } from "../service/invoice-view.js";
import type { Call, Handlers } from "../world.js";
import { note } from "./billing-groups.js";

export const handlers: Handlers = {
  ValidateCreditCode: ({ credit_code }, call) => {
    requireUnclaimed(call.world, credit_code);
    return { message: "Credit code is valid" };
  },

  BillingGroupCreditsList: ({ billing_group_id }, call) => list(call, billing_group_id),

  BillingGroupCreditsClaim: ({ billing_group_id, code }, call) => claim(call, billing_group_id, code),

  // Credits belong to the billing group by now, whatever the path.
  ProjectCreditsList: ({ project }, call) => list(call, requireProject(call, project).billing_group_id),

  ProjectCreditsClaim: ({ project, code }, call) => claim(call, requireProject(call, project).billing_group_id, code),
};

function list(call: Call, billing_group_id: string) {
  requireOwnBillingGroup(call, billing_group_id);
  return { credits: creditsOf(call.world, billing_group_id).map(toCredit) };
}

function claim(call: Call, billing_group_id: string, code: string) {
  const group = requireOwnBillingGroup(call, billing_group_id);
  const row = claimCredit(call.world, billing_group_id, code);
  note(call, group, "credit_claim", `Claimed credits of ${money(row.value_cents)} USD`);
  return { credit: toCredit(row) };
}

function toCredit({ code, expire_time, remaining_cents, start_time, type, value_cents }: CreditRow) {
  return {
    code,
    expire_time,
    remaining_value: money(remaining_cents),
    start_time,
    type,
    value: money(value_cents),
  };
}
