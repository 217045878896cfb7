import { DEMO_USER } from "./demo.js";
import type { Scenario } from "./scenario.js";

/** A user and an organization with a billing group; no project. */
export const empty: Scenario = {
  user: DEMO_USER,
  organizations: [{ name: "Sandbox organization", billing_groups: [{ name: "Sandbox billing group" }] }],
};
