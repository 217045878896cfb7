import type { ConfigValue } from "../data/kafka-topic-defaults.js";
import { ApiFailure, badRequest, found } from "../errors.js";
import type { Table } from "../store.js";
import type { Call, World } from "../world.js";
import { requireReachable, requireService, type ServiceRow, serviceKey } from "./service.js";

/** A topic; keyed `project/service_name/topic_name`. */
export interface TopicRow {
  readonly project: string;
  readonly service_name: string;
  readonly topic_name: string;
  readonly state: "ACTIVE" | "CONFIGURING" | "DELETING";
  readonly partitions: number;
  readonly replication: number;
  /** What was set for the topic itself; the rest comes from the broker. */
  readonly config: Readonly<Record<string, ConfigValue>>;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly topic_description: string | null;
  readonly owner_user_group_id: string | null;
  /** When it was made, in milliseconds since the epoch. */
  readonly created: number;
  /** Whether its replicas are on their way to other brokers. */
  readonly reassigning: boolean;
}

type Where = { readonly project: string; readonly service_name: string };

export function topics(world: World): Table<TopicRow> {
  return world.table<TopicRow>("topics");
}

export function topicsOf(world: World, service: ServiceRow): TopicRow[] {
  return topics(world).under(`${serviceKey(service)}/`);
}

export function topicKey(service: Where, topic_name: string): string {
  return `${serviceKey(service)}/${topic_name}`;
}

/** A topic that is not about to go. */
export function requireTopic(world: World, service: ServiceRow, topic_name: string): TopicRow {
  const row = topics(world).get(topicKey(service, topic_name));
  const present = row?.state === "DELETING" ? undefined : row;
  return found(present, `Topic '${topic_name}' does not exist`, "kafka_topic_not_found");
}

/** A Kafka service that the caller may use and that answers. */
export function requireKafka(call: Call, input: Where): ServiceRow {
  const service = requireService(call, input);
  if (service.service_type !== "kafka") {
    throw badRequest(`Operation is not supported by service type '${service.service_type}'`);
  }
  return requireReachable(service);
}

/** How many brokers take part: while a service is built for the first time there are none. */
export function brokersOf({ nodes }: ServiceRow): number {
  return nodes.filter(({ state }) => state === "running" || state === "leaving").length;
}

/** Refuses as the API does while no broker is there yet (source: the Terraform provider's issue 89). */
export function requireBrokers(service: ServiceRow, topic_name: string): void {
  if (brokersOf(service) === 0) throw new ApiFailure(501, `Failed to fetch Kafka topic: ${topic_name}`);
}
