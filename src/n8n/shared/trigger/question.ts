import type { IPollFunctions } from "n8n-workflow";
import { readValue } from "../execution/parameter-value.js";

/** What a person asks the trigger to look for. */
export interface Question {
  readonly on: string;
  readonly project: string;
  readonly organization: string;
  /** One service, or all when it is empty. */
  readonly service: string;
  readonly serviceType: string;
  /** `name=value`, or a name alone. */
  readonly tag: string;
  readonly eventTypes: readonly string[];
  readonly phases: readonly string[];
  readonly metric: string;
  readonly threshold: number;
  readonly days: number;
}

/** Reads the trigger's parameters; what the chosen event does not show is empty. */
export function readQuestion(node: IPollFunctions, project: string | undefined): Question {
  const text = (name: string): string =>
    String(readValue((options) => node.getNodeParameter(name, "", options)) ?? "").trim();
  const list = (name: string): string[] => {
    const found: unknown = node.getNodeParameter(name, []);
    const texts = Array.isArray(found) ? found.map(String) : String(found ?? "").split(",");
    return texts.map((entry) => entry.trim()).filter((entry) => entry !== "");
  };
  return {
    on: text("event"),
    project: text("project") || (project ?? ""),
    organization: text("organization_id"),
    service: text("service_name"),
    serviceType: text("service_type"),
    tag: text("tag"),
    eventTypes: list("eventTypes"),
    phases: list("phases"),
    metric: text("metric"),
    threshold: Number(node.getNodeParameter("threshold", 0)),
    days: Number(node.getNodeParameter("days", 0)),
  };
}
