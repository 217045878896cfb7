import { describe, expectTypeOf, it } from "vitest";
import type { Download, Input, OperationId, Operations, Output } from "../../src/core/catalogue/index.js";
import type { Client } from "../../src/core/client.js";
import type {
  ApiError,
  ConfigError,
  InputError,
  InputIssue,
  NetworkError,
  PolicyError,
  ResponseError,
  TimeoutError,
} from "../../src/core/errors.js";

declare const client: Client;
const PG = { project: "demo", service_name: "pg" };
const NEW = { ...PG, plan: "startup-4", service_type: "pg" };

describe("call", () => {
  it("takes the input of the operation", () => {
    client.call("ServiceCreate", NEW);
    client.call("ServiceCreate", {
      ...NEW,
      cloud: "google-europe-west1",
      project_vpc_id: null,
      extra: { new_field: 1 },
    });
    client.call("ServiceGet", PG, { signal: new AbortController().signal, timeoutMs: 5 });
    client.call("ListClouds", {});
  });

  it("refuses a missing field", () => {
    // @ts-expect-error service_name is required
    client.call("ServiceCreate", { project: "demo", plan: "p", service_type: "pg" });
    // @ts-expect-error the input is required, even where every field is optional
    client.call("ListClouds");
  });

  it("refuses a misspelt field", () => {
    // @ts-expect-error planx is not a field
    client.call("ServiceCreate", { ...NEW, planx: "p" });
    // @ts-expect-error service-name is not a field
    client.call("ServiceGet", { project: "demo", "service-name": "pg" });
    // @ts-expect-error a GET has no body, so no extra
    client.call("ServiceGet", { ...PG, extra: {} });
  });

  it("refuses a field of the wrong type", () => {
    // @ts-expect-error a number is no name
    client.call("ServiceGet", { project: "demo", service_name: 5 });
    // @ts-expect-error null is not an absent value, except where the API gives it a meaning
    client.call("ServiceCreate", { ...NEW, cloud: null });
    // @ts-expect-error someday is not a day of the week
    client.call("ServiceUpdate", { ...PG, maintenance: { dow: "someday" } });
    // @ts-expect-error extra is an object
    client.call("ServiceUpdate", { ...PG, extra: [1] as unknown as string });
  });

  it("refuses an unknown operation", () => {
    // @ts-expect-error there is no such operation
    client.call("ServiceCretae", {});
    // @ts-expect-error ids are case-sensitive
    client.call("serviceget", PG);
    expectTypeOf<"ServiceCretae">().not.toExtend<OperationId>();
  });

  it("takes any id where it is known only at run time, and promises nothing about the answer", () => {
    expectTypeOf(client.callAny("ServiceCretae" as string, {})).resolves.toEqualTypeOf<unknown>();
  });
});

describe("inputs", () => {
  it("are the fields of path, query and body", () => {
    expectTypeOf<Input<"ServiceGet">>().toEqualTypeOf<{
      project: string;
      service_name: string;
      include_secrets?: boolean;
    }>();
    expectTypeOf<keyof Input<"ListClouds">>().toBeNever();
    expectTypeOf<Input<"ServiceCreate">["project_vpc_id"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<Input<"ServiceCreate">["extra"]>().toEqualTypeOf<Record<string, unknown> | undefined>();
  });

  it("take bigints where 64 bits are needed, and bytes for files", () => {
    type Config = NonNullable<Input<"ServiceKafkaTopicUpdate">["config"]>;
    expectTypeOf<Config["flush_messages"]>().toEqualTypeOf<number | bigint | undefined>();
    expectTypeOf<Input<"ServiceCustomFileUpload">["file"]>().toEqualTypeOf<Uint8Array>();
  });

  it("are open where the API takes any field", () => {
    client.call("ServiceKafkaConnectCreateConnector", { ...PG, name: "c", "connector.class": "X", "tasks.max": "1" });
    // @ts-expect-error the fields that it has are still checked
    client.call("ServiceKafkaConnectCreateConnector", { ...PG, name: 5, "connector.class": "X" });
  });

  it("have a name of their own where two fields collide", () => {
    expectTypeOf<Input<"OrganizationProjectsUpdate">>().toHaveProperty("target_organization_id");
    expectTypeOf<Input<"OrganizationProjectsUpdate">["organization_id"]>().toEqualTypeOf<string>();
  });
});

describe("outputs", () => {
  it("are what the operation answers", () => {
    expectTypeOf(client.call("ServiceGet", PG)).resolves.toEqualTypeOf<Output<"ServiceGet">>();
    expectTypeOf<Output<"ServiceGet">["service"]["service_name"]>().toEqualTypeOf<string>();
    expectTypeOf<Output<"ServiceGet">["service"]["state"]>().toExtend<string>();
    // @ts-expect-error the answer has no such field
    type _Missing = Output<"ServiceGet">["servce"];
  });

  it("name the values that are known, and let a newer one through", () => {
    type State = Output<"ServiceGet">["service"]["state"];
    expectTypeOf<"RUNNING">().toExtend<State>();
    expectTypeOf<"A_NEW_STATE">().toExtend<State>();
    expectTypeOf<number>().not.toExtend<State>();
  });

  it("are nothing for 204, and bytes for files", () => {
    expectTypeOf<Output<"ApplicationUserAccessTokenDelete">>().toEqualTypeOf<undefined>();
    expectTypeOf<Output<"ProjectInvoiceGet">>().toEqualTypeOf<Download>();
    expectTypeOf<Download["bytes"]>().toEqualTypeOf<Uint8Array>();
  });

  it("are never any", () => {
    expectTypeOf<Operations[OperationId]["output"]>().not.toBeAny();
    expectTypeOf<Operations[OperationId]["input"]>().not.toBeAny();
  });
});

describe("errors", () => {
  it("are told apart by their name", () => {
    const explain = (
      error: ApiError | ResponseError | NetworkError | TimeoutError | InputError | PolicyError | ConfigError,
    ): string | undefined => {
      switch (error.name) {
        case "ApiError":
          expectTypeOf(error.status).toEqualTypeOf<number>();
          expectTypeOf(error.code).toEqualTypeOf<string | undefined>();
          return error.code;
        case "ResponseError":
          expectTypeOf(error.reason).toEqualTypeOf<"not-json" | "cut-off" | "too-large">();
          return error.reason;
        case "NetworkError":
          expectTypeOf(error.sent).toEqualTypeOf<boolean>();
          return undefined;
        case "TimeoutError":
          expectTypeOf(error.timeoutMs).toEqualTypeOf<number>();
          return undefined;
        case "InputError":
          expectTypeOf(error.issues).toEqualTypeOf<readonly InputIssue[]>();
          return undefined;
        case "PolicyError":
          // @ts-expect-error a PolicyError has no status: nothing was sent
          error.status;
          return error.rule;
        case "ConfigError":
          return error.hint;
        default:
          expectTypeOf(error).toBeNever();
          return error;
      }
    };
    expectTypeOf(explain).returns.toEqualTypeOf<string | undefined>();
  });
});
