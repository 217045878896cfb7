/** Where a database is reached, and as whom. Holds a password: it goes to a driver and nowhere else. */
export interface SqlTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The authority that has to have signed the server's certificate, in PEM form. */
  readonly ca: string;
  /** What to say to somebody who cannot reach it. */
  readonly unreachable: string;
}

/** One statement, and how much of it may come back. */
export interface SqlStatement {
  readonly sql: string;
  /** Whether it may change anything. Otherwise the database itself has to refuse that. */
  readonly write: boolean;
  /** Rows that are not wanted any more, before those that are. */
  readonly skipRows?: number | undefined;
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Ends it in the database too. */
  readonly signal?: AbortSignal | undefined;
}

/** A value as it can be written in JSON. What no JSON type holds faithfully is the database's own text. */
export type SqlValue = string | number | bigint | boolean | null;

export interface SqlResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** Why there are not all rows. */
  readonly cut?: "rows" | "bytes" | undefined;
  /** How many rows a change has touched. */
  readonly affected?: number | undefined;
}

/**
 * Runs one statement on a connection of its own. Throws SqlError for what the database says, NetworkError where it is not
 * reached, TimeoutError, and the signal's reason.
 */
export type SqlDriver = (target: SqlTarget, statement: SqlStatement) => Promise<SqlResult>;

/** Service types with a driver of their own. */
export type DrivenType = "pg" | "mysql";

/** The drivers of a door, each loaded when it is needed. */
export type SqlDrivers = Readonly<Record<DrivenType, () => Promise<SqlDriver>>>;

/** The name by which SQL is known in errors and in the operator's rules. */
export const SQL_ID = "aiven_sql";
