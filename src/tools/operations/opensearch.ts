import type { FamilyWords } from "../words.js";

export const opensearch: FamilyWords<"opensearch"> = {
  ServiceOpenSearchAclGet: {
    title: "Get OpenSearch access control lists",
    summary:
      "Shows whether access control is on for an OpenSearch service, and which index rules each service user has.",
    aka: ["who can read which index", "user permissions", "index rights", "Elasticsearch access rules"],
    risk: "read",
    view: [
      "opensearch_acl_config.enabled",
      "opensearch_acl_config.acls[].username",
      "opensearch_acl_config.acls[].rules[].index",
      "opensearch_acl_config.acls[].rules[].permission",
    ],
    notes: [
      "While enabled is false, every service user can do everything and the rules have no effect.",
      "With security management on, access is managed in OpenSearch Dashboards and no longer here.",
    ],
  },
  ServiceOpenSearchAclSet: {
    title: "Set OpenSearch access control lists",
    summary:
      "Replaces the whole access control configuration of an OpenSearch service: the switch and all rules of all users.",
    aka: ["restrict a user to some indexes", "lock down Elasticsearch", "overwrite permissions", "index rights"],
    risk: "destructive",
    because: "It replaces all rules: users left out lose access, and enabled: false opens every index to every user.",
    marks: ["disruptive", "auth-change"],
    notes: [
      "Read with ServiceOpenSearchAclGet first and send everything back with the change.",
      "A user that no rule matches gets nothing; where several match, the order is deny, admin, readwrite, read, write.",
      "An alias needs rules of its own: those of the indices behind it do not count.",
      "With security management on, access is managed in OpenSearch Dashboards and no longer here.",
    ],
    fields: {
      opensearch_acl_config: "The whole configuration; rules that are left out are gone.",
      "opensearch_acl_config.acls": "One entry for each service user, with all its rules.",
      "opensearch_acl_config.acls.rules": "Pairs of index pattern and permission; without a match there is no access.",
      "opensearch_acl_config.acls.rules.index":
        "Index name or pattern with * and ?; with a leading _ a top-level API such as _msearch.",
      "opensearch_acl_config.acls.rules.permission":
        "What the user may do; write creates matching indices, only admin deletes them.",
      "opensearch_acl_config.acls.username": "Name of the service user.",
      "opensearch_acl_config.enabled": "Whether rules count; false gives every service user full access.",
    },
  },
  ServiceOpenSearchAclUpdate: {
    title: "Change OpenSearch access control lists",
    summary:
      "Changes the access control of an OpenSearch service: switches it on or off, or gives it another list of rules.",
    aka: [
      "turn index permissions on",
      "disable ACL enforcement",
      "grant a user an index",
      "revoke index access",
      "lock down Elasticsearch",
    ],
    risk: "destructive",
    because:
      "A new list takes the place of the old, enabled: false opens every index, enabled: true shuts out users without rules.",
    marks: ["disruptive", "auth-change"],
    notes: [
      "Lists are taken as a whole: read with ServiceOpenSearchAclGet first and send all entries with the change.",
      "A user that no rule matches gets nothing; where several match, the order is deny, admin, readwrite, read, write.",
      "An alias needs rules of its own: those of the indices behind it do not count.",
      "With security management on, access is managed in OpenSearch Dashboards and no longer here.",
    ],
    fields: {
      opensearch_acl_config: "The parts to change: enabled, acls or both.",
      "opensearch_acl_config.acls": "One entry for each service user, with all its rules; entries left out are gone.",
      "opensearch_acl_config.acls.rules": "Pairs of index pattern and permission; without a match there is no access.",
      "opensearch_acl_config.acls.rules.index":
        "Index name or pattern with * and ?; with a leading _ a top-level API such as _msearch.",
      "opensearch_acl_config.acls.rules.permission":
        "What the user may do; write creates matching indices, only admin deletes them.",
      "opensearch_acl_config.acls.username": "Name of the service user.",
      "opensearch_acl_config.enabled": "Whether rules count; false gives every service user full access.",
    },
  },
  ServiceOpenSearchIndexClose: {
    title: "Close OpenSearch indices by pattern",
    summary:
      "Closes the OpenSearch indices that a name, list or pattern matches: their data stays but cannot be read or written.",
    aka: ["take an Elasticsearch index offline", "block searches", "prepare a restore", "free heap memory"],
    risk: "destructive",
    because: "Searches and writes to the matched indices fail until they are opened again.",
    marks: ["disruptive"],
    notes: [
      "A pattern can match more than meant: compare with ServiceOpenSearchIndexList first.",
      "ServiceOpenSearchIndexOpen undoes it.",
    ],
    fields: {
      index_pattern: "Index name, comma-separated names, or a pattern with *; all that match are closed.",
    },
  },
  ServiceOpenSearchIndexCloseMultiple: {
    title: "Close a list of OpenSearch indices",
    summary:
      "Closes the named OpenSearch indices and answers with those it closed; their data stays but is out of reach.",
    aka: ["take Elasticsearch indexes offline", "bulk shut", "prepare a restore"],
    risk: "destructive",
    because: "Searches and writes to these indices fail until they are opened again.",
    marks: ["disruptive"],
    notes: [
      "Compare closed_indices with the request: it holds only those that succeeded.",
      "ServiceOpenSearchIndexOpenMultiple undoes it.",
    ],
    fields: {
      indices: "Names of the indices to close, at most 10,000.",
    },
  },
  ServiceOpenSearchIndexDelete: {
    title: "Delete OpenSearch indices",
    summary: "Deletes the OpenSearch indices that a name, list or pattern matches, with all their documents.",
    aka: ["drop an Elasticsearch index", "purge old logs", "free disk space", "nuke data", "clean up daily indexes"],
    risk: "destructive",
    marks: ["disruptive"],
    notes: [
      "A pattern can match more than meant: compare with ServiceOpenSearchIndexList first.",
      "System indices are refused with 403 opensearch_delete_system_index.",
    ],
    fields: {
      index_pattern: "Index name, comma-separated names, or a pattern with *; all that match are deleted.",
    },
  },
  ServiceOpenSearchIndexList: {
    title: "List OpenSearch indices",
    summary:
      "Lists the indices of an OpenSearch service with size, document count, shards, health and whether they are open.",
    aka: ["Elasticsearch indexes", "_cat/indices", "what fills the disk", "yellow or red index", "biggest log index"],
    risk: "read",
    view: [
      "indexes[].index_name",
      "indexes[].health",
      "indexes[].status",
      "indexes[].docs",
      "indexes[].size",
      "indexes[].number_of_shards",
      "indexes[].number_of_replicas",
      "indexes[].create_time",
      "indexes[].read_only_allow_delete",
    ],
    notes: [
      "size is bytes; -1 in size or docs means unknown.",
      "read_only_allow_delete is true where writes are blocked, which a full disk causes.",
    ],
  },
  ServiceOpenSearchIndexOpen: {
    title: "Open OpenSearch indices by pattern",
    summary:
      "Opens the closed OpenSearch indices that a name, list or pattern matches, so that they can be used again.",
    aka: ["bring an Elasticsearch index back online", "unlock", "index_closed_exception"],
    risk: "write",
    fields: {
      index_pattern: "Index name, comma-separated names, or a pattern with *; all that match are opened.",
    },
  },
  ServiceOpenSearchIndexOpenMultiple: {
    title: "Open a list of OpenSearch indices",
    summary: "Opens the named closed OpenSearch indices and answers with those it opened.",
    aka: ["bring Elasticsearch indexes back online", "bulk reopen", "index_closed_exception"],
    risk: "write",
    notes: ["Compare opened_indices with the request: it holds only those that succeeded."],
    fields: {
      indices: "Names of the indices to open, at most 10,000.",
    },
  },
  ServiceOpenSearchSecurityGet: {
    title: "Get OpenSearch security management status",
    summary:
      "Shows whether security management is available and on for an OpenSearch service, and whether its admin is set up.",
    aka: ["fine-grained permissions on?", "os-sec-admin", "SAML or OIDC possible", "RBAC"],
    risk: "read",
  },
  ServiceOpenSearchSecurityReset: {
    title: "Change the OpenSearch security admin's password",
    summary: "Gives os-sec-admin, the OpenSearch security administrator, a new password; it needs the current one.",
    aka: ["rotate the admin password", "new credentials for security dashboards"],
    risk: "destructive",
    because: "The former password stops working at once for whoever uses it.",
    marks: ["auth-change"],
    notes: ["A forgotten password cannot be reset here: that takes the provider's support."],
    fields: {
      admin_password: "Current password of os-sec-admin.",
      new_password: "New password of os-sec-admin, 8 to 256 characters.",
    },
  },
  ServiceOpenSearchSecuritySet: {
    title: "Turn on OpenSearch security management for good",
    summary:
      "Moves access control of an OpenSearch service into OpenSearch itself and sets its admin password; cannot be undone.",
    aka: [
      "enable fine-grained permissions",
      "SAML single sign-on",
      "OIDC login",
      "os-sec-admin",
      "RBAC",
      "audit logging",
      "enable the security plugin",
    ],
    risk: "destructive",
    because: "It cannot be switched off again, and users' access can no longer be managed through the API.",
    marks: ["auth-change"],
    notes: [
      "Existing users and rules are carried over; from then on os-sec-admin manages them in OpenSearch Dashboards.",
      "Only the provider's support can turn it off.",
      "Keep the password: changing it needs it, and no operation shows it.",
    ],
    fields: {
      admin_password: "Password to give os-sec-admin, 8 to 256 characters; changing it later needs it.",
    },
  },
  ServiceOpensearchCustomRepoCreateSnapshot: {
    title: "Create an OpenSearch snapshot",
    summary:
      "Starts a snapshot of an OpenSearch service's indices into a custom repository in the user's own object storage.",
    aka: ["back up Elasticsearch to S3", "manual backup", "export to GCS or Azure", "save indices before a change"],
    risk: "write",
    marks: ["async"],
    notes: [
      "It answers once accepted: follow it with ServiceOpensearchCustomRepoShowSnapshotStatus.",
      "Snapshots in custom repositories are never scheduled: each is made and deleted by hand.",
      "Repositories are defined in the service's user_config, as custom_repos.",
    ],
    fields: {
      ignore_unavailable: "true skips named indices that do not exist; false (default) fails.",
      include_global_state: "Whether cluster-wide state goes into the snapshot; true when left out.",
      indices: "Comma-separated index names or patterns; left out, all indices.",
      partial: "true accepts a snapshot that lacks unavailable shards; false (default) fails.",
      snapshot_name: "Name of the new snapshot.",
    },
  },
  ServiceOpensearchCustomRepoDeleteSnapshot: {
    title: "Delete an OpenSearch snapshot",
    summary: "Deletes a snapshot from a custom repository; the data saved in it can no longer be restored.",
    aka: ["remove an Elasticsearch backup", "prune old backups", "free bucket space"],
    risk: "destructive",
    notes: ["The provider's automatic backups of the service are not touched."],
  },
  ServiceOpensearchCustomRepoListSnapshots: {
    title: "List OpenSearch snapshots",
    summary: "Lists all snapshots in a custom repository of an OpenSearch service, finished and failed ones included.",
    aka: ["my Elasticsearch backups", "what can I restore", "contents of the bucket"],
    risk: "read",
    notes: ["The provider's automatic backups are not among them: ServiceGet lists those."],
  },
  ServiceOpensearchCustomRepoNameVerify: {
    title: "Verify an OpenSearch snapshot repository",
    summary:
      "Checks that the nodes of an OpenSearch service reach a custom repository, and answers with those that do.",
    aka: ["test bucket access", "are the S3 credentials right", "repository connection test"],
    risk: "read",
    because: "A POST that only tests the connection.",
  },
  ServiceOpensearchCustomRepoRestoreSnapshot: {
    title: "Restore an OpenSearch snapshot",
    summary:
      "Starts restoring indices from a snapshot; existing closed indices of the same name lose their present data.",
    aka: ["roll back", "recover deleted data", "bring back an Elasticsearch backup", "copy indices from a bucket"],
    risk: "destructive",
    because: "Indices that exist under the restored names are overwritten, and global state can replace the cluster's.",
    marks: ["disruptive", "async"],
    notes: [
      "Ask ServiceOpensearchCustomRepoRestoreSnapshotCheck first: it tells which indices would have to be closed.",
      "Open indices of the same name stand in the way: close or delete them, or rename what is restored.",
      "It answers once accepted: follow it with ServiceOpensearchListRestorationsInProgress.",
    ],
    fields: {
      ignore_index_settings: "Comma-separated index settings that are not restored.",
      ignore_unavailable: "true skips indices that are missing or closed; false fails.",
      include_aliases: "Whether the aliases of the indices are restored too.",
      include_global_state: "true also restores cluster-wide state over the present one.",
      index_settings: "Comma-separated index settings that take the place of those in the snapshot.",
      indices: "Comma-separated index names or patterns to restore.",
      partial: "true restores indices of which the snapshot lacks some shards.",
      rename_alias_pattern: "Regular expression on alias names, for rename_alias_replacement.",
      rename_alias_replacement: "New alias name; $1 stands for the first group of rename_alias_pattern.",
      rename_pattern: "Regular expression on index names; renaming leaves existing indices alone.",
    },
  },
  ServiceOpensearchCustomRepoRestoreSnapshotCheck: {
    title: "Check an OpenSearch snapshot restore",
    summary: "Tells which indices a restore would write and which existing ones would have to be closed first.",
    aka: ["dry run", "will it overwrite something", "conflicts before recovery", "preview a rollback"],
    risk: "read",
    because: "A POST that only compares the snapshot with the indices.",
    notes: ["Give the same indices and renaming as to the restore."],
    fields: {
      indices: "Comma-separated index names or patterns that would be restored.",
    },
  },
  ServiceOpensearchCustomRepoShowSnapshot: {
    title: "Get an OpenSearch snapshot",
    summary: "Shows one snapshot in a custom repository, with its state and the indices it holds.",
    aka: ["what is in this Elasticsearch backup", "did the backup succeed"],
    risk: "read",
  },
  ServiceOpensearchCustomRepoShowSnapshotStatus: {
    title: "Get an OpenSearch snapshot's progress",
    summary: "Shows the full status of one snapshot in a custom repository, shards done, failed and in all included.",
    aka: ["is the Elasticsearch backup finished", "backup percent", "how far is it"],
    risk: "read",
  },
  ServiceOpensearchCustomRepoSnapshotsInProgress: {
    title: "List running OpenSearch snapshots",
    summary: "Lists the snapshots that are being made in a custom repository of an OpenSearch service.",
    aka: ["ongoing Elasticsearch backups", "is a backup active", "current backup jobs"],
    risk: "read",
  },
  ServiceOpensearchListCustomRepos: {
    title: "List OpenSearch snapshot repositories",
    summary:
      "Lists the custom repositories, in the user's own object storage, that an OpenSearch service can save snapshots to.",
    aka: ["Elasticsearch backup buckets", "where do backups go", "S3, GCS or Azure target"],
    risk: "read",
    notes: [
      "Storage credentials are not in the answer.",
      "Repositories are added and removed in the service's user_config, as custom_repos, whose list is replaced whole.",
    ],
  },
  ServiceOpensearchListRestorationsInProgress: {
    title: "List running OpenSearch restores",
    summary: "Lists the snapshot restores under way on an OpenSearch service, with start and running time.",
    aka: ["is the recovery finished", "how long has it been restoring", "Elasticsearch backup coming back"],
    risk: "read",
    view: [
      "snapshots[].repo_name",
      "snapshots[].snapshot_name",
      "snapshots[].start_time_in_millis",
      "snapshots[].running_time_in_nanos",
    ],
    notes: ["Restores that have ended are not listed."],
  },
  ServiceOpensearchTieredStorageSummary: {
    title: "Get OpenSearch tiered storage usage and cost",
    summary:
      "Shows how much of an OpenSearch service's data lies in object storage and what that costs this billing period.",
    aka: ["warm and cold data", "S3 bill", "remote index size", "how much will I pay", "spend forecast"],
    risk: "read",
    view: ["current_cost", "forecasted_cost", "forecasted_rate", "total_storage_usage"],
    notes: [
      "Costs are US dollars as decimal strings, usage is bytes; storage_usage_history has the hours of the billing period.",
    ],
  },
};
