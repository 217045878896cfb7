import type { ParameterWords } from "../words.js";
import { below } from "./below.js";

/** Words for the workers of Kafka Connect, which live inside a Kafka service or in one of their own. */
const WORKER = {
  connector_client_config_override_policy: {
    text: "Whether a connector may set producer and consumer settings of its own.",
    aka: ["producer.override", "consumer.override"],
  },
  consumer_auto_offset_reset: {
    text: "Where a sink connector begins that has no offset yet: at the start or at the end.",
    aka: ["read from the beginning", "earliest or latest"],
  },
  consumer_fetch_max_bytes: { text: "Most data that a sink takes from a broker at once.", unit: "bytes" },
  consumer_isolation_level: {
    text: "Whether sinks see only messages of committed transactions.",
    aka: ["exactly once", "transactional messages"],
  },
  consumer_max_partition_fetch_bytes: {
    text: "Most data that a sink takes from one partition at once.",
    unit: "bytes",
  },
  consumer_max_poll_interval_ms: {
    text: "Longest time that a sink may take for one batch before it is thrown out of its group.",
    unit: "ms",
    effect: "Slow targets need more, or smaller batches.",
    aka: ["sink rebalances all the time", "commitfailedexception"],
  },
  consumer_max_poll_records: {
    text: "Messages that a sink gets in one batch.",
    unit: "messages",
    aka: ["batch size of a sink"],
  },
  offset_flush_interval_ms: {
    text: "Pause between two commits of source offsets.",
    unit: "ms",
    aka: ["duplicates after a restart"],
  },
  offset_flush_timeout_ms: {
    text: "How long a commit of source offsets may take before it is tried again.",
    unit: "ms",
  },
  prefer_ipv6_address_enable: { text: "Prefers IPv6 where a name has addresses of both kinds." },
  producer_batch_size: {
    text: "Data that a source gathers per partition before it sends.",
    unit: "bytes",
    aka: ["throughput of sources"],
  },
  producer_buffer_memory: { text: "Memory in which a source's messages wait to be sent.", unit: "bytes" },
  producer_compression_type: { text: "How sources compress what they send.", aka: ["zstd", "gzip", "lz4"] },
  producer_linger_ms: {
    text: "How long a source waits for a batch to fill.",
    unit: "ms",
    effect: "Higher means more throughput, later delivery.",
  },
  producer_max_request_size: {
    text: "Largest request that a source may send.",
    unit: "bytes",
    effect: "The topic's limit must allow it as well.",
    aka: ["message too large", "recordtoolargeexception"],
  },
  scheduled_rebalance_max_delay_ms: {
    text: "How long a lost worker's tasks wait for it to come back before others take them.",
    unit: "ms",
  },
  session_timeout_ms: { text: "A worker that is silent for so long counts as gone.", unit: "ms" },
} satisfies Record<string, ParameterWords>;

const SECRET_PROVIDER = {
  name: { text: "Name by which connector settings refer to the store." },
  aws: { text: "Access to AWS Secrets Manager." },
  "aws.access_key": { text: "Access key ID of the AWS user that may read the secrets." },
  "aws.secret_key": { text: "Secret access key of that AWS user." },
  "aws.region": { text: "AWS region that holds the secrets." },
  "aws.auth_method": { text: "How to sign in at AWS: with a key." },
  azure: { text: "Access to Azure Key Vault." },
  "azure.client_id": { text: "Application (client) ID that may read the vault." },
  "azure.secret": { text: "Client secret of that application." },
  "azure.tenant_id": { text: "Directory (tenant) of that application." },
  "azure.auth_method": { text: "How to sign in at Azure: with a client secret." },
  env: { text: "Secrets handed over as variables." },
  "env.secrets": { text: "The variables, by name." },
  vault: { text: "Access to HashiCorp Vault.", aka: ["hashicorp"] },
  "vault.address": { text: "URL of the Vault server." },
  "vault.token": { text: "Token that may read the secrets in Vault." },
  "vault.auth_method": { text: "How to sign in at Vault: with a token." },
  "vault.engine_version": { text: "Version of the key-value engine at Vault." },
  "vault.prefix_path_depth": { text: "Parts of a path that name the engine's mount.", unit: "path parts" },
  "vault.server_pem": { text: "Certificate to trust for the Vault server, as PEM." },
} satisfies Record<string, ParameterWords>;

/** Words for the settings of the workers below a parameter. */
export function workerWords<P extends string>(parameter: P) {
  return below(`${parameter}.`, WORKER);
}

/** Words for the outside stores of secrets in the list of a parameter. */
export function secretProviderWords<P extends string>(parameter: P) {
  return below(`${parameter}[].`, SECRET_PROVIDER);
}
