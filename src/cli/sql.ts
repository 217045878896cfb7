import { connect } from "../node/connection.js";
import { type Flags, loadSettings } from "../node/settings.js";
import { drivers } from "../node/sql/index.js";
import { runSql } from "../tools/sql/run.js";
import { printData } from "./print.js";

const MAX_ROWS = 1_000;
const MAX_BYTES = 16_000_000;

export interface SqlOptions {
  readonly json?: boolean;
  readonly database?: string | undefined;
  readonly limit?: number | undefined;
  readonly write?: boolean;
}

/** Runs a statement on a service, or shows its tables. Ctrl-C ends it in the database too. */
export async function sql(
  service_name: string,
  query: string | undefined,
  flags: Flags,
  { json, database, limit, write }: SqlOptions,
): Promise<void> {
  const connection = await connect(await loadSettings(flags, process.env));
  const stop = new AbortController();
  const interrupt = () => stop.abort(new Error("interrupted"));
  process.once("SIGINT", interrupt);
  try {
    const request = { service_name, query, database, limit, write };
    const limits = { maxRows: MAX_ROWS, maxBytes: MAX_BYTES, signal: stop.signal };
    printData(await runSql(connection.door, drivers, request, limits), { json });
  } finally {
    process.off("SIGINT", interrupt);
    await connection.close();
  }
}
