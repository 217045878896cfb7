import { ApiFailure, badRequest } from "../errors.js";
import { incompatibilities } from "../kafka/schema-compatibility.js";
import { effectiveCompatibility, referrers, registerSchema, sourceOf, sourcesOf } from "../kafka/schema-register.js";
import { recordOn } from "../model/event.js";
import {
  compatibilityOf,
  requireRegistry,
  requireSchemaRow,
  requireSubject,
  requireVersion,
  type SchemaRow,
  type SchemaVersionRow,
  schemaVersions,
  setCompatibility,
  versionKey,
  versionNumber,
  versionsOf,
} from "../model/schema-registry.js";
import { type ServiceRow, serviceKey } from "../model/service.js";
import type { Call, Handlers } from "../world.js";

export const handlers: Handlers = {
  ServiceSchemaRegistrySubjects: (input, call) => {
    const service = requireRegistry(call, input);
    const rows = schemaVersions(call.world).under(`${serviceKey(service)}/`);
    const subjects = rows.filter(({ deleted }) => !deleted).map(({ subject }) => subject);
    return { subjects: [...new Set(subjects)].sort() };
  },

  ServiceSchemaRegistrySubjectVersionsGet: (input, call) => {
    const service = requireRegistry(call, input);
    return { versions: requireSubject(call.world, service, input.subject_name).map(({ version }) => version) };
  },

  ServiceSchemaRegistrySubjectVersionPost: (input, call) => {
    const service = requireRegistry(call, input);
    const { subject_name, schema, schemaType, references } = input;
    const id = registerSchema(call.world, service, subject_name, { schema, schemaType, references });
    recordOn(call, service, "schema_registry_version_create", `Registered schema ${id} for subject ${subject_name}`);
    return { id };
  },

  ServiceSchemaRegistrySubjectVersionGet: (input, call) => {
    const service = requireRegistry(call, input);
    const { subject, version, id } = requireVersion(call.world, service, input.subject_name, input.version_id);
    const { schema, schemaType, references } = requireSchemaRow(call.world, service, id);
    // The registry names neither the usual type nor an empty list.
    const type = schemaType === "AVRO" ? {} : { schemaType };
    return { version: { id, schema, subject, version, ...type, ...(references.length > 0 ? { references } : {}) } };
  },

  ServiceSchemaRegistrySubjectVersionSchemaGet: (input, call) => {
    const service = requireRegistry(call, input);
    const { id } = requireVersion(call.world, service, input.subject_name, input.version_id);
    return schemaAnswer(call, service, id);
  },

  ServiceSchemaRegistrySchemaGet: (input, call) => schemaAnswer(call, requireRegistry(call, input), input.schema_id),

  ServiceSchemaRegistrySubjectVersionDelete: (input, call) => {
    const service = requireRegistry(call, input);
    const { subject_name, version_id, permanent = false } = input;
    const row = permanent
      ? requireDeleted(call, service, subject_name, version_id)
      : requireVersion(call.world, service, subject_name, version_id);
    remove(call, service, [row], permanent);
    recordOn(
      call,
      service,
      "schema_registry_version_delete",
      `Deleted version ${row.version} of subject ${subject_name}`,
    );
    return { message: "deleted" };
  },

  ServiceSchemaRegistrySubjectDelete: (input, call) => {
    const service = requireRegistry(call, input);
    const { subject_name, permanent = false } = input;
    const rows = versionsOf(call.world, service, subject_name);
    if (!permanent) remove(call, service, requireSubject(call.world, service, subject_name), false);
    else if (rows.length === 0) throw new ApiFailure(404, `Subject '${subject_name}' not found.`);
    else if (rows.some(({ deleted }) => !deleted)) throw notDeleted(`Subject '${subject_name}'`);
    else remove(call, service, rows, true);
    recordOn(call, service, "schema_registry_subject_delete", `Deleted subject ${subject_name}`);
    return { message: "deleted" };
  },

  ServiceSchemaRegistryCompatibility: (input, call) => {
    const service = requireRegistry(call, input);
    const { subject_name, version_id, schema, schemaType = "AVRO" } = input;
    const { world } = call;
    const row = requireVersion(world, service, subject_name, version_id);
    const level = effectiveCompatibility(world, service, subject_name);
    const next = sourceOf(world, service, { schema, schemaType, references: [] });
    const messages = incompatibilities(level, next, sourcesOf(world, service, [row]));
    return { is_compatible: messages.length === 0, messages };
  },

  ServiceSchemaRegistryGlobalConfigGet: (input, call) => {
    const service = requireRegistry(call, input);
    return { compatibilityLevel: compatibilityOf(call.world, service) ?? "BACKWARD" };
  },

  ServiceSchemaRegistryGlobalConfigPut: (input, call) => {
    const service = requireRegistry(call, input);
    recordOn(call, service, "schema_registry_config_update", `Set compatibility to ${input.compatibility}`);
    return { compatibility: setCompatibility(call.world, service, input.compatibility) };
  },

  ServiceSchemaRegistrySubjectConfigGet: (input, call) => {
    const service = requireRegistry(call, input);
    const { subject_name, global_default_fallback = false } = input;
    const own = compatibilityOf(call.world, service, subject_name);
    if (own === undefined && !global_default_fallback) {
      throw new ApiFailure(404, `Subject '${subject_name}' not found.`);
    }
    return { compatibilityLevel: own ?? effectiveCompatibility(call.world, service, subject_name) };
  },

  ServiceSchemaRegistrySubjectConfigPut: (input, call) => {
    const service = requireRegistry(call, input);
    const { subject_name, compatibility } = input;
    if (subject_name.trim() === "") throw badRequest("Invalid subject name");
    recordOn(
      call,
      service,
      "schema_registry_config_update",
      `Set compatibility of ${subject_name} to ${compatibility}`,
    );
    return { compatibility: setCompatibility(call.world, service, compatibility, subject_name) };
  },
};

/** The schema itself, which the description of these operations does not mention. */
function schemaAnswer(
  call: Call,
  service: ServiceRow,
  id: number | string,
): Pick<SchemaRow, "references" | "schema" | "schemaType"> & { readonly message?: string } {
  const { schema, schemaType, references } = requireSchemaRow(call.world, service, id);
  return { schema, schemaType, references };
}

function remove(call: Call, service: ServiceRow, rows: readonly SchemaVersionRow[], permanent: boolean): void {
  for (const { subject, version } of rows) {
    const [id] = referrers(call.world, service, subject, version);
    if (id === undefined) continue;
    throw new ApiFailure(
      422,
      `One or more references exist to the schema {magic=1,keytype=SCHEMA,subject=${subject},version=${version}}.`,
    );
  }
  const table = schemaVersions(call.world);
  for (const row of rows) {
    if (permanent) table.delete(versionKey(service, row));
    else table.patch(versionKey(service, row), { deleted: true });
  }
}

/** A version that was softly deleted, which is when it may go for good. */
function requireDeleted(call: Call, service: ServiceRow, subject: string, version_id: string): SchemaVersionRow {
  const versions = versionsOf(call.world, service, subject);
  const number = versionNumber(version_id);
  const row = number === undefined ? versions.at(-1) : versions.find(({ version }) => version === number);
  if (!row) throw new ApiFailure(404, `Version ${version_id} not found.`);
  if (!row.deleted) throw notDeleted(`Subject '${subject}' Version ${row.version}`);
  return row;
}

function notDeleted(what: string): ApiFailure {
  return new ApiFailure(404, `${what} was not deleted first before being permanently deleted`);
}
