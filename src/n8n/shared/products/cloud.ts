import type { Product } from "./product.js";

export const aivenCloud = {
  name: "aivenCloud",
  displayName: "Aiven Cloud",
  description: "Look up clouds, plans, prices and versions; work with custom clouds, encryption keys and applications",
  resources: {
    Application: {
      "Get Metrics": "ApplicationMetricsGet",
      Redeploy: "ApplicationRedeploy",
    },
    Cloud: {
      "Get Many": "ListClouds",
      "Get Many in Project": "ListProjectClouds",
      "Get Many with Free Plans": "ConsoleFreePlanAvailabilityGet",
    },
    "Custom Cloud": {
      Create: "CustomCloudEnvironmentCreate",
      Delete: "CustomCloudEnvironmentDelete",
      Get: "CustomCloudEnvironmentGet",
      "Get Many": "CustomCloudEnvironmentList",
      "Get Permissions": "CustomCloudEnvironmentPermissionsGet",
      "Get Terraform Template": "CustomCloudEnvironmentTerraformTemplateGet",
      "Get Terraform Variables": "CustomCloudEnvironmentTerraformVariablesGet",
      Provision: "CustomCloudEnvironmentProvision",
      "Set Permissions": "CustomCloudEnvironmentPermissionsSet",
      Update: "CustomCloudEnvironmentUpdate",
    },
    "Encryption Key": {
      "Check Access": "CMKAccessCheckTrigger",
      Create: "CMKCreate",
      Delete: "CMKDelete",
      Get: "CMKGet",
      "Get Accessors": "CMKAccessorsList",
      "Get Many": "CMKList",
      "Get Services": "CMKServiceAssociationsList",
      Update: "CMKUpdate",
    },
    "Git Account": {
      Connect: "ApplicationVcsIntegrationInitialize",
      "Get Branches": "ApplicationVcsIntegrationRepositoryBranchList",
      "Get Container Files": "ApplicationVcsIntegrationRepositoryContainerManifestFileList",
      "Get Many": "ApplicationVcsIntegrationList",
      "Get Repositories": "ApplicationVcsIntegrationRepositoryList",
      "Scan Container File": "ApplicationVcsIntegrationRepositoryContainerManifestScan",
    },
    Plan: {
      Get: "ProjectServicePlanSpecsGet",
      "Get Inkless Offerings": "InklessOfferingList",
      "Get Inkless Prices": "InklessPricingRateList",
      "Get Many": "ProjectServicePlanList",
      "Get Price": "ProjectServicePlanPriceGet",
    },
    Plugin: {
      "Get OpenSearch Plugins": "OsAvailablePlugins",
      "Get PostgreSQL Extensions": "PgAvailableExtensions",
    },
    "Service Type": {
      Get: "ProjectServiceTypesGet",
      "Get Many": "ListPublicServiceTypes",
      "Get Many in Project": "ProjectServiceTypesList",
      "Get Many in Project with Plans": "ListProjectServiceTypes",
    },
    "Service Version": {
      "Get Many": "ListServiceVersions",
      "Get Many in Account": "AccountServiceVersionList",
    },
  },
} as const satisfies Product;
