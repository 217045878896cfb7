import { integrations } from "../model/integration.js";
import { type ConnectorRow, connectorsOf, reads } from "../model/kafka-connector.js";
import { latestOffset } from "../model/kafka-message.js";
import type { TopicRow } from "../model/kafka-topic.js";
import { type ServiceRow, services } from "../model/service.js";
import type { World } from "../world.js";

interface ConsumerGroup {
  readonly group_name: string;
  readonly offsetOf: (partition: number) => number;
}

/** Who reads a topic and how far: sink connectors, which keep up unless they are paused or stopped. */
export function groupOffsets(world: World, service: ServiceRow, topic: TopicRow): ConsumerGroup[] {
  return [service, ...connectServicesOf(world, service)]
    .flatMap((each) => connectorsOf(world, each))
    .filter((connector) => reads(connector, topic.topic_name))
    .map((connector) => ({
      group_name: `connect-${connector.name}`,
      offsetOf: (partition) => offsetOf(world, connector, topic, partition),
    }));
}

function offsetOf(world: World, { held }: ConnectorRow, topic: TopicRow, partition: number): number {
  return held ? (held[`${topic.topic_name}/${partition}`] ?? 0) : latestOffset(world, topic, partition);
}

/** The Kafka Connect services that run against a Kafka service. */
function connectServicesOf(world: World, { project, service_name }: ServiceRow): ServiceRow[] {
  return integrations(world)
    .where(
      (row) =>
        row.integration_type === "kafka_connect" &&
        row.source_project === project &&
        row.source_service === service_name,
    )
    .map((row) => services(world).get(`${row.dest_project}/${row.dest_service}`))
    .filter((row) => row !== undefined);
}

/** The Kafka service that a Kafka Connect service runs against; undefined where none is connected. */
export function kafkaOf(world: World, { project, service_name }: ServiceRow): ServiceRow | undefined {
  const link = integrations(world).where(
    (row) =>
      row.integration_type === "kafka_connect" && row.dest_project === project && row.dest_service === service_name,
  )[0];
  return link && services(world).get(`${link.source_project}/${link.source_service}`);
}
