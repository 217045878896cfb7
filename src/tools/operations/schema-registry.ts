import type { FamilyWords } from "../words.js";

type Ids = Extract<keyof FamilyWords<"kafka">, `ServiceSchemaRegistry${string}`>;

const NONE = (value: unknown) => value === "NONE";
const TWICE = "A permanent deletion works only on what was deleted softly before, so it takes two calls.";

/** Words for the schema registry (Karapace) of a Kafka service. */
export const schemaRegistry: Pick<FamilyWords<"kafka">, Ids> = {
  ServiceSchemaRegistryAclAdd: {
    title: "Add a schema registry ACL entry",
    summary: "Lets service users that match a pattern read or write schema subjects, or the global compatibility.",
    aka: [
      "grant karapace permissions",
      "grant access to avro definitions",
      "let a user register schemas",
      "authorize a producer on the schema registry",
      "read only rights on schema subjects",
      "registry returns 403, allow user",
      "global compatibility rights for a user",
    ],
    risk: "write",
    marks: ["auth-change"],
    view: ["acl[].id", "acl[].username", "acl[].permission", "acl[].resource"],
    notes: [
      "Answers with all entries, the new one among them.",
      "Entries count only where schema registry authorization is on; older services may have it off.",
    ],
    fields: {
      permission: "schema_registry_read, or schema_registry_write, which includes reading.",
      resource: "Subject:NAME for a subject, Config: for the global settings; * and ? are wildcards.",
      username: "Name of the service user; * stands for any text, ? for one character.",
    },
  },
  ServiceSchemaRegistryAclDelete: {
    title: "Delete a schema registry ACL entry",
    summary: "Removes an entry, so that the service users it matched lose that access to schema subjects.",
    aka: [
      "revoke karapace permissions",
      "take away access to avro definitions",
      "block a producer from schemas",
      "remove schema registry rights",
      "user may no longer register schemas",
    ],
    risk: "destructive",
    marks: ["auth-change"],
    view: ["acl[].id", "acl[].username", "acl[].permission", "acl[].resource"],
    notes: ["Answers with the entries that are left."],
    fields: { schema_registry_acl_id: "Id of the entry; see ServiceSchemaRegistryAclList." },
  },
  ServiceSchemaRegistryAclList: {
    title: "List schema registry ACL entries",
    summary: "Lists which service users may read or write which schema subjects.",
    aka: [
      "karapace permissions",
      "who may register avro definitions",
      "schema registry access rights",
      "who can read schemas",
      "registry 403, which rules apply",
    ],
    risk: "read",
    view: ["acl[].id", "acl[].username", "acl[].permission", "acl[].resource"],
  },
  ServiceSchemaRegistryCompatibility: {
    title: "Check a schema's compatibility",
    summary: "Tests whether a schema may follow a registered version of its subject, and says what stands in the way.",
    aka: [
      "can i add a field",
      "will this break consumers",
      "validate an avro change",
      "schema evolution dry run",
      "test new schema before registering",
      "is this schema backward compatible",
      "incompatible schema, why",
      "safe to remove a field",
    ],
    risk: "read",
    because: "A POST that only compares.",
    fields: {
      version_id: "Number of the registered version to compare with; see ServiceSchemaRegistrySubjectVersionsGet.",
    },
  },
  ServiceSchemaRegistryGlobalConfigGet: {
    title: "Get the global schema compatibility",
    summary: "Shows the compatibility level that holds for subjects without one of their own.",
    aka: [
      "karapace default compatibility",
      "default schema evolution rule",
      "is registry backward or forward by default",
      "global compatibility mode",
      "which level applies to new subjects",
    ],
    risk: "read",
  },
  ServiceSchemaRegistryGlobalConfigPut: {
    title: "Set the global schema compatibility",
    summary: "Changes the compatibility level for all subjects that have none of their own.",
    aka: [
      "change karapace default compatibility",
      "default schema evolution rule for all",
      "allow breaking changes everywhere",
      "stricter schema checks for all subjects",
      "registry wide full or none",
      "turn off compatibility checks globally",
    ],
    risk: "write",
    gates: [
      {
        field: "compatibility",
        when: NONE,
        because:
          "switches the check off for every subject without a level of its own: schemas that break consumers get in",
      },
    ],
  },
  ServiceSchemaRegistrySchemaGet: {
    title: "Get a schema by id",
    summary: "Shows the schema that a schema id stands for, whichever subject it was registered under.",
    aka: [
      "decode a message by schema id",
      "what does this id in the payload mean",
      "avro definition by number",
      "karapace lookup by id",
      "magic byte schema id",
      "schema id not found in deserializer",
    ],
    risk: "read",
    fields: { schema_id: "Id that the registry gave to the schema; unique over all subjects." },
  },
  ServiceSchemaRegistrySubjectConfigGet: {
    title: "Get a subject's schema compatibility",
    summary: "Shows which compatibility level new versions of a subject must keep.",
    aka: [
      "schema evolution rule of a topic",
      "why is my avro change refused",
      "karapace setting of one subject",
      "is this subject backward compatible only",
      "compatibility mode of a topic's schema",
    ],
    risk: "read",
    fields: {
      global_default_fallback: "Whether to answer with the global level where the subject has none of its own.",
    },
  },
  ServiceSchemaRegistrySubjectConfigPut: {
    title: "Set a subject's schema compatibility",
    summary: "Changes which compatibility level new versions of one subject must keep.",
    aka: [
      "change schema evolution rule of a topic",
      "allow a breaking avro change",
      "relax compatibility for one subject",
      "stricter checks for one topic's schema",
      "override registry default for a subject",
      "409 incompatible schema, loosen it",
    ],
    risk: "write",
    gates: [
      {
        field: "compatibility",
        when: NONE,
        because: "switches the check off for the subject: schemas that break consumers get in",
      },
    ],
  },
  ServiceSchemaRegistrySubjectDelete: {
    title: "Delete a schema subject",
    summary:
      "Deletes a subject with all its schema versions: softly, or with permanent so that nothing is left of them.",
    aka: [
      "remove the avro definitions of a topic",
      "clean up karapace subjects",
      "unregister a schema",
      "all schema versions of a subject gone",
      "purge subject permanently",
      "schemas of deleted topics",
    ],
    risk: "destructive",
    notes: [TWICE],
  },
  ServiceSchemaRegistrySubjectVersionDelete: {
    title: "Delete a version of a schema",
    summary: "Deletes one version of a subject: softly, or with permanent so that nothing is left of it.",
    aka: [
      "take back a bad avro definition",
      "unregister one version",
      "clean up old schema versions",
      "undo the last schema registration",
      "drop schema version 3",
    ],
    risk: "destructive",
    notes: [TWICE],
  },
  ServiceSchemaRegistrySubjectVersionGet: {
    title: "Get a version of a schema",
    summary: "Shows the schema that a version of a subject holds, with its id, type and references.",
    aka: [
      "avro definition of a topic",
      "fields of a message",
      "proto file of a topic",
      "json schema of an event",
      "karapace lookup by subject",
      "latest schema",
      "what do the events look like",
      "schema references",
    ],
    risk: "read",
    view: [
      "version.subject",
      "version.version",
      "version.id",
      "version.schemaType",
      "version.schema",
      "version.references",
    ],
  },
  ServiceSchemaRegistrySubjectVersionPost: {
    title: "Register a schema",
    summary:
      "Adds a schema to a subject as its next version, creating the subject where needed, and answers with the id.",
    aka: [
      "publish an avro definition",
      "upload a proto file",
      "add a field to a message",
      "new json schema",
      "karapace registration",
      "next version of a schema",
      "protobuf for a topic",
      "evolve an event schema",
      "define the format of events",
    ],
    risk: "write",
    notes: [
      "A schema that breaks the subject's compatibility level is refused: ServiceSchemaRegistryCompatibility tells beforehand.",
    ],
    fields: {
      references: "Registered schemas that this one refers to, each as name, subject and version.",
      "references.name": "Name by which the schema refers to the other one.",
      "references.subject": "Subject of the schema that is referred to.",
      "references.version": "Version of that subject.",
    },
  },
  ServiceSchemaRegistrySubjectVersionSchemaGet: {
    title: "Get the bare schema of a version",
    summary: "Answers with the text of a schema version and nothing around it; deprecated.",
    aka: ["raw avro definition", "only the json of a schema version"],
    risk: "read",
    instead: "ServiceSchemaRegistrySubjectVersionGet",
  },
  ServiceSchemaRegistrySubjectVersionsGet: {
    title: "List versions of a schema subject",
    summary: "Lists the numbers of the schema versions that a subject has.",
    aka: [
      "schema history",
      "version numbers of a subject",
      "how often did the schema change",
      "karapace versions",
      "which schema version is newest",
      "past revisions of an event schema",
    ],
    risk: "read",
  },
  ServiceSchemaRegistrySubjects: {
    title: "List schema subjects",
    summary: "Lists the subjects under which schemas are registered.",
    aka: [
      "which avro definitions exist",
      "which topics are typed",
      "karapace contents",
      "event catalogue",
      "all registered schemas",
      "names in the schema registry",
      "does a topic have a schema",
    ],
    risk: "read",
  },
};
