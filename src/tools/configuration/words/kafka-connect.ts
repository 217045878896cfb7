import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";
import { secretProviderWords, workerWords } from "./connect-worker.js";

/** Words for Kafka Connect as a service of its own. */
export const kafkaConnect: WordsByPath<ParameterPaths["services"]["kafka_connect"]> = {
  kafka_connect: { text: "Settings of the Kafka Connect workers.", aka: ["worker settings", "connect tuning"] },
  ...workerWords("kafka_connect"),
  plugin_versions: {
    text: "Versions of connector plugins to use, where not the newest.",
    aka: ["pin a connector version", "connector plugin version"],
  },
  "plugin_versions[].plugin_name": { text: "Name of the plugin." },
  "plugin_versions[].version": { text: "Version of the plugin to use." },
  secret_providers: {
    text: "Outside stores from which connectors read their secrets.",
    aka: ["config provider", "vault", "aws secrets manager", "key vault", "passwords outside the connector"],
  },
  ...secretProviderWords("secret_providers"),
};
