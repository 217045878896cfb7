import {
  at,
  failedTask,
  findIn,
  findPeering,
  messages,
  nodesDetail,
  peeringDetail,
  taskState,
  tasksDetail,
  text,
  userState,
} from "./wait-states.js";

type Input = Readonly<Record<string, unknown>>;

/** How to tell that something asynchronous is done. */
export interface WaitRule {
  /** What it is about, whatever end is waited for. */
  readonly subject: SubjectName;
  /** Operations that read it. Of those whose required fields the input has, the first counts that knows the thing. */
  readonly reads: readonly string[];
  /** Fields of the reading operation by the name that they have in what begins it, in its input or its answer. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Names of it that the reading operation does not take; one of them is needed. */
  readonly needs?: readonly string[];
  /** The thing in an answer that lists several; undefined when it is not among them. */
  readonly find?: (answer: unknown, input: Input) => Readonly<Record<string, unknown>> | undefined;
  /** Where the state of the thing is. */
  readonly state: string | ((thing: unknown) => unknown);
  readonly done: readonly string[];
  /** States from which it will not get there by itself. */
  readonly failed?: readonly string[];
  /** Whether it is done when it is not there, or is to come. */
  readonly missing: "done" | "pending";
  /** What is going on, for a person who waits. */
  readonly detail?: (thing: unknown) => string | undefined;
}

/** A thing, and all that can be waited for of it. */
interface Subject extends Omit<WaitRule, "subject" | "missing"> {
  readonly missing?: "done";
  /** Other ends than the usual, by name. */
  readonly until?: Readonly<Record<string, readonly string[]>>;
  /** States in which it is as good as gone. */
  readonly gone?: readonly string[];
  /** States in which it stays although it was to go. */
  readonly stays?: readonly string[];
}

const FLINK_STATES = {
  aliases: { deployment_id: "id" },
  state: "status",
  done: ["RUNNING", "FINISHED"],
  failed: ["FAILED", "CANCELED", "DELETE_REQUESTED", "DELETING"],
  until: { ended: ["FINISHED", "CANCELED"] },
  detail: (answer: unknown) => text(at(answer, "error_msg")),
} as const;

/** Everything in the API that takes time (source: the state machines of the API, and how its clients wait). */
const SUBJECTS = {
  service: {
    reads: ["ServiceGet"],
    state: "service.state",
    done: ["RUNNING"],
    failed: ["POWEROFF"],
    until: { off: ["POWEROFF"] },
    detail: nodesDetail,
  },
  vpc: {
    reads: ["VpcGet", "OrganizationVpcGet"],
    state: "state",
    done: ["ACTIVE"],
    failed: ["DELETING", "DELETED"],
    gone: ["DELETED"],
  },
  peering: {
    reads: ["VpcGet", "OrganizationVpcGet"],
    needs: ["peer_vpc", "peering_connection_id"],
    find: findPeering,
    state: "state",
    done: ["ACTIVE"],
    failed: ["INVALID_SPECIFICATION", "REJECTED_BY_PEER", "DELETED_BY_PEER", "ERROR", "DELETING", "DELETED"],
    gone: ["DELETED"],
    detail: peeringDetail,
  },
  database: {
    reads: ["ServiceDatabaseList"],
    aliases: { dbname: "database" },
    needs: ["dbname"],
    find: findIn("databases", "database_name", "dbname"),
    state: () => "there",
    done: ["there"],
  },
  user: {
    reads: ["ServiceUserGet"],
    aliases: { service_username: "username" },
    state: userState,
    done: ["ready"],
  },
  topic: {
    reads: ["ServiceKafkaTopicGet"],
    state: "topic.state",
    done: ["ACTIVE"],
    failed: ["DELETING"],
  },
  connector: {
    reads: ["ServiceKafkaConnectGetConnectorStatus"],
    aliases: { connector_name: "name" },
    // A connector that runs while its tasks have failed moves nothing.
    state: (answer: unknown) => (failedTask(answer) ? "FAILED" : at(answer, "status.state")),
    done: ["RUNNING", "PAUSED", "STOPPED"],
    failed: ["FAILED"],
    until: { running: ["RUNNING"], paused: ["PAUSED"], stopped: ["STOPPED"] },
    detail: tasksDetail,
  },
  integration: {
    reads: ["ServiceIntegrationGet"],
    aliases: { integration_id: "service_integration_id" },
    state: (answer: unknown) => (at(answer, "service_integration.active") === true ? "active" : "inactive"),
    done: ["active"],
    detail: (answer: unknown) => text(at(answer, "service_integration.integration_status.status_user_desc")),
  },
  "static-ip": {
    reads: ["StaticIPList"],
    needs: ["static_ip_address_id"],
    find: findIn("static_ips", "static_ip_address_id"),
    state: "state",
    done: ["created", "available", "assigned"],
    failed: ["deleting", "deleted"],
    until: { associated: ["available", "assigned"], free: ["created"] },
    gone: ["deleted"],
  },
  "clickhouse-database": {
    reads: ["ServiceClickHouseDatabaseList"],
    needs: ["database"],
    find: findIn("databases", "name", "database"),
    state: "state",
    done: ["ok"],
    failed: ["pending_removal"],
  },
  task: {
    reads: ["ServiceTaskGet"],
    state: taskState,
    done: ["succeeded"],
    failed: ["failed"],
    detail: (answer: unknown) => text(at(answer, "task.result")) ?? text(at(answer, "task.task_type")),
  },
  snapshot: {
    reads: ["ServiceOpensearchCustomRepoShowSnapshot"],
    find: findIn("snapshots", "snapshot", "snapshot_name"),
    state: "state",
    done: ["SUCCESS"],
    failed: ["FAILED", "PARTIAL", "INCOMPATIBLE"],
  },
  // It is listed while it goes on.
  restoration: {
    reads: ["ServiceOpensearchListRestorationsInProgress"],
    needs: ["snapshot_name"],
    find: findIn("snapshots", "snapshot_name"),
    state: () => "in progress",
    done: [],
    missing: "done",
  },
  "flink-deployment": { reads: ["ServiceFlinkGetApplicationDeployment"], ...FLINK_STATES },
  "flink-jar-deployment": { reads: ["ServiceFlinkGetJarApplicationDeployment"], ...FLINK_STATES },
  privatelink: {
    reads: ["ServicePrivatelinkAWSGet", "ServicePrivatelinkAzureGet", "ServicePrivatelinkGoogleGet"],
    state: "state",
    done: ["active"],
    failed: ["deleting"],
  },
  "privatelink-connection": {
    reads: ["ServicePrivatelinkAzureConnectionList", "ServicePrivatelinkGoogleConnectionList"],
    needs: ["privatelink_connection_id"],
    find: findIn("connections", "privatelink_connection_id"),
    state: "state",
    done: ["active"],
    until: { connected: ["connected", "active"] },
  },
  "custom-cloud": {
    reads: ["CustomCloudEnvironmentGet"],
    state: "custom_cloud_environment.state",
    done: ["active"],
    failed: ["creation_failed", "deleting", "deletion_failed", "deleted"],
    gone: ["deleted"],
    stays: ["deletion_failed"],
    detail: (answer: unknown) => messages(at(answer, "custom_cloud_environment.errors")),
  },
} as const satisfies Record<string, Subject>;

type Subjects = typeof SUBJECTS;
type SubjectName = keyof Subjects;
type Ends<S> = S extends { readonly until: infer Until } ? keyof Until & string : never;
/** What can be waited for: that something is ready, that it has come to another end, that it is gone. */
export type WaitName = { [S in SubjectName]: S | `${S}-gone` | `${S}-${Ends<Subjects[S]>}` }[SubjectName];

/** A rule for all that can be waited for. */
export const WAIT_RULES = Object.fromEntries(
  Object.entries<Subject>(SUBJECTS).flatMap(([name, subject]) => rulesOf(name as SubjectName, subject)),
) as Readonly<Record<WaitName, WaitRule>>;

function rulesOf(name: SubjectName, { until = {}, gone = [], stays = [], ...subject }: Subject): [string, WaitRule][] {
  const rule: WaitRule = { ...subject, subject: name, missing: subject.missing ?? "pending" };
  const ends = Object.entries(until).map(([end, done]): [string, WaitRule] => {
    const failed = rule.failed?.filter((state) => !done.includes(state)) ?? [];
    return [`${name}-${end}`, { ...rule, done, failed }];
  });
  return [[name, rule], ...ends, [`${name}-gone`, { ...rule, done: gone, failed: stays, missing: "done" }]];
}
