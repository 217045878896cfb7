import type { Product } from "./product.js";

export const aivenOpenSearch = {
  name: "aivenOpenSearch",
  displayName: "Aiven for OpenSearch",
  description: "Work with indices, access, security, snapshots and tiered storage of Aiven for OpenSearch",
  resources: {
    "Access Control": {
      Get: "ServiceOpenSearchAclGet",
      Replace: "ServiceOpenSearchAclSet",
      Update: "ServiceOpenSearchAclUpdate",
    },
    Index: {
      Close: "ServiceOpenSearchIndexCloseMultiple",
      "Close by Pattern": "ServiceOpenSearchIndexClose",
      Delete: "ServiceOpenSearchIndexDelete",
      "Get Many": "ServiceOpenSearchIndexList",
      Open: "ServiceOpenSearchIndexOpenMultiple",
      "Open by Pattern": "ServiceOpenSearchIndexOpen",
    },
    Security: {
      "Change Admin Password": "ServiceOpenSearchSecurityReset",
      Get: "ServiceOpenSearchSecurityGet",
      "Turn On": "ServiceOpenSearchSecuritySet",
    },
    Snapshot: {
      Create: "ServiceOpensearchCustomRepoCreateSnapshot",
      Delete: "ServiceOpensearchCustomRepoDeleteSnapshot",
      Get: "ServiceOpensearchCustomRepoShowSnapshot",
      "Get Many": "ServiceOpensearchCustomRepoListSnapshots",
      "Get Progress": "ServiceOpensearchCustomRepoShowSnapshotStatus",
      "Get Running": "ServiceOpensearchCustomRepoSnapshotsInProgress",
    },
    "Snapshot Repository": {
      "Get Many": "ServiceOpensearchListCustomRepos",
      Verify: "ServiceOpensearchCustomRepoNameVerify",
    },
    "Snapshot Restore": {
      Check: "ServiceOpensearchCustomRepoRestoreSnapshotCheck",
      Create: "ServiceOpensearchCustomRepoRestoreSnapshot",
      "Get Many": "ServiceOpensearchListRestorationsInProgress",
    },
    "Tiered Storage": {
      Get: "ServiceOpensearchTieredStorageSummary",
    },
  },
} as const satisfies Product;
