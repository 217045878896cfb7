import type { Connection, FieldDef, Submittable } from "pg";
import type { SqlResult, SqlStatement } from "../../tools/sql/driver.js";
import { FLOOD_FACTOR, floodError } from "./failures.js";

/** Rows that are asked for at a time: as few as tell soon enough that there are too many. */
const BATCH = 200;

export interface LimitedResult {
  readonly fields: readonly FieldDef[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly cut: SqlResult["cut"];
  readonly affected: number | undefined;
}

/**
 * A query by the extended protocol, in which PostgreSQL takes one statement and no more. It is asked for rows in batches, so
 * that the database stops computing what nobody gets to see. A statement that may write is run to its end.
 */
export class LimitedQuery implements Submittable {
  readonly done: Promise<LimitedResult>;
  readonly #statement: SqlStatement;
  #toSkip: number;
  readonly #rows: (string | null)[][] = [];
  #fields: readonly FieldDef[] = [];
  #bytes = 0;
  #cut: SqlResult["cut"];
  #affected: number | undefined;
  #resolve: (result: LimitedResult) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(statement: SqlStatement) {
    this.#statement = statement;
    this.#toSkip = statement.skipRows ?? 0;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    this.#guard(connection);
    connection.parse({ name: "", text: this.#statement.sql, types: [] }, true);
    connection.bind({ portal: "", statement: "", values: [] }, true);
    connection.describe({ type: "P", name: "" }, true);
    this.#execute(connection);
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    this.#fields = fields;
  }

  handleDataRow({ fields }: { readonly fields: (string | null)[] }): void {
    if (this.#cut) return;
    if (this.#toSkip > 0) {
      this.#toSkip--;
      return;
    }
    const { maxRows, maxBytes } = this.#statement;
    this.#bytes += fields.reduce((sum, text) => sum + (text?.length ?? 0), 0);
    if (this.#rows.length === maxRows) this.#cut = "rows";
    else if (this.#bytes > maxBytes && this.#rows.length > 0) this.#cut = "bytes";
    else this.#rows.push(fields);
  }

  handlePortalSuspended(connection: Connection): void {
    if (this.#cut) connection.sync();
    else this.#execute(connection);
  }

  handleCommandComplete({ text }: { readonly text: string }, connection: Connection): void {
    const count = / (\d+)$/.exec(text)?.[1];
    this.#affected = count === undefined ? undefined : Number(count);
    connection.sync();
  }

  handleEmptyQuery(connection: Connection): void {
    connection.sync();
  }

  handleCopyInResponse(connection: Connection & { sendCopyFail(why: string): void }): void {
    connection.sendCopyFail("COPY has nothing to read here");
  }

  handleCopyData(): void {}

  handleError(error: unknown, connection: Connection): void {
    connection.sync();
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    this.#resolve({ fields: this.#fields, rows: this.#rows, cut: this.#cut, affected: this.#affected });
  }

  #execute(connection: Connection): void {
    const { write, maxRows } = this.#statement;
    const rows = Math.min(BATCH, this.#toSkip + maxRows + 1 - this.#rows.length);
    // The types want a text where the driver writes a number.
    connection.execute({ portal: "", rows: (write ? 0 : rows) as unknown as string }, true);
    connection.flush();
  }

  #guard({ stream }: Connection): void {
    const most = FLOOD_FACTOR * this.#statement.maxBytes + 1024 * 1024;
    let received = 0;
    stream.on("data", (chunk: Uint8Array) => {
      received += chunk.length;
      if (received <= most) return;
      this.#reject(floodError(most));
      stream.destroy();
    });
  }
}
