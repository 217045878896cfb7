import type { FamilyWords } from "../words.js";

const ACCOUNT = "Id of the connected Git account; see ApplicationVcsIntegrationList.";
const REPOSITORY = "Id of the repository; see ApplicationVcsIntegrationRepositoryList.";
const COMMIT = "Full commit hash; see ApplicationVcsIntegrationRepositoryBranchList.";
const PAGED = "Ask for the next page with cursor set to what next holds; no next means the last page.";

export const application: FamilyWords<"application"> = {
  ApplicationMetricsGet: {
    title: "Get an application's metrics",
    summary: "Shows the resource usage of an application that runs on Aiven Apps.",
    aka: ["CPU and memory of my app", "is the container overloaded", "load of a deployed web service", "monitoring"],
    risk: "read",
    notes: [
      "For services of type application; the other types have ServiceMetricsFetch.",
      "Known from the provider's own tools only, which do not describe the answer.",
    ],
  },
  ApplicationRedeploy: {
    title: "Redeploy an application",
    summary: "Builds the current commit of an application's branch again and puts it in place of what runs.",
    aka: ["rebuild my app", "ship the latest commit", "deploy again", "restart the container"],
    risk: "write",
    marks: ["async", "disruptive"],
    wait: "service",
    notes: ["Known from the provider's own tools only. An update without fields does not build anything."],
  },
  ApplicationVcsIntegrationInitialize: {
    title: "Connect a Git account",
    summary: "Starts connecting a GitHub account to an organization and answers with the page where its owner agrees.",
    aka: ["link GitHub", "authorize the repository host", "give access to my code"],
    risk: "write",
    marks: ["auth-change"],
    notes: ["A person must open the page in a browser; ApplicationVcsIntegrationList shows the account afterwards."],
    fields: { vcs_type: "Kind of Git host." },
  },
  ApplicationVcsIntegrationList: {
    title: "List connected Git accounts",
    summary: "Lists the GitHub accounts that an organization has connected to deploy applications from.",
    aka: ["is my GitHub linked", "source control connection", "version control login", "where does my code come from"],
    risk: "read",
    view: [
      "vcs_integrations[].vcs_integration_id",
      "vcs_integrations[].vcs_account_name",
      "vcs_integrations[].vcs_type",
      "vcs_integrations[].create_time",
    ],
  },
  ApplicationVcsIntegrationRepositoryBranchList: {
    title: "List branches of a connected repository",
    summary: "Lists a repository's branches, each with the commit that it points to at present.",
    aka: ["git heads", "latest commit sha", "which branch can I deploy", "newest revision"],
    risk: "read",
    view: ["branches[].name", "branches[].commit_sha", "next"],
    notes: [PAGED],
    fields: { vcs_integration_id: ACCOUNT, remote_repository_id: REPOSITORY },
  },
  ApplicationVcsIntegrationRepositoryContainerManifestFileList: {
    title: "Find the container files of a repository",
    summary: "Lists the Dockerfiles, Containerfiles and Compose files that a repository holds at one commit.",
    aka: ["can my code be deployed", "where is the docker-compose.yml", "image build recipe", "detect Docker setup"],
    risk: "read",
    view: [
      "container_manifest_files[].file_path",
      "container_manifest_files[].container_manifest_type",
      "container_manifest_files[].file_sha",
    ],
    notes: ["Files are found by name, their contents are not looked at; files over 1 MiB are left out."],
    fields: { vcs_integration_id: ACCOUNT, remote_repository_id: REPOSITORY, commit_sha: COMMIT },
  },
  ApplicationVcsIntegrationRepositoryContainerManifestScan: {
    title: "Scan a container file for services to create",
    summary: "Reads one Dockerfile or Compose file at a commit and suggests the services that would run it.",
    aka: [
      "deploy from docker-compose",
      "turn compose into services",
      "which port does my app listen on",
      "what does this code need to run",
      "detect environment variables",
    ],
    risk: "read",
    because: "A POST that analyses a file and creates nothing.",
    view: [
      "file_scan.container_manifest_type",
      "file_scan.scanned_attributes[].attribute_type",
      "file_scan.scanned_attributes[].file_path",
      "file_scan.scanned_attributes[].line_number",
      "file_scan.service_suggestions[].service_name",
      "file_scan.service_suggestions[].service_type",
      "file_scan.service_suggestions[].service_integrations",
      "file_scan.service_suggestions[].user_config.application.source",
      "file_scan.service_suggestions[].user_config.application.ports",
    ],
    secrets: [
      "file_scan.raw_contents",
      "file_scan.scanned_attributes[].description",
      "file_scan.scanned_attributes[].value",
      "file_scan.service_suggestions[].user_config.application.environment_variables[].value",
    ],
    notes: [
      "To use a suggestion, add project, plan and cloud and call ServiceCreate, for referenced services first.",
      "The scan reads one commit, while an application runs the head of its branch: make sure that the two still agree.",
      "A Compose file's services that cannot be mapped are missing from the suggestions.",
      "404: a Dockerfile that the file names does not exist at the commit; 422: a build path is not valid.",
    ],
    fields: {
      vcs_integration_id: ACCOUNT,
      remote_repository_id: REPOSITORY,
      commit_sha: COMMIT,
      branch: "Branch to put into the suggestions.",
      file_path: "Path of the file; see ApplicationVcsIntegrationRepositoryContainerManifestFileList.",
      repository_url: "URL of the repository: source_url in ApplicationVcsIntegrationRepositoryList.",
    },
  },
  ApplicationVcsIntegrationRepositoryList: {
    title: "List repositories of a connected Git account",
    summary: "Lists the repositories that a connected GitHub account gives access to, for deploying from them.",
    aka: ["my git projects", "private code on GitHub", "find my repo", "default branch"],
    risk: "read",
    view: [
      "repositories[].remote_repository_id",
      "repositories[].full_name",
      "repositories[].source_url",
      "repositories[].default_branch_name",
      "next",
    ],
    notes: [PAGED, "A repository that is missing may not have been opened to the connection on GitHub's side."],
    fields: {
      vcs_integration_id: ACCOUNT,
      search: "Part of the repository's name to look for; left out, all repositories.",
    },
  },
};
