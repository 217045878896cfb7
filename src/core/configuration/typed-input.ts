import type { Input, OperationId } from "../catalogue/index.js";
import type { EndpointConfig, IntegrationConfig, UserConfig } from "./generated/types.js";

/** The operations that take a configuration: what tells its type in their input, and the configurations by type. */
interface Configuring {
  ServiceCreate: ["service_type", UserConfig];
  ServiceUpdate: [never, UserConfig];
  ServiceIntegrationCreate: ["integration_type", IntegrationConfig];
  ServiceIntegrationUpdate: [never, IntegrationConfig];
  ServiceIntegrationEndpointCreate: ["endpoint_type", EndpointConfig];
  ServiceIntegrationEndpointUpdate: [never, EndpointConfig];
}

/**
 * The input of an operation. Where it takes a configuration and its type is named, `user_config` is of that type; else anything.
 */
export type TypedInput<Id extends OperationId, Type extends string = string> = Id extends keyof Configuring
  ? Type extends keyof Configuring[Id][1]
    ? Omit<Input<Id>, "user_config"> & { user_config?: Configuring[Id][1][Type] } & {
        [Field in Configuring[Id][0]]: Type;
      }
    : Input<Id>
  : Input<Id>;
