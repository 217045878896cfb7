import type { INodeProperties } from "n8n-workflow";
import type { Schema } from "../../core/catalogue/index.js";
import { isSecretKey } from "../../core/redact.js";
import { fieldWords, type Operation } from "../../tools/operation.js";
import { locatorOf, modesOf } from "./locators.js";
import { type FieldOfOperation, parameterName, titleCase } from "./placed-operation.js";

/** The property with which a person fills in a field. */
export function propertyOf(operation: Operation, { field, schema, place, inPath }: FieldOfOperation): INodeProperties {
  const displayName = displayNameOf(field);
  const description = describe(operation, field, schema);
  const base = { displayName, name: parameterName(field), ...(description === displayName ? {} : { description }) };
  // The project may come from the credential.
  const required = place !== "optional" && field !== "project" ? { required: true } : {};
  const locator = locatorOf(field, inPath);
  if (locator) {
    return {
      ...base,
      ...required,
      type: "resourceLocator",
      default: { mode: "list", value: "" },
      modes: modesOf(locator),
    };
  }
  return { ...base, ...required, ...typed(field, schema) } as INodeProperties;
}

function typed(field: string, schema: Schema): Partial<INodeProperties> {
  if (schema.enum) {
    const options = schema.enum.map((value) => ({ name: value, value }));
    return { type: "options", options, default: schema.enum[0] ?? "" };
  }
  switch (schema.type) {
    case "boolean":
      return { type: "boolean", default: false };
    case "integer":
    case "number": {
      if (schema.format === "int64") return { type: "string", default: "" };
      const { minimum, maximum } = schema;
      const limits = {
        ...(minimum === undefined ? {} : { minValue: minimum }),
        ...(maximum === undefined ? {} : { maxValue: maximum }),
      };
      const typeOptions = Object.keys(limits).length > 0 ? { typeOptions: limits } : {};
      return { type: "number", default: minimum ?? 0, ...typeOptions };
    }
    case "array":
      if (isTextList(schema)) return { type: "string", default: "", placeholder: "e.g. one, two" };
      return { type: "json", default: "[]" };
    case "object":
      return { type: "json", default: "{}" };
    default: {
      if (schema.format === "binary")
        return { type: "string", default: "data", hint: "The name of the input field with the file" };
      const secret = isSecretKey(field) ? { typeOptions: { password: true } } : {};
      return { type: "string", default: "", ...secret };
    }
  }
}

/** A list of plain texts can be written with commas between them. */
export function isTextList({ type, items }: Schema): boolean {
  return type === "array" && items?.type === "string" && !items.enum;
}

const CAPITALS: Readonly<Record<string, string>> = {
  acl: "ACL",
  acls: "ACLs",
  api: "API",
  arn: "ARN",
  aws: "AWS",
  cidr: "CIDR",
  cidrs: "CIDRs",
  cmk: "CMK",
  id: "ID",
  ids: "IDs",
  idp: "IdP",
  iam: "IAM",
  ip: "IP",
  ips: "IPs",
  json: "JSON",
  kms: "KMS",
  mb: "MB",
  ms: "MS",
  oauth: "OAuth",
  os: "OS",
  otp: "OTP",
  pg: "PG",
  saml: "SAML",
  scim: "SCIM",
  sql: "SQL",
  tls: "TLS",
  ttl: "TTL",
  uri: "URI",
  url: "URL",
  uuid: "UUID",
  vat: "VAT",
  vpc: "VPC",
  dbname: "Database Name",
  vcs: "VCS",
};

/** `project_vpc_id` → `Project VPC ID`. */
export function displayNameOf(field: string): string {
  const spaced = field.replace(/([a-z])([A-Z])/g, "$1 $2");
  const words = spaced.split(/[_.\s-]+/).map((word) => CAPITALS[word.toLowerCase()] ?? word.toLowerCase());
  return titleCase(words.join(" "));
}

/** Our words for a field in n8n's form: no full stop after a single sentence, "Whether" for a switch. */
function describe(operation: Operation, field: string, schema: Schema): string {
  const words = fieldWords(operation, field) ?? displayNameOf(field);
  const own = words.replace(/[;,] see [A-Z]\w+( for [^.;]*)?/g, "").replace(/\s*\(see [A-Z]\w+\)/g, "");
  const whole = schema.type === "boolean" && !own.startsWith("Whether") ? `Whether this holds: ${own}` : own;
  const sentences = whole.split(/\.\s+/).length;
  return sentences === 1 ? whole.replace(/\.$/, "") : whole;
}
