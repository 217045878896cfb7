/** Words that have a spelling of their own: acronyms and names. */
const SPELLINGS: Readonly<Record<string, string>> = {
  acl: "ACL",
  acls: "ACLs",
  adfs: "ADFS",
  alertmanager: "Alertmanager",
  allowlist: "Allow-List",
  api: "API",
  arn: "ARN",
  authn: "Authentication",
  authz: "Authorization",
  aws: "AWS",
  bigquery: "BigQuery",
  cidr: "CIDR",
  cidrs: "CIDRs",
  clickhouse: "ClickHouse",
  cloudwatch: "CloudWatch",
  cmk: "CMK",
  config: "Configuration",
  datahub: "DataHub",
  db: "Database",
  dbname: "Database Name",
  dest: "Destination",
  dns: "DNS",
  doc: "Documentation",
  dsa: "DSA",
  elasticsearch: "Elasticsearch",
  filetype: "File Type",
  filename: "File Name",
  gcp: "Google Cloud",
  github: "GitHub",
  hipaa: "HIPAA",
  http: "HTTP",
  id: "ID",
  ids: "IDs",
  iam: "IAM",
  idp: "IdP",
  insync: "In-Sync",
  ip: "IP",
  ips: "IPs",
  ipsec: "IPsec",
  json: "JSON",
  jsonschema: "JSON Schema",
  kms: "KMS",
  mb: "MB",
  mcp: "MCP",
  mirrormaker: "MirrorMaker",
  ms: "MS",
  mysql: "MySQL",
  oauth: "OAuth",
  oci: "Oracle Cloud",
  opensearch: "OpenSearch",
  os: "OS",
  otp: "OTP",
  pg: "PostgreSQL",
  pid: "Process ID",
  postgresql: "PostgreSQL",
  privatelink: "PrivateLink",
  readwrite: "Read and Write",
  rsa: "RSA",
  s3: "S3",
  saml: "SAML",
  scim: "SCIM",
  sha: "SHA",
  sha1: "SHA-1",
  sha2: "SHA-2",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
  sql: "SQL",
  stresstester: "Stress Tester",
  sumologic: "Sumo Logic",
  thanoscompactor: "Thanos Compactor",
  thanosquery: "Thanos Query",
  thanosruler: "Thanos Ruler",
  thanosstore: "Thanos Store",
  tls: "TLS",
  ttl: "TTL",
  uri: "URI",
  url: "URL",
  uuid: "UUID",
  vat: "VAT",
  vcs: "Git",
  vmalert: "vmalert",
  vpc: "VPC",
  wordnet: "WordNet",
};

/** Names that no rule gives. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  allow_unclean_poweroff: "Allow Unclean Power-Off",
  disk_space_mb: "Disk Space (MB)",
  do_not_store: "Do Not Store Details",
  lc_collate: "Collation (LC_COLLATE)",
  lc_ctype: "Character Type (LC_CTYPE)",
  max_age_seconds: "Max Age (Seconds)",
  // The node has an Operation and a Resource of its own.
  operation: "Action",
  resource: "Resource Identifier",
  retention_ms: "Retention (Ms)",
  timeout: "Timeout (Ms)",
  two_factor_required: "Two-Factor Required",
};

const SMALL = new Set(["a", "an", "the", "of", "to", "by", "in", "with", "for", "and", "or", "on", "from", "at", "as"]);

/** What the person reads for a field: `project_vpc_id` → `Project VPC ID`. */
export function displayNameOf(field: string): string {
  return Object.hasOwn(FIELD_NAMES, field) ? (FIELD_NAMES[field] ?? field) : titleOf(field);
}

/** Values whose words say less than they should. */
const VALUE_NAMES: Readonly<Record<string, string>> = {
  "application/java-archive": "JAR",
  "application/zip": "ZIP",
  "compact,delete": "Compact and Delete",
  crit: "Critical",
  emerg: "Emergency",
  err: "Error",
  "org.apache.kafka.connect.mirror.DefaultReplicationPolicy": "Default (With the Source's Alias in Front)",
  "org.apache.kafka.connect.mirror.IdentityReplicationPolicy": "Identity (Unchanged)",
  pci_dss: "PCI DSS",
};

/** What the person reads for a value of a choice: `external_aws_s3` → `External AWS S3`, `user_id:desc` → `User ID (Descending)`. */
export function optionNameOf(value: string): string {
  if (Object.hasOwn(VALUE_NAMES, value)) return VALUE_NAMES[value] ?? value;
  const [, column, direction] = /^(\w+):(asc|desc)$/.exec(value) ?? [];
  if (column !== undefined) return `${titleOf(column)} (${direction === "asc" ? "Ascending" : "Descending"})`;
  if (value === "asc" || value === "desc") return value === "asc" ? "Ascending" : "Descending";
  // Versions stay; so do currencies, which are codes.
  if (/^[\d.]+$/.test(value) || /^[A-Z]{3}$/.test(value)) return value;
  return titleOf(/^[A-Z_]+$/.test(value) ? value.toLowerCase() : value);
}

function titleOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[_.\s-]+/);
  return words.map((word, index) => spelled(word.toLowerCase(), index, words.length)).join(" ");
}

/** In n8n's title case; the first word and the last are never small. */
function spelled(word: string, index: number, count: number): string {
  if (Object.hasOwn(SPELLINGS, word)) return SPELLINGS[word] ?? word;
  if (index > 0 && index < count - 1 && SMALL.has(word)) return word;
  return word.charAt(0).toUpperCase() + word.slice(1);
}
