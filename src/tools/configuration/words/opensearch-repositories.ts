import type { ParameterWords } from "../words.js";
import { below } from "./below.js";

/** Words for a place that snapshots are read from or written to. */
const REPOSITORY = {
  base_path: { text: "Folder inside the bucket or container." },
  chunk_size: { text: "Size from which files are split.", unit: "size, as 1gb" },
  compress: { text: "Stores the snapshots' metadata compressed." },
  max_restore_bytes_per_sec: { text: "How fast one node may restore.", unit: "size per second, as 40mb" },
  max_snapshot_bytes_per_sec: { text: "How fast one node may write a snapshot.", unit: "size per second, as 40mb" },
  readonly: { text: "Only reads snapshots there, never writes any." },
} satisfies Record<string, ParameterWords>;

const S3 = {
  access_key: { text: "AWS access key ID for the bucket." },
  secret_key: { text: "AWS secret access key for the bucket." },
  bucket: { text: "Name of the bucket." },
  endpoint: { text: "Address of the storage, where it is not AWS itself.", aka: ["minio", "s3 compatible"] },
  region: { text: "Region of the bucket." },
  server_side_encryption: { text: "Has the storage encrypt what is written." },
} satisfies Record<string, ParameterWords>;

const AZURE = {
  account: { text: "Name of the Azure storage account." },
  container: { text: "Name of the Azure container." },
  endpoint_suffix: { text: "End of the account's address, where it is not the usual cloud." },
  key: { text: "Key of the Azure storage account; this or a SAS token." },
  sas_token: { text: "Shared access signature for the Azure storage." },
} satisfies Record<string, ParameterWords>;

const CREDENTIALS = {
  credentials: { text: "Key of the Google service account, as its JSON file has it." },
  "credentials.auth_provider_x509_cert_url": { text: "auth_provider_x509_cert_url of the key file." },
  "credentials.auth_uri": { text: "auth_uri of the key file." },
  "credentials.client_email": { text: "Mail address of the service account." },
  "credentials.client_id": { text: "ID of the service account." },
  "credentials.client_x509_cert_url": { text: "client_x509_cert_url of the key file." },
  "credentials.hmac_access_id": { text: "Access ID of an HMAC key." },
  "credentials.hmac_secret": { text: "Secret of an HMAC key." },
  "credentials.private_key": { text: "Private key of the service account." },
  "credentials.private_key_id": { text: "ID of the private key." },
  "credentials.project_id": { text: "Google project of the service account." },
  "credentials.token_uri": { text: "token_uri of the key file." },
  "credentials.type": { text: "Kind of key file: service_account." },
  "credentials.universe_domain": { text: "universe_domain of the key file." },
} satisfies Record<string, ParameterWords>;

/** What a migration has beyond the repository that it reads from. */
const RESTORE = {
  include_aliases: { text: "Restores the aliases of the indexes as well." },
  indices: { text: "Indexes to restore: names or patterns, separated by commas." },
  restore_global_state: { text: "Restores cluster-wide state such as templates as well." },
  snapshot_name: { text: "Name of the snapshot to restore." },
} satisfies Record<string, ParameterWords>;

const GCS_MIGRATION = {
  bucket: { text: "Name of the Google bucket." },
  credentials: { text: "Key of the Google service account, as JSON text." },
} satisfies Record<string, ParameterWords>;

/** Words for repositories of snapshots and for restoring one from elsewhere. */
export const opensearchRepositories = {
  custom_keystores: {
    text: "Credentials for snapshot repositories of your own, by name.",
    aka: ["keystore", "repository credentials"],
  },
  "custom_keystores[].name": { text: "Name by which repositories use the credentials." },
  "custom_keystores[].type": { text: "Whose credentials these are: S3, Google or Azure." },
  "custom_keystores[].settings": { text: "The credentials; which ones depends on the type." },
  ...below("custom_keystores[].settings.", {
    ...CREDENTIALS,
    access_key: S3.access_key,
    secret_key: S3.secret_key,
    account: AZURE.account,
    key: AZURE.key,
    sas_token: AZURE.sas_token,
  }),
  custom_repos: {
    text: "Snapshot repositories of your own, in a bucket or container that you pay for.",
    aka: ["own snapshots", "backup to my bucket", "snapshot repository"],
  },
  "custom_repos[].name": { text: "Name of the repository." },
  "custom_repos[].type": { text: "Kind of storage: S3, Google or Azure." },
  "custom_repos[].settings": { text: "Where the storage is and how to get in; which ones depends on the type." },
  ...below("custom_repos[].settings.", { ...REPOSITORY, ...S3, ...AZURE, ...CREDENTIALS }),
  s3_migration: {
    text: "Restores a snapshot from an S3 bucket into this service.",
    aka: ["migrate from aws opensearch", "import from s3", "restore a snapshot from s3"],
  },
  ...below("s3_migration.", { ...REPOSITORY, ...S3, ...RESTORE }),
  gcs_migration: {
    text: "Restores a snapshot from a Google bucket into this service.",
    aka: ["import from gcs", "google cloud storage"],
  },
  ...below("gcs_migration.", { ...REPOSITORY, ...RESTORE, ...GCS_MIGRATION }),
  azure_migration: {
    text: "Restores a snapshot from an Azure container into this service.",
    aka: ["import from azure blob storage"],
  },
  ...below("azure_migration.", { ...REPOSITORY, ...AZURE, ...RESTORE }),
};
