import type { Method } from "../core/catalogue/index.js";

const SERVICE = "/v1/project/{project}/service/{service_name}";

/**
 * Paths that the provider's own tools still know and that ended with what they were for: Elasticsearch, AlloyDB Omni, and
 * Flink jobs before there were applications.
 */
export const RETIRED: readonly { readonly methods: readonly Method[]; readonly path: string }[] = [
  { methods: ["GET", "PUT"], path: `${SERVICE}/elasticsearch/acl` },
  { methods: ["GET", "POST", "DELETE"], path: `${SERVICE}/alloydbomni/google_cloud_private_key` },
  { methods: ["POST"], path: `${SERVICE}/flink/job` },
  { methods: ["POST"], path: `${SERVICE}/flink/job/validate` },
  { methods: ["GET", "PATCH"], path: `${SERVICE}/flink/proxy/v1/jobs/{job_id}` },
  { methods: ["POST", "GET"], path: `${SERVICE}/flink/application/{application_id}/query` },
  { methods: ["GET", "DELETE"], path: `${SERVICE}/flink/application/{application_id}/query/{query_id}` },
  { methods: ["PATCH"], path: `${SERVICE}/flink/application/{application_id}/query/{query_id}/cancel_job` },
];
