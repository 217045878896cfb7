import { type TopicRow, topicsOf } from "../model/kafka-topic.js";
import { type ServiceRow, serviceKey } from "../model/service.js";
import type { World } from "../world.js";

/** How long the API lists the topics that it knew of (source: the Terraform provider asks again after some seconds). */
const CACHE_MS = 3_000;

/**
 * The topics of a service as the API lists them, which is from a cache: one that was made since the cache was filled is
 * not among them yet.
 */
export function listTopics(world: World, service: ServiceRow): TopicRow[] {
  const filled = filledAt(world, service);
  return topicsOf(world, service).filter(({ created }) => created <= filled);
}

function filledAt(world: World, service: ServiceRow): number {
  const caches = world.table<{ readonly filled: number }>("kafka_topic_lists");
  const now = world.clock.now();
  const key = `${serviceKey(service)}/list`;
  const cache = caches.get(key);
  if (cache && world.clock.speed !== "instant" && now - cache.filled < CACHE_MS) return cache.filled;
  caches.put(key, { filled: now });
  return now;
}
