import type { ToolAnswer, ToolContext } from "../context.js";
import type { Definitions, ToolName } from "../definitions.js";
import type { Question } from "../question.js";
import type { Arguments } from "../schema.js";
import { configure } from "./configure.js";
import { connect } from "./connect.js";
import { destroy } from "./destroy.js";
import { describe, search } from "./discover.js";
import { read } from "./read.js";
import { overview, provision, service } from "./services.js";
import { sql } from "./sql.js";
import { wait } from "./wait.js";
import { write } from "./write.js";

type Handlers = {
  readonly [Name in ToolName]: (
    args: Arguments<Definitions[Name]["input"]>,
    context: ToolContext,
  ) => Promise<ToolAnswer | Question>;
};

export const handlers: Handlers = {
  aiven_search: search,
  aiven_describe: describe,
  aiven_read: read,
  aiven_write: write,
  aiven_destroy: destroy,
  aiven_overview: overview,
  aiven_service: service,
  aiven_provision: provision,
  aiven_configure: configure,
  aiven_wait: wait,
  aiven_sql: sql,
  aiven_connect: connect,
};
