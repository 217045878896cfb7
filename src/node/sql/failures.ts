import { AivenError, NetworkError, SqlError, TimeoutError } from "../../core/errors.js";
import { SQL_ID, type SqlTarget } from "../../tools/sql/driver.js";

const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HANDSHAKE_SSL/;

/** A connection that did not come about for other reasons than the database's own. */
export function connectError({ unreachable }: Pick<SqlTarget, "unreachable">, error: unknown): AivenError {
  if (error instanceof AivenError) return error;
  const code = codeOf(error);
  if (UNTRUSTED.test(code)) {
    return new NetworkError(`The database's certificate is not trusted (${code})`, {
      operationId: SQL_ID,
      sent: false,
      hint: "It has to be signed by the project's CA and to name the host. Something between here and there may answer in its place.",
    });
  }
  return new NetworkError(`The database cannot be reached (${code})`, {
    operationId: SQL_ID,
    sent: false,
    hint: unreachable,
  });
}

/** A connection that broke while a statement ran. */
export function brokenError(write: boolean): NetworkError {
  return new NetworkError("The connection to the database broke before it answered", {
    operationId: SQL_ID,
    sent: true,
    hint: write ? "The change may have been made: read before you repeat it." : "Try again.",
  });
}

export function timeoutError(timeoutMs: number): TimeoutError {
  return new TimeoutError(`The statement took longer than ${timeoutMs / 1000} s and was ended`, {
    operationId: SQL_ID,
    timeoutMs,
    hint: "Ask for less: a condition on an indexed column, LIMIT, or EXPLAIN to see the plan.",
  });
}

/** A row can be a gigabyte and comes whole: so many times beyond what is kept, the connection is given up. */
export const FLOOD_FACTOR = 8;

export function floodError(bytes: number): SqlError {
  return new SqlError(`The rows are larger than ${Math.round(bytes / 1024 / 1024)} MiB`, {
    code: undefined,
    hint: "Leave out large columns, or take a part of them with left() or substring().",
  });
}

/** The code of an error; the text of one without, where it is the driver's own and short. */
function codeOf(error: unknown): string {
  const { code, errors, message } = (error ?? {}) as Partial<AggregateError> & { code?: unknown };
  if (typeof code === "string") return code;
  if (errors?.length) return codeOf(errors[0]);
  return /timeout/i.test(message ?? "") ? "timeout" : "no answer";
}
