import { type ConnectorPlugin, pluginByClass } from "../data/kafka-connectors.js";
import { badRequest } from "../errors.js";

type Config = Readonly<Record<string, string>>;
type Importance = "HIGH" | "LOW" | "MEDIUM";
type Kind = "CLASS" | "INT" | "LIST" | "PASSWORD" | "STRING";

/** Settings that every connector has: name, type, default, importance. */
const COMMON: readonly (readonly [string, Kind, string | null, Importance, string])[] = [
  ["name", "STRING", null, "HIGH", "Name of the connector, which no other one has"],
  ["connector.class", "STRING", null, "HIGH", "Class of the connector"],
  ["tasks.max", "INT", "1", "HIGH", "How many tasks it may run at once"],
  ["key.converter", "CLASS", "", "LOW", "Converter of the keys"],
  ["value.converter", "CLASS", "", "LOW", "Converter of the values"],
  ["header.converter", "CLASS", "", "LOW", "Converter of the headers"],
  ["transforms", "LIST", "", "LOW", "Transformations of each record, by alias"],
  ["errors.tolerance", "STRING", "none", "MEDIUM", "Whether records that fail stop the task"],
];

const SINK: typeof COMMON = [
  ["topics", "LIST", "", "HIGH", "Topics to read"],
  ["topics.regex", "STRING", "", "HIGH", "Pattern of the topics to read"],
  ["errors.deadletterqueue.topic.name", "STRING", "", "MEDIUM", "Topic for the records that failed"],
];

/** The settings of a plugin, in the API's form. */
export function configurationOf(plugin: ConnectorPlugin) {
  const own = plugin.required.map((name): (typeof COMMON)[number] => [
    name,
    "STRING",
    null,
    "HIGH",
    `Needed by ${plugin.title}`,
  ]);
  const password: (typeof COMMON)[number] = [
    "connection.password",
    "PASSWORD",
    "",
    "HIGH",
    "Password of the other side",
  ];
  const groups = [
    { group: "Common", settings: plugin.type === "sink" ? [...COMMON, ...SINK] : COMMON },
    { group: "Connector", settings: [...own, password] },
  ];
  return groups.flatMap(({ group, settings }) =>
    settings.map(([name, type, fallback, importance, documentation], index) => ({
      default_value: fallback,
      display_name: name,
      documentation,
      group,
      importance,
      name,
      order: -1,
      order_in_group: index + 1,
      required: fallback === null,
      type,
      width: "MEDIUM" as const,
    })),
  );
}

/** The plugin of a configuration, which has to be complete. Throws Kafka Connect's refusals. */
export function requireConfig(config: Config): ConnectorPlugin {
  const name = config["connector.class"] ?? "";
  const plugin = pluginByClass(name);
  if (!plugin) {
    throw badRequest(`Failed to find any class that implements Connector and which name matches ${name}`);
  }
  const missing = plugin.required.filter((setting) => !config[setting]);
  const problems = missing.map((setting) => `Missing required configuration "${setting}" which has no default value.`);
  const [topics, pattern] = [config["topics"] ?? "", config["topics.regex"] ?? ""];
  if (plugin.type === "sink" && topics === "" && pattern === "") {
    problems.push("Must configure one of topics or topics.regex");
  }
  if (topics !== "" && pattern !== "") problems.push("Both topics and topics.regex are set, but only one is allowed");
  const tasks = config["tasks.max"] ?? "1";
  if (!/^[1-9]\d*$/.test(tasks)) {
    problems.push(`Invalid value ${tasks} for configuration tasks.max: Value must be at least 1`);
  }
  if (problems.length === 0) return plugin;
  const text = problems.join("\n");
  throw badRequest(
    `Connector configuration is invalid and contains the following ${problems.length} error(s):\n${text}`,
  );
}

/** Why the other side cannot be reached: names under `.invalid` never resolve (RFC 2606). Null for any other. */
export function failureOf(config: Config): string | null {
  const value = Object.values(config).find((text) => /[\w-]\.invalid\b/.test(text));
  const host = value && /[\w.-]+\.invalid\b/.exec(value)?.[0];
  return host ? `org.apache.kafka.connect.errors.ConnectException: UnknownHostException: ${host}` : null;
}
