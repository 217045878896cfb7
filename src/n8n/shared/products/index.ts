import { aivenAccount } from "./account.js";
import { aiven } from "./aiven.js";
import { aivenBilling } from "./billing.js";
import { aivenCloud } from "./cloud.js";
import { aivenFlink } from "./flink.js";
import { aivenKafka } from "./kafka.js";
import { aivenNetwork } from "./network.js";
import { aivenOpenSearch } from "./opensearch.js";
import { aivenOrganization } from "./organization.js";
import type { Product } from "./product.js";
import { aivenSql } from "./sql.js";

export type { Product } from "./product.js";

/**
 * The nodes. A test holds that each operation that is not deprecated has one place among them, and that no node outgrows
 * what a person can look through.
 */
export const PRODUCTS = {
  aiven,
  aivenAccount,
  aivenBilling,
  aivenCloud,
  aivenFlink,
  aivenKafka,
  aivenNetwork,
  aivenOpenSearch,
  aivenOrganization,
  aivenSql,
} as const satisfies Readonly<Record<string, Product>>;
