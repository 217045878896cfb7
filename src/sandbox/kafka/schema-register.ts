import { ApiFailure, conflict } from "../errors.js";
import {
  compatibilityOf,
  requireSchemaRow,
  type SchemaReference,
  type SchemaRow,
  type SchemaType,
  type SchemaVersionRow,
  schemas,
  schemaVersions,
  versionKey,
  versionsOf,
} from "../model/schema-registry.js";
import { type ServiceRow, serviceKey } from "../model/service.js";
import type { World } from "../world.js";
import { canonical, incompatibilities, requireSchema, type Source } from "./schema-compatibility.js";

/** A schema that somebody brings. */
export interface SchemaSpec {
  readonly schema: string;
  readonly schemaType?: SchemaType | undefined;
  readonly references?: readonly SchemaReference[] | undefined;
}

/** The level that holds for a subject. */
export function effectiveCompatibility(world: World, service: ServiceRow, subject: string) {
  return compatibilityOf(world, service, subject) ?? compatibilityOf(world, service) ?? "BACKWARD";
}

/** Registers a schema as the next version of a subject, unless it is one of its versions; answers with its id. */
export function registerSchema(world: World, service: ServiceRow, subject: string, spec: SchemaSpec): number {
  const { schema, schemaType = "AVRO", references = [] } = spec;
  const source = sourceOf(world, service, { schema, schemaType, references });
  const versions = versionsOf(world, service, subject);
  const live = versions.filter(({ deleted }) => !deleted);
  const known = sameSchema(world, service, { schema, schemaType });
  if (known && live.some(({ id }) => id === known.id)) return known.id;
  const level = effectiveCompatibility(world, service, subject);
  const problems = incompatibilities(level, source, sourcesOf(world, service, live));
  if (problems.length > 0) {
    const detail = problems.join(", ").slice(0, 300);
    throw conflict(`Incompatible schema, compatibility_mode=${level}. Incompatibilities: ${detail}`);
  }
  const id = known?.id ?? schemas(world).under(`${serviceKey(service)}/`).length + 1;
  if (!known) schemas(world).put(`${serviceKey(service)}/${id}`, { id, schemaType, schema, references });
  const row = { subject, version: (versions.at(-1)?.version ?? 0) + 1, id, deleted: false };
  schemaVersions(world).put(versionKey(service, row), row);
  return id;
}

/** A schema with what it refers to. Throws where it is no schema, or refers to what is not there. */
export function sourceOf(world: World, service: ServiceRow, row: Omit<SchemaRow, "id">): Source {
  const { schema, schemaType } = row;
  const source = { schema, schemaType, references: referred(world, service, row.references) };
  requireSchema(source);
  return source;
}

/** The schemas of versions of a subject. */
export function sourcesOf(world: World, service: ServiceRow, versions: readonly SchemaVersionRow[]): Source[] {
  return versions.map(({ id }) => sourceOf(world, service, requireSchemaRow(world, service, id)));
}

/** The schemas in use that refer to a version of a subject. */
export function referrers(world: World, service: ServiceRow, subject: string, version: number): number[] {
  const versions = schemaVersions(world).under(`${serviceKey(service)}/`);
  const used = new Set(versions.filter(({ deleted }) => !deleted).map(({ id }) => id));
  return schemas(world)
    .under(`${serviceKey(service)}/`)
    .filter(({ id }) => used.has(id))
    .filter(({ references }) => references.some((each) => each.subject === subject && each.version === version))
    .map(({ id }) => id);
}

/** Texts of the schemas that are referred to, each after those that it refers to itself. */
function referred(
  world: World,
  service: ServiceRow,
  references: readonly SchemaReference[],
  texts: readonly string[] = [],
): readonly string[] {
  return references.reduce((known, { name, subject, version }) => {
    const row = versionsOf(world, service, subject).find((each) => each.version === version && !each.deleted);
    if (!row) {
      throw new ApiFailure(422, `Invalid schema reference ${name}: subject '${subject}' has no version ${version}`);
    }
    const schema = requireSchemaRow(world, service, row.id);
    const before = referred(world, service, schema.references, known);
    return before.includes(schema.schema) ? before : [...before, schema.schema];
  }, texts);
}

function sameSchema(
  world: World,
  service: ServiceRow,
  schema: Pick<SchemaRow, "schema" | "schemaType">,
): SchemaRow | undefined {
  const text = canonical(schema);
  return schemas(world)
    .under(`${serviceKey(service)}/`)
    .find((row) => row.schemaType === schema.schemaType && canonical(row) === text);
}
