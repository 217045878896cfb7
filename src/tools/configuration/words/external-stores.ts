import type { WordsByPath } from "../words.js";

/** Words for endpoints that name a database, broker or bucket outside. */
export const externalStores = {
  external_aws_s3: {
    url: { text: "Address of the bucket and the folder in it." },
    access_key_id: { text: "Access key ID of the AWS user." },
    secret_access_key: { text: "Secret access key of that user." },
  },
  external_azure_blob_storage: {
    connection_string: { text: "Connection string of the storage account." },
    container: { text: "Name of the container." },
    blob_path: { text: "Blobs to read, with wildcards." },
  },
  external_clickhouse: {
    host: { text: "Host name of the ClickHouse server." },
    port: { text: "Secure native port of the server." },
    username: { text: "User to log in with." },
    password: { text: "Password of that user." },
  },
  external_kafka: {
    bootstrap_servers: { text: "First brokers to ask, as host:port, separated by commas.", aka: ["brokers"] },
    security_protocol: { text: "Whether connections are encrypted and how clients log in.", aka: ["sasl_ssl"] },
    sasl_mechanism: { text: "Way of logging in with SASL." },
    sasl_plain_username: { text: "User name for SASL." },
    sasl_plain_password: { text: "Password for SASL." },
    ssl_ca_cert: { text: "Certificate of the authority to trust, as PEM." },
    ssl_client_cert: { text: "Client certificate to log in with, as PEM.", aka: ["mtls"] },
    ssl_client_key: { text: "Private key of the client certificate, as PEM." },
    ssl_endpoint_identification_algorithm: {
      text: "Checks that certificates bear the brokers' names; left out, it does not.",
    },
  },
  external_mysql: {
    host: { text: "Host name of the MySQL server." },
    port: { text: "Port of the server." },
    username: { text: "User to log in with." },
    password: { text: "Password of that user." },
    ssl_mode: { text: "How the server's certificate is checked." },
    ssl_root_cert: { text: "Certificate of the authority to trust, as PEM." },
  },
  external_object_storage_config: {
    storage_type: { text: "Kind of object storage: S3, Google or Azure." },
    bucket_name: { text: "Name of the bucket or container." },
    prefix: { text: "Folder inside the bucket." },
    region: { text: "Region of the bucket." },
    host: { text: "Host of the storage, where it is not the usual one.", aka: ["minio", "s3 compatible"] },
    port: { text: "Port of that host." },
    aws_access_key_id: { text: "Access key ID, for S3." },
    aws_secret_access_key: { text: "Secret access key, for S3." },
    project_id: { text: "Google Cloud project, for Google." },
    credentials: { text: "Key of a service account as JSON text, for Google." },
    account_name: { text: "Name of the storage account, for Azure." },
    account_key: { text: "Key of the storage account, for Azure." },
  },
  external_postgresql: {
    host: { text: "Host name of the PostgreSQL server." },
    port: { text: "Port of the server." },
    username: { text: "User to log in with." },
    password: { text: "Password of that user." },
    default_database: { text: "Database to log in to." },
    ssl_mode: {
      text: "How far encryption and the server's certificate are insisted on.",
      effect: "Below verify-full somebody in between can read along.",
    },
    ssl_root_cert: { text: "Certificate of the authority to trust, as PEM." },
    ssl_client_certificate: { text: "Client certificate to log in with, as PEM." },
    ssl_client_key: { text: "Private key of the client certificate, as PEM." },
  },
} satisfies Record<string, WordsByPath>;
