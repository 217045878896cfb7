import type { Product } from "./product.js";

export const aivenSql = {
  name: "aivenSql",
  displayName: "Aiven for PostgreSQL, MySQL and ClickHouse",
  description: "Work with queries, connection pools, databases and users of Aiven's SQL services",
  resources: {
    "ClickHouse Database": {
      Create: "ServiceClickHouseDatabaseCreate",
      Delete: "ServiceClickHouseDatabaseDelete",
      "Get Many": "ServiceClickHouseDatabaseList",
    },
    "ClickHouse Query": {
      Execute: "ServiceClickHouseQuery",
      "Get Many": "ServiceClickHouseCurrentQueries",
      "Get Statistics": "ServiceClickHouseQueryStats",
    },
    "ClickHouse Tiered Storage": {
      Get: "ServiceClickHouseTieredStorageSummary",
    },
    "ClickHouse User": {
      Create: "ServiceClickHouseUserCreate",
      Delete: "ServiceClickHouseUserDelete",
      "Get Many": "ServiceClickHouseUserList",
      "Reset Password": "ServiceClickHousePasswordReset",
    },
    "Connection Pool": {
      Create: "ServicePGBouncerCreate",
      Delete: "ServicePGBouncerDelete",
      Update: "ServicePGBouncerUpdate",
    },
    "MySQL Query": {
      "Get Metadata Statement": "MySQLServiceDatabaseMetadataQuery",
      "Get Statistics": "MySQLServiceQueryStatistics",
      Optimize: "MySQLAccountQueryOptimize",
      Validate: "MySQLServiceQueryValidate",
      "Validate Metadata": "MySQLServiceMetadataValidate",
    },
    "PostgreSQL Extension": {
      "Get Many": "PGServiceAvailableExtensions",
    },
    "PostgreSQL Query": {
      "Get Metadata Statement": "PGServiceDatabaseMetadataQuery",
      "Get Statistics": "PGServiceQueryStatistics",
      Optimize: "PGAccountQueryOptimize",
      Validate: "PGServiceQueryValidate",
      "Validate Metadata": "PGServiceMetadataValidate",
    },
  },
} as const satisfies Product;
