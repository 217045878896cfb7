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
      "Karapace permissions",
      "grant access to Avro definitions",
      "who may register schemas",
      "authorize a producer",
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
    aka: ["revoke Karapace permissions", "take away access to Avro definitions", "block a producer from schemas"],
    risk: "destructive",
    marks: ["auth-change"],
    view: ["acl[].id", "acl[].username", "acl[].permission", "acl[].resource"],
    notes: ["Answers with the entries that are left."],
    fields: { schema_registry_acl_id: "Id of the entry; see ServiceSchemaRegistryAclList." },
  },
  ServiceSchemaRegistryAclList: {
    title: "List schema registry ACL entries",
    summary: "Lists which service users may read or write which schema subjects.",
    aka: ["Karapace permissions", "who may register Avro definitions", "registry access rights"],
    risk: "read",
    view: ["acl[].id", "acl[].username", "acl[].permission", "acl[].resource"],
  },
  ServiceSchemaRegistryCompatibility: {
    title: "Check a schema's compatibility",
    summary: "Tests whether a schema may follow a registered version of its subject, and says what stands in the way.",
    aka: ["can I add a field", "will this break consumers", "validate an Avro change", "schema evolution dry run"],
    risk: "read",
    because: "A POST that only compares.",
    fields: {
      version_id: "Number of the registered version to compare with; see ServiceSchemaRegistrySubjectVersionsGet.",
    },
  },
  ServiceSchemaRegistryGlobalConfigGet: {
    title: "Get the global schema compatibility",
    summary: "Shows the compatibility level that holds for subjects without one of their own.",
    aka: ["Karapace default setting", "schema evolution rule", "backward or forward"],
    risk: "read",
  },
  ServiceSchemaRegistryGlobalConfigPut: {
    title: "Set the global schema compatibility",
    summary: "Changes the compatibility level for all subjects that have none of their own.",
    aka: ["Karapace default setting", "schema evolution rule", "allow breaking changes", "stricter checks"],
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
    aka: ["decode a message", "what does this id in the payload mean", "Avro definition by number", "Karapace lookup"],
    risk: "read",
    fields: { schema_id: "Id that the registry gave to the schema; unique over all subjects." },
  },
  ServiceSchemaRegistrySubjectConfigGet: {
    title: "Get a subject's schema compatibility",
    summary: "Shows which compatibility level new versions of a subject must keep.",
    aka: ["schema evolution rule of a topic", "why is my Avro change refused", "Karapace setting"],
    risk: "read",
    fields: {
      global_default_fallback: "Whether to answer with the global level where the subject has none of its own.",
    },
  },
  ServiceSchemaRegistrySubjectConfigPut: {
    title: "Set a subject's schema compatibility",
    summary: "Changes which compatibility level new versions of one subject must keep.",
    aka: ["schema evolution rule of a topic", "allow a breaking Avro change", "Karapace setting", "stricter checks"],
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
    aka: ["remove the Avro definitions of a topic", "clean up Karapace", "unregister a schema"],
    risk: "destructive",
    notes: [TWICE],
  },
  ServiceSchemaRegistrySubjectVersionDelete: {
    title: "Delete a version of a schema",
    summary: "Deletes one version of a subject: softly, or with permanent so that nothing is left of it.",
    aka: ["take back a bad Avro definition", "unregister", "clean up Karapace"],
    risk: "destructive",
    notes: [TWICE],
  },
  ServiceSchemaRegistrySubjectVersionGet: {
    title: "Get a version of a schema",
    summary: "Shows the schema that a version of a subject holds, with its id, type and references.",
    aka: ["Avro definition of a topic", "fields of a message", "proto file", "JSON schema", "Karapace lookup"],
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
      "publish an Avro definition",
      "upload a proto file",
      "add a field to a message",
      "new JSON schema",
      "Karapace",
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
    aka: ["raw Avro definition", "only the JSON of it"],
    risk: "read",
    instead: "ServiceSchemaRegistrySubjectVersionGet",
  },
  ServiceSchemaRegistrySubjectVersionsGet: {
    title: "List versions of a schema subject",
    summary: "Lists the numbers of the schema versions that a subject has.",
    aka: ["schema history", "newest Avro definition of a topic", "how often did it change", "Karapace"],
    risk: "read",
  },
  ServiceSchemaRegistrySubjects: {
    title: "List schema subjects",
    summary: "Lists the subjects under which schemas are registered.",
    aka: ["which Avro definitions exist", "which topics are typed", "Karapace contents", "event catalogue"],
    risk: "read",
  },
};
