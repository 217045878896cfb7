import type { INodeProperties } from "n8n-workflow";
import { locatorOf, modesOf } from "../description/locators.js";

const OF_PROJECT = [
  "maintenanceChanged",
  "maintenanceScheduled",
  "metricAbove",
  "projectEvent",
  "serviceCreated",
  "serviceDeleted",
  "servicePoweredOff",
  "servicePoweredOn",
  "serviceState",
];

/** The parameters of the trigger. */
export function triggerProperties(): INodeProperties[] {
  return [EVENT, ...scopeProperties(), ...EVENT_PROPERTIES];
}

const EVENT: INodeProperties = {
  displayName: "Trigger On",
  name: "event",
  type: "options",
  noDataExpression: true,
  options: [
    { name: "Invoice Created", value: "invoiceCreated", description: "An organization gets a new invoice" },
    {
      name: "Maintenance Scheduled",
      value: "maintenanceScheduled",
      description: "An update waits for a service's maintenance",
    },
    {
      name: "Maintenance Started, Finished or Failed",
      value: "maintenanceChanged",
      description: "An entry of the project's event log on maintenance",
    },
    {
      name: "Metric Above Threshold",
      value: "metricAbove",
      description: "Disk, CPU, memory or load of services rises above a value",
    },
    { name: "Project Event", value: "projectEvent", description: "An entry of the project's event log" },
    {
      name: "Service Changed State",
      value: "serviceState",
      description: "A service is in another state than at the last poll",
    },
    { name: "Service Created", value: "serviceCreated", description: "A service was created" },
    { name: "Service Deleted", value: "serviceDeleted", description: "A service was deleted" },
    { name: "Service Powered Off", value: "servicePoweredOff", description: "A service was powered off" },
    { name: "Service Powered On", value: "servicePoweredOn", description: "A service was powered on" },
    { name: "Token About to Expire", value: "tokenExpiring", description: "A personal access token ends soon" },
  ],
  default: "serviceState",
};

function scopeProperties(): INodeProperties[] {
  return [
    locator("Project", "project", OF_PROJECT, "Left empty, the credential's default project"),
    locator("Service", "service_name", OF_PROJECT, "The service to watch; left empty, all of the project"),
    locator("Service Type", "service_type", ["metricAbove"], "Where all services are watched, only those of this type"),
    {
      displayName: "Tag",
      name: "tag",
      type: "string",
      default: "",
      placeholder: "e.g. env=production",
      description: "Where all services are watched, only those with this tag: its name and value, or its name alone",
      displayOptions: { show: { event: ["metricAbove"] } },
    },
    {
      ...locator("Organization", "organization_id", ["invoiceCreated"], "The organization that gets the invoices"),
      required: true,
    },
  ];
}

const EVENT_PROPERTIES: INodeProperties[] = [
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
    displayName: "Maintenance",
    name: "phases",
    type: "multiOptions",
    options: [
      { name: "Failed", value: "failed" },
      { name: "Finished", value: "finished" },
      { name: "Started", value: "started" },
    ],
    default: ["failed", "finished", "started"],
    description: "What to tell about; an entry on maintenance that says none of these is always told",
    displayOptions: { show: { event: ["maintenanceChanged"] } },
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
    description: "Tells once when a value is above this, and again after it fell to this or below",
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

function locator(displayName: string, name: string, event: string[], description: string): INodeProperties {
  const found = locatorOf(name);
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
