import type { INodeProperties } from "n8n-workflow";
import { locatorOf, modesOf } from "../locators.js";

const OF_SERVICES = ["serviceCreated", "serviceDeleted", "serviceState", "servicePoweredOff", "maintenanceScheduled"];
const OF_PROJECT = [...OF_SERVICES, "maintenanceChanged", "projectEvent", "metricAbove"];

/** The parameters of the trigger. */
export function triggerProperties(): INodeProperties[] {
  return [
    {
      displayName: "Trigger On",
      name: "event",
      type: "options",
      noDataExpression: true,
      options: [
        { name: "Invoice Created", value: "invoiceCreated", description: "An organization gets a new invoice" },
        { name: "Maintenance Scheduled", value: "maintenanceScheduled", description: "Updates wait for a service" },
        { name: "Maintenance Started, Finished or Failed", value: "maintenanceChanged" },
        { name: "Metric Above Threshold", value: "metricAbove", description: "Disk, CPU, memory or load of a service" },
        { name: "Project Event", value: "projectEvent", description: "An entry of the project's event log" },
        { name: "Service Changed State", value: "serviceState" },
        { name: "Service Created", value: "serviceCreated" },
        { name: "Service Deleted", value: "serviceDeleted" },
        { name: "Service Powered Off", value: "servicePoweredOff" },
        { name: "Token About to Expire", value: "tokenExpiring", description: "A personal access token ends soon" },
      ],
      default: "serviceState",
    },
    locator("Project", "project", OF_PROJECT, "Left empty, the credential's default project"),
    locator(
      "Service Name",
      "service_name",
      OF_PROJECT,
      "The service to watch; left empty, all of the project where the event allows it",
    ),
    locator("Organization ID", "organization_id", ["invoiceCreated"], "The organization that gets the invoices"),
    {
      displayName: "Event Types",
      name: "eventTypes",
      type: "string",
      default: "",
      placeholder: "e.g. service_create, service_poweroff",
      description: "Types of events to tell about, with commas between them; left empty, all",
      displayOptions: { show: { event: ["projectEvent"] } },
    },
    {
      displayName: "Metric",
      name: "metric",
      type: "options",
      options: [
        { name: "CPU Usage (%)", value: "cpu_usage" },
        { name: "Disk Usage (%)", value: "disk_usage" },
        { name: "Load Average", value: "load_average" },
        { name: "Memory Usage (%)", value: "mem_usage" },
      ],
      default: "disk_usage",
      displayOptions: { show: { event: ["metricAbove"] } },
    },
    {
      displayName: "Threshold",
      name: "threshold",
      type: "number",
      default: 80,
      description: "Tells once when the newest value is above this, and again after it fell below",
      displayOptions: { show: { event: ["metricAbove"] } },
    },
    {
      displayName: "Days Ahead",
      name: "days",
      type: "number",
      typeOptions: { minValue: 1 },
      default: 14,
      description: "How many days before its end a token is told about",
      displayOptions: { show: { event: ["tokenExpiring"] } },
    },
  ];
}

function locator(displayName: string, name: string, event: string[], description: string): INodeProperties {
  const found = locatorOf(name, true);
  return {
    displayName,
    name,
    type: "resourceLocator",
    default: { mode: "list", value: "" },
    description,
    modes: found ? modesOf(found) : [],
    displayOptions: { show: { event } },
  };
}
