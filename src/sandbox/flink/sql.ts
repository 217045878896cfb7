/** What a `CREATE TABLE` of Flink SQL says, as far as the API shows it. */
export interface TableDefinition {
  readonly table_name: string;
  readonly columns: { name: string; data_type: string; nullable: boolean }[];
  readonly options: Record<string, string>;
}

const CREATE = /^\s*CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([`\w.]+)\s*\(/i;
const WITH = /^\s*WITH\s*\(([\s\S]*)\)\s*;?\s*$/i;
const OPTION = /^\s*'([^']+)'\s*=\s*'((?:[^']|'')*)'\s*$/;
const COLUMN = /^\s*(`[^`]+`|\w+)\s+([\s\S]+?)\s*$/;
const NO_COLUMN = /^\s*(PRIMARY\s+KEY|WATERMARK|CONSTRAINT)\b/i;

/** Reads a `CREATE TABLE`, or tells what is wrong with it. */
export function readCreateTable(sql: string): TableDefinition | string {
  const head = CREATE.exec(sql);
  if (!head) return "Expected CREATE TABLE with a list of columns";
  const close = closingParenthesis(sql, head[0].length);
  if (close === undefined) return "The list of columns is not closed";
  const options = WITH.exec(sql.slice(close + 1));
  if (!options) return "Expected WITH and the options of the connector after the columns";
  const definition: TableDefinition = { table_name: unquoted(head[1] ?? ""), columns: [], options: {} };
  for (const part of split(sql.slice(head[0].length, close))) {
    if (NO_COLUMN.test(part)) continue;
    const [, name, type] = COLUMN.exec(part) ?? [];
    if (name === undefined || type === undefined) return `Expected a column with its type, not '${part.trim()}'`;
    const nullable = !/\bNOT\s+NULL\b/i.test(type);
    definition.columns.push({ name: unquoted(name), data_type: type.replace(/\s+NOT\s+NULL\b/i, ""), nullable });
  }
  const given: [name: string, value: string][] = [];
  for (const part of split(options[1] ?? "")) {
    const [, name, value] = OPTION.exec(part) ?? [];
    if (name === undefined || value === undefined) return `Expected 'option' = 'value', not '${part.trim()}'`;
    given.push([name, value]);
  }
  return { ...definition, options: Object.fromEntries(given) };
}

/** What is wrong with the statement of an application: it has to write to one of the tables that are there. */
export function statementError(statement: string, sinks: readonly string[]): string | undefined {
  const target = /^\s*(?:EXECUTE\s+STATEMENT\s+SET\s+BEGIN\s+)?INSERT\s+(?:INTO|OVERWRITE)\s+([`\w.]+)/i.exec(
    statement,
  )?.[1];
  if (target === undefined) return "Expected INSERT INTO a table";
  const name = unquoted(target);
  return sinks.includes(name) ? undefined : `Object '${name}' not found among the sinks`;
}

/** Where the parenthesis closes that was opened before a position. */
function closingParenthesis(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** The parts between commas that stand in no parentheses, of types, and no quotes. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let part = "";
  for (const character of text) {
    if (character === "'") isQuoted = !isQuoted;
    if (!isQuoted && "(<".includes(character)) depth += 1;
    if (!isQuoted && ")>".includes(character)) depth -= 1;
    if (character === "," && depth === 0 && !isQuoted) {
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  return [...parts, part].filter((each) => each.trim() !== "");
}

function unquoted(name: string): string {
  return name.replaceAll("`", "");
}
