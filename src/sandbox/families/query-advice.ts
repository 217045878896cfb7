import { badRequest } from "../errors.js";
import { requireAccount } from "../model/organization.js";
import type { Call, Handlers } from "../world.js";

const STATEMENT = /^\s*(with|select|insert|update|delete|merge|explain|values|table)\b/i;

/** Advice about queries. Only what can be said of a statement's text is said: there is no data to plan with. */
export const handlers: Handlers = {
  PGAccountQueryOptimize: (input, call) => ({ optimize: optimize(call, input) }),
  MySQLAccountQueryOptimize: (input, call) => ({ optimize: optimize(call, input) }),

  PGServiceQueryValidate: ({ query }) => validate(query),
  MySQLServiceQueryValidate: ({ query }) => validate(query),

  PGServiceMetadataValidate: ({ metadata }) => validateMetadata(metadata),
  MySQLServiceMetadataValidate: ({ metadata }) => validateMetadata(metadata),

  PGServiceDatabaseMetadataQuery: () => ({
    metadata_query:
      "SELECT json_agg(c) FROM (SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns) c",
  }),
  MySQLServiceDatabaseMetadataQuery: () => ({
    metadata_query:
      "SELECT JSON_ARRAYAGG(JSON_OBJECT('table_schema', table_schema, 'table_name', table_name, 'column_name', column_name, 'data_type', data_type)) FROM information_schema.columns",
  }),
};

function optimize(call: Call, { account_id, query }: { readonly account_id: string; readonly query: string }) {
  requireAccount(call, account_id);
  const wrong = fault(query);
  if (wrong) throw badRequest(`Unable to parse query: ${wrong}`, "unable_to_parse_query");
  // A column that rows are chosen by, in a statement of one table, is worth an index.
  const [, table, column] = /\bfrom\s+([\w.]+)\s+where\s+([\w]+)\s*[=<>]/i.exec(query) ?? [];
  const creation_cmd = `CREATE INDEX ${table?.replace(".", "_")}_idx_${column} ON ${table} (${column});`;
  return {
    existing_recommended_indexes: [],
    index_recommendations: table && column ? [{ creation_cmd, table_name: table }] : [],
    optimization_id: call.world.uuid(),
    optimized_query: query,
    original_query: query,
    recommendations: [],
  };
}

function validate(query: string) {
  const wrong = fault(query);
  if (wrong) throw badRequest(`Query validation failed: ${wrong}`, "query_validation_failed");
  return { status: "ok" };
}

function validateMetadata(metadata: string) {
  try {
    JSON.parse(metadata);
  } catch {
    throw badRequest("Metadata validation failed: not valid JSON", "metadata_validation_failed");
  }
  return { status: "ok" };
}

/** What is wrong with a statement as far as its text tells. */
function fault(query: string): string | undefined {
  if (!STATEMENT.test(query)) return "expected a statement that reads or writes rows";
  const bare = query.replaceAll(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`/g, "x");
  if (/['"`]/.test(bare)) return "a quote is not closed";
  let depth = 0;
  for (const character of bare) {
    if (character === "(") depth += 1;
    if (character === ")" && --depth < 0) return "unexpected ')'";
  }
  return depth > 0 ? "a parenthesis is not closed" : undefined;
}
