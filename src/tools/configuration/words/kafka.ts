import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";
import { secretProviderWords, workerWords } from "./connect-worker.js";
import { kafkaBroker } from "./kafka-broker.js";
import { kafkaRest, schemaRegistry } from "./kafka-registry.js";
import { kafkaShare } from "./kafka-share.js";

/** Words for Kafka. */
export const kafka: WordsByPath<ParameterPaths["services"]["kafka"]> = {
  kafka: {
    text: "Settings of the brokers (server.properties).",
    aka: ["server.properties", "broker settings", "tuning"],
  },
  ...kafkaBroker,
  ...kafkaShare,
  ...kafkaRest,
  ...schemaRegistry,
  aiven_kafka_topic_messages: {
    text: "Lets messages of topics be read and written in the console and by the API.",
    aka: ["browse messages", "view topic messages in the console"],
  },
  follower_fetching: {
    text: "Lets consumers read from the replica in their own zone.",
    effect: "Saves traffic between zones; such consumers set client.rack.",
    aka: ["rack awareness", "closest replica", "cross-az traffic"],
  },
  "follower_fetching.enabled": { text: "Turns reading from the nearest replica on." },
  inkless: { text: "Runs the service as Inkless, whose topics may live in object storage." },
  "inkless.enabled": { text: "Makes a new service an Inkless one." },
  kafka_authentication_methods: {
    text: "How clients may prove who they are.",
    effect: "Turning a method off cuts its clients off.",
    aka: ["client authentication", "mtls or sasl"],
  },
  "kafka_authentication_methods.certificate": {
    text: "Clients log in with a TLS certificate.",
    aka: ["mtls", "mutual tls"],
  },
  "kafka_authentication_methods.sasl": {
    text: "Clients log in with user name and password or a token, on a port of its own.",
    aka: ["username and password", "enable sasl", "scram"],
  },
  kafka_connect: {
    text: "Runs Kafka Connect inside this service.",
    effect: "Takes memory and CPU from the brokers; only some plans have it. Turning it off stops all connectors.",
    aka: ["enable kafka connect", "connectors"],
  },
  kafka_connect_config: {
    text: "Settings of the Connect workers inside this service.",
    aka: ["connect worker settings"],
  },
  ...workerWords("kafka_connect_config"),
  kafka_connect_plugin_versions: {
    text: "Versions of connector plugins to use, where not the newest.",
    aka: ["pin a connector version"],
  },
  "kafka_connect_plugin_versions[].plugin_name": { text: "Name of the plugin." },
  "kafka_connect_plugin_versions[].version": { text: "Version of the plugin to use." },
  kafka_connect_secret_providers: {
    text: "Outside stores from which connectors read their secrets.",
    aka: ["config provider", "vault", "aws secrets manager", "key vault"],
  },
  ...secretProviderWords("kafka_connect_secret_providers"),
  kafka_diskless: {
    text: "Topics that keep their data in object storage instead of on the brokers' disks.",
    effect: "Cheaper between zones; takes longer per message.",
    aka: ["diskless topics", "kip-1150"],
  },
  "kafka_diskless.enabled": { text: "Allows for topics without local data." },
  "kafka_diskless.auto_diskless_topic_regexes": {
    text: "Patterns of topic names that become diskless when they are created.",
  },
  kafka_sasl_mechanisms: { text: "Which ways of logging in with SASL are offered.", aka: ["sasl mechanism"] },
  "kafka_sasl_mechanisms.plain": { text: "Offers PLAIN, which sends the password inside of TLS." },
  "kafka_sasl_mechanisms.scram_sha_256": { text: "Offers SCRAM-SHA-256." },
  "kafka_sasl_mechanisms.scram_sha_512": { text: "Offers SCRAM-SHA-512." },
  kafka_version: {
    marks: ["one-way"],
    text: "Version of Kafka.",
    effect: "Going up rolls over the nodes one by one and cannot be undone.",
    aka: ["upgrade kafka", "kraft"],
  },
  karapace_version: { text: "Version of Karapace, which serves the schema registry and the REST API." },
  letsencrypt_sasl: {
    text: "Shows SASL clients a certificate of a public authority, in place of the project's own.",
    aka: ["public ca", "self-signed certificate in chain", "lets encrypt"],
  },
  letsencrypt_sasl_privatelink: { text: "The same for SASL clients that come by PrivateLink." },
  single_zone: {
    text: "Puts all nodes into one availability zone.",
    effect: "Saves traffic between zones; the loss of the zone stops everything.",
    aka: ["one az"],
  },
  "single_zone.enabled": { text: "Turns the placing in one zone on." },
  "single_zone.availability_zone": { text: "The zone; any when left out.", aka: ["which az"] },
  tiered_storage: {
    text: "Moves older segments of topics to object storage.",
    effect: "Keeps more for less; old messages are read more slowly. Cannot be turned off again while in use.",
    aka: ["remote storage", "long retention", "s3", "save disk"],
  },
  "tiered_storage.enabled": {
    text: "Allows for tiered storage; topics then turn it on for themselves.",
    marks: ["price", "one-way"],
  },
  "tiered_storage.local_cache": { text: "Cache on the brokers for what is read from object storage." },
  "tiered_storage.local_cache.size": { text: "Size of that cache.", unit: "bytes" },
};
