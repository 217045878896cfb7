/** Clients take 60 characters or more, with `mcp__aiven-mcp__` before the name. */
const LONGEST = 44;

/** What a name that is too long does without, one after the other until it fits. */
const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/^service_/, ""],
  [/organization/, "org"],
  [/application/, "app"],
  [/repository/, "repo"],
  [/environment/, "env"],
  [/custom_(plugin|repo)/, "$1"],
  [/container_manifest/, "manifest"],
  [/connection/, "conn"],
  [/peer_network_cidrs/, "peer_cidrs"],
  [/authentication/, "auth"],
  [/schema_registry/, "registry"],
];

/** `ServiceKafkaTopicCreate` → `service_kafka_topic_create`. Every name is one of its own, which a test holds. */
export function nativeName(operationId: string): string {
  const name = operationId
    .replace("OAuth", "Oauth")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
  return SHORTER.reduce((text, [long, short]) => (text.length > LONGEST ? text.replace(long, short) : text), name);
}
