/** The typed client and the sandbox as a library. */
export type { Download, Family, Input, OperationId, Operations, Output } from "./core/catalogue/index.js";
export type { CallEvent, CallOptions, Client } from "./core/client.js";
export type { EndpointConfig, IntegrationConfig, UserConfig } from "./core/configuration/generated/types.js";
export type { ErrorKind } from "./core/error-codes.js";
export {
  AivenError,
  ApiError,
  ConfigError,
  InputError,
  type InputIssue,
  NetworkError,
  PolicyError,
  ResponseError,
  TimeoutError,
} from "./core/errors.js";
export {
  createNodeClient as createClient,
  type NodeClient,
  type NodeClientOptions as ClientOptions,
} from "./node/client.js";
export {
  type Fault,
  type FaultKind,
  type FaultSpec,
  type LoggedRequest,
  type Sandbox,
  type SandboxOptions,
  type Scenario,
  type Speed,
  startSandbox,
  type Upcoming,
} from "./sandbox/index.js";
