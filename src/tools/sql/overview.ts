import type { DrivenType, SqlResult, SqlValue } from "./driver.js";
import { rowsOf } from "./rows.js";

/** More tables than this are not looked at; the answer says so. */
export const MAX_TABLES = 500;

/**
 * One row for each table that somebody made: its name, what it is, about how many rows it has, its columns, and its
 * indexes and foreign keys. A question mark stands behind the type of a column that may be null.
 */
export const OVERVIEW_SQL: Readonly<Record<DrivenType, string>> = {
  pg: `
    SELECT n.nspname || '.' || c.relname,
      CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END,
      CASE WHEN c.relkind IN ('r', 'm', 'p') AND c.reltuples >= 0 THEN c.reltuples::bigint END,
      (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || CASE WHEN a.attnotnull THEN '' ELSE '?' END, ', ' ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
      (SELECT string_agg(CASE WHEN i.indisprimary THEN 'primary ' WHEN i.indisunique THEN 'unique ' ELSE '' END
          || regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', ''), '; ' ORDER BY i.indexrelid)
        FROM pg_index i WHERE i.indrelid = c.oid),
      (SELECT string_agg(pg_get_constraintdef(k.oid), '; ' ORDER BY k.oid)
        FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
    ORDER BY n.nspname, c.relname`,
  mysql: `
    SELECT /*+ SET_VAR(group_concat_max_len = 65535) */ concat(t.table_schema, '.', t.table_name),
      CASE t.table_type WHEN 'BASE TABLE' THEN 'table' ELSE lower(t.table_type) END,
      t.table_rows,
      (SELECT group_concat(c.column_name, ' ', c.column_type, CASE c.is_nullable WHEN 'NO' THEN '' ELSE '?' END
          ORDER BY c.ordinal_position SEPARATOR ', ')
        FROM information_schema.columns c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name),
      (SELECT group_concat(i.definition ORDER BY i.index_name SEPARATOR '; ') FROM (
          SELECT table_schema, table_name, index_name, concat(
            CASE WHEN index_name = 'PRIMARY' THEN 'primary ' WHEN min(non_unique) = 0 THEN 'unique ' ELSE '' END,
            lower(min(index_type)), ' (', group_concat(column_name ORDER BY seq_in_index SEPARATOR ', '), ')') AS definition
          FROM information_schema.statistics GROUP BY table_schema, table_name, index_name) i
        WHERE i.table_schema = t.table_schema AND i.table_name = t.table_name),
      (SELECT group_concat(k.column_name, ' -> ', k.referenced_table_name, '(', k.referenced_column_name, ')' SEPARATOR '; ')
        FROM information_schema.key_column_usage k WHERE k.table_schema = t.table_schema
          AND k.table_name = t.table_name AND k.referenced_table_name IS NOT NULL)
    FROM information_schema.tables t
    WHERE t.table_schema NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
    ORDER BY t.table_schema, t.table_name`,
};

export interface TableOverview {
  readonly table: string;
  readonly kind?: string;
  readonly rows?: SqlValue;
  readonly columns?: string;
  readonly indexes?: string;
  readonly foreign_keys?: string;
}

/** The tables of an overview. That a table is one need not be said. */
export function tablesOf(result: SqlResult): TableOverview[] {
  return rowsOf(result).rows.map(([table, kind, rows = null, columns, indexes, foreignKeys]) => ({
    table: text(table),
    kind: kind === "table" ? "" : text(kind),
    rows,
    columns: text(columns),
    indexes: text(indexes),
    foreign_keys: text(foreignKeys),
  }));
}

function text(value: SqlValue | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
