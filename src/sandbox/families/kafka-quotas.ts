import { badRequest, found } from "../errors.js";
import { recordOn } from "../model/event.js";
import { requireKafka } from "../model/kafka-topic.js";
import { type ServiceRow, serviceKey } from "../model/service.js";
import type { Table } from "../store.js";
import type { Handlers, World } from "../world.js";

/** Limits of a user, a client, or both; keyed `project/service_name/user/client-id`, each encoded as in a URL. */
interface QuotaRow {
  readonly "client-id": string | null;
  readonly user: string | null;
  readonly consumer_byte_rate: number | null;
  readonly producer_byte_rate: number | null;
  readonly request_percentage: number | null;
}

type Whom = { readonly "client-id"?: string | undefined; readonly user?: string | undefined };

export const handlers: Handlers = {
  ServiceKafkaQuotaList: (input, call) => ({
    quotas: quotas(call.world).under(`${serviceKey(requireKafka(call, input))}/`),
  }),

  ServiceKafkaQuotaDescribe: (input, call) => {
    const service = requireKafka(call, input);
    return { quota: requireQuota(call.world, service, input) };
  },

  // Setting limits again changes those that are given.
  ServiceKafkaQuotaCreate: (input, call) => {
    const service = requireKafka(call, input);
    const { consumer_byte_rate, producer_byte_rate, request_percentage } = input;
    const limits = { consumer_byte_rate, producer_byte_rate, request_percentage };
    if (Object.values(limits).every((limit) => limit === undefined)) {
      throw badRequest(`Invalid input: one of ${Object.keys(limits).join(", ")} is required`);
    }
    const key = quotaKey(service, input);
    const old = quotas(call.world).get(key);
    quotas(call.world).put(key, {
      "client-id": input["client-id"] || null,
      user: input.user || null,
      consumer_byte_rate: consumer_byte_rate ?? old?.consumer_byte_rate ?? null,
      producer_byte_rate: producer_byte_rate ?? old?.producer_byte_rate ?? null,
      request_percentage: request_percentage ?? old?.request_percentage ?? null,
    });
    recordOn(call, service, "kafka_quota_create", `Set the quota of ${whom(input)}`);
    return { message: "created" };
  },

  ServiceKafkaQuotaDelete: (input, call) => {
    const service = requireKafka(call, input);
    requireQuota(call.world, service, input);
    quotas(call.world).delete(quotaKey(service, input));
    recordOn(call, service, "kafka_quota_delete", `Deleted the quota of ${whom(input)}`);
    return { message: "deleted" };
  },
};

function quotas(world: World): Table<QuotaRow> {
  return world.table<QuotaRow>("kafka_quotas");
}

function requireQuota(world: World, service: ServiceRow, input: Whom): QuotaRow {
  return found(quotas(world).get(quotaKey(service, input)), `Quota of ${whom(input)} does not exist`);
}

function quotaKey(service: ServiceRow, { user, "client-id": client }: Whom): string {
  if (!user && !client) throw badRequest("Invalid input: 'user' or 'client-id' is required");
  return `${serviceKey(service)}/${encodeURIComponent(user ?? "")}/${encodeURIComponent(client ?? "")}`;
}

function whom({ user, "client-id": client }: Whom): string {
  return [user ? `user ${user}` : "", client ? `client-id ${client}` : ""].filter((part) => part !== "").join(", ");
}
