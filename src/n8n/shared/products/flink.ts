import type { Product } from "./product.js";

export const aivenFlink = {
  name: "aivenFlink",
  displayName: "Aiven for Apache Flink",
  description: "Work with applications, versions, deployments and jobs of Aiven for Apache Flink",
  resources: {
    Application: {
      Create: "ServiceFlinkCreateApplication",
      Delete: "ServiceFlinkDeleteApplication",
      Get: "ServiceFlinkGetApplication",
      "Get Many": "ServiceFlinkListApplications",
      Update: "ServiceFlinkUpdateApplication",
    },
    "Application Version": {
      Create: "ServiceFlinkCreateApplicationVersion",
      Delete: "ServiceFlinkDeleteApplicationVersion",
      Get: "ServiceFlinkGetApplicationVersion",
      Validate: "ServiceFlinkValidateApplicationVersion",
    },
    Cluster: {
      Get: "ServiceFlinkOverview",
    },
    Deployment: {
      Cancel: "ServiceFlinkCancelApplicationDeployment",
      Create: "ServiceFlinkCreateApplicationDeployment",
      Delete: "ServiceFlinkDeleteApplicationDeployment",
      Get: "ServiceFlinkGetApplicationDeployment",
      "Get Many": "ServiceFlinkListApplicationDeployments",
      "Stop with Savepoint": "ServiceFlinkStopApplicationDeployment",
    },
    "JAR Application": {
      Create: "ServiceFlinkCreateJarApplication",
      Delete: "ServiceFlinkDeleteJarApplication",
      Get: "ServiceFlinkGetJarApplication",
      "Get Many": "ServiceFlinkListJarApplications",
      Update: "ServiceFlinkUpdateJarApplication",
    },
    "JAR Application Version": {
      Create: "ServiceFlinkCreateJarApplicationVersion",
      Delete: "ServiceFlinkDeleteJarApplicationVersion",
      Get: "ServiceFlinkGetJarApplicationVersion",
    },
    "JAR Deployment": {
      Cancel: "ServiceFlinkCancelJarApplicationDeployment",
      Create: "ServiceFlinkCreateJarApplicationDeployment",
      Delete: "ServiceFlinkDeleteJarApplicationDeployment",
      Get: "ServiceFlinkGetJarApplicationDeployment",
      "Get Many": "ServiceFlinkListJarApplicationDeployments",
      "Stop with Savepoint": "ServiceFlinkStopJarApplicationDeployment",
    },
    Job: {
      Get: "ServiceFlinkJobDetails",
      "Get Many": "ServiceFlinkJobsList",
    },
  },
} as const satisfies Product;
