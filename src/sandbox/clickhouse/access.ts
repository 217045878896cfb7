import {
  createRole,
  dropRole,
  findGrantee,
  type GrantRow,
  grant,
  grantsOf,
  revoke,
  rolesOf,
} from "../model/clickhouse-access.js";
import type { ServiceRow } from "../model/service.js";
import type { World } from "../world.js";
import { clickHouseError } from "./errors.js";
import type { Cursor } from "./tokens.js";

/** What a statement can touch. */
export interface Scope {
  readonly world: World;
  readonly service: ServiceRow;
  /** The database that names without one mean. */
  readonly database: string;
}

export function createRoles({ world, service }: Scope, cursor: Cursor): void {
  const tolerant = cursor.take("IF NOT EXISTS");
  const names = nameList(cursor);
  cursor.end();
  const taken = names.find((name) => findGrantee(world, service, name));
  if (taken !== undefined && !tolerant) {
    const message = `role \`${taken}\`: cannot insert because role \`${taken}\` already exists`;
    throw clickHouseError("ACCESS_ENTITY_ALREADY_EXISTS", message);
  }
  for (const name of names) if (!findGrantee(world, service, name)) createRole(world, service, name);
}

export function dropRoles({ world, service }: Scope, cursor: Cursor): void {
  const tolerant = cursor.take("IF EXISTS");
  const names = nameList(cursor);
  cursor.end();
  for (const name of names) if (!tolerant) requireRole({ world, service }, name);
  for (const name of names) dropRole(world, service, name);
}

/** Throws unless there is such a role. */
export function requireRole({ world, service }: Pick<Scope, "world" | "service">, name: string): void {
  if (rolesOf(world, service).some((role) => role.name === name)) return;
  throw clickHouseError("UNKNOWN_ROLE", `There is no role \`${name}\` in user directories`);
}

/** `GRANT … TO …` and `REVOKE … FROM …`, of privileges or of roles. */
export function changeGrants(scope: Scope, cursor: Cursor, kind: "GRANT" | "REVOKE"): void {
  const { world, service } = scope;
  const preposition = kind === "GRANT" ? "TO" : "FROM";
  const items = itemList(cursor, preposition);
  const target = cursor.take("ON") ? readTarget(scope, cursor) : undefined;
  cursor.expect(preposition);
  const names = nameList(cursor);
  const grant_option = readOption(cursor);
  cursor.end();
  for (const name of names) requireGrantee(scope, name);
  if (!target) for (const { access_type } of items) requireRole(scope, access_type);
  const apply = kind === "GRANT" ? grant : revoke;
  for (const grantee of names) {
    for (const { access_type, column } of items) {
      const row: GrantRow = target
        ? { grantee, role: null, access_type: access_type.toUpperCase(), ...target, column, grant_option }
        : { grantee, role: access_type, access_type: "", database: null, table: null, column: null, grant_option };
      apply(world, service, row);
    }
  }
}

/** `SHOW GRANTS [FOR name]`: the statements that would grant what somebody has. */
export function showGrants({ world, service }: Scope, cursor: Cursor): string[] {
  const name = cursor.take("FOR") ? cursor.name() : "avnadmin";
  cursor.end();
  requireGrantee({ world, service }, name);
  return grantsOf(world, service)
    .filter(({ grantee }) => grantee === name)
    .map(toStatement);
}

function toStatement({ grantee, role, access_type, database, table, column, grant_option }: GrantRow): string {
  if (role !== null) return `GRANT ${role} TO ${grantee}${grant_option ? " WITH ADMIN OPTION" : ""}`;
  const what = column === null ? access_type : `${access_type}(${column})`;
  return `GRANT ${what} ON ${database ?? "*"}.${table ?? "*"} TO ${grantee}${grant_option ? " WITH GRANT OPTION" : ""}`;
}

function requireGrantee({ world, service }: Pick<Scope, "world" | "service">, name: string): void {
  if (findGrantee(world, service, name)) return;
  throw clickHouseError("UNKNOWN_USER", `There is no user or role \`${name}\` in user directories`);
}

function nameList(cursor: Cursor): string[] {
  const names: string[] = [];
  do names.push(cursor.name());
  while (cursor.take(","));
  return names;
}

/** What is granted: words up to a comma or a preposition, with a column in parentheses. */
function itemList(cursor: Cursor, preposition: string): { access_type: string; column: string | null }[] {
  const items: { access_type: string; column: string | null }[] = [];
  do {
    const words = [cursor.name()];
    let column: string | null = null;
    while (cursor.sees("(") || !isItemEnd(cursor, preposition)) {
      if (cursor.take("(")) {
        column = nameList(cursor).join(", ");
        cursor.expect(")");
      } else {
        words.push(cursor.name());
      }
    }
    items.push({ access_type: words.join(" "), column });
  } while (cursor.take(","));
  return items;
}

function isItemEnd(cursor: Cursor, preposition: string): boolean {
  return cursor.done || [",", "ON", preposition].some((text) => cursor.sees(text));
}

/** `db.table`, `db.*`, `*.*`, `*` or a table of the current database. */
function readTarget({ database }: Scope, cursor: Cursor): { database: string | null; table: string | null } {
  const first = cursor.take("*") ? null : cursor.name();
  if (!cursor.take(".")) return { database, table: first };
  return { database: first, table: cursor.take("*") ? null : cursor.name() };
}

function readOption(cursor: Cursor): boolean {
  if (cursor.take("WITH GRANT OPTION") || cursor.take("WITH ADMIN OPTION")) return true;
  return cursor.take("WITH GRANT");
}
