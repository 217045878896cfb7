/** What an error is about, which decides what can be done. */
export type ErrorKind =
  | "auth"
  | "permission"
  | "not-found"
  | "exists"
  | "state"
  | "in-use"
  | "limit"
  | "input"
  | "billing"
  | "retired"
  | "upstream"
  | "unsupported";

/** The provider's documented error codes: kind, and what to do where the kind alone does not say. */
export const ERROR_CODES: Readonly<Record<string, readonly [ErrorKind] | readonly [ErrorKind, string]>> = {
  account_already_exists: [
    "exists",
    "List the accounts that the token can see with AccountList and use the present one.",
  ],
  account_already_has_organization: [
    "exists",
    "Use the organization that it has: UserOrganizationsList shows it by account_id.",
  ],
  account_and_project_do_not_match: ["input", "Take the account_id from ProjectGet of that project."],
  account_and_project_must_belong_same_tenant: [
    "unsupported",
    "Choose an account of the project's own tenant; nothing crosses from one tenant to another.",
  ],
  account_cannot_be_own_ancestor: [
    "input",
    "Choose a parent_account_id outside the account's own branch; AccountList shows the tree.",
  ],
  account_must_have_enabled_authentication_method: [
    "state",
    "Enable another method first: AccountAuthenticationMethodUpdate authentication_method_enabled: true.",
  ],
  account_not_found: ["not-found", "Take the account_id from AccountList."],
  account_team_not_found: ["not-found", "Take the team_id from AccountTeamList."],
  account_unit_cannot_create_for_personal_tier: [
    "unsupported",
    "Raise the tier first: OrganizationUpdate tier: business.",
  ],
  account_unit_cannot_have_billing_group: [
    "unsupported",
    "Create it for the organization instead: OrganizationBillingGroupCreate.",
  ],
  account_with_child_accounts_cannot_be_deleted: [
    "in-use",
    "Move its units away with AccountMove, or delete them, first; AccountList shows them.",
  ],
  account_with_projects_cannot_be_deleted: [
    "in-use",
    "Move its projects away with OrganizationProjectsUpdate parent_id, or delete them, first.",
  ],
  action_forbidden_for_application_users: [
    "unsupported",
    "Use the token of a person; application users may not do this.",
  ],
  action_forbidden_for_managed_users: [
    "unsupported",
    "Have an organization admin change the managed user's state with OrganizationUserUpdate instead.",
  ],
  action_forbidden_for_marketplace_users: [
    "unsupported",
    "Do it in the cloud marketplace that the account comes from.",
  ],
  action_forbidden_for_scim_users: ["unsupported", "Change the user in the identity provider, which owns it."],
  action_forbidden_for_timescale_users: ["unsupported"],
  action_forbidden_missing_governance_usergroup: [
    "permission",
    "Ask to be added to the governance group (UserGroupMembersUpdate).",
  ],
  action_forbidden_on_application_users: [
    "unsupported",
    "Use the operations for application users instead, such as ApplicationUserDelete.",
  ],
  action_forbidden_on_topic_request: ["permission"],
  action_forbidden_on_unmanaged_users: [
    "unsupported",
    "Take the user out of the organization instead: OrganizationUserDelete.",
  ],
  acu_billing_not_allowed: ["billing"],
  address_already_belongs_to_organization: ["exists", "Reuse it: take its address_id from OrganizationAddressList."],
  address_in_use: [
    "in-use",
    "Give the billing groups that use it another address first: OrganizationBillingGroupUpdate.",
  ],
  address_not_found: ["not-found", "Take the address_id from OrganizationAddressList."],
  api_client_ip_allowlist_blocks_caller: [
    "input",
    "Add the address that you call from to the list; the new list would shut you out.",
  ],
  approval_forbidden_on_topic_request: [
    "permission",
    "Let a member of the group that owns the topic decide on the request.",
  ],
  approval_missing_on_request: ["state", "Have the request approved first, in the Aiven Console."],
  auth_token_max_age_too_low: [
    "input",
    "Raise the age in seconds: at least 300 for an authentication method, 600 for AccessTokenCreate.",
  ],
  authentication_method_disable_current_not_allowed: [
    "state",
    "Sign in by another method first, then disable this one.",
  ],
  authentication_method_does_not_allow_auto_join_user_group: [
    "unsupported",
    "Leave out auto_join_user_group_id for this method.",
  ],
  authentication_method_limit_reached: [
    "limit",
    "Delete a method that nobody needs: AccountAuthenticationMethodsList, AccountAuthenticationMethodDelete.",
  ],
  authentication_method_not_found: [
    "not-found",
    "Take the authentication_method_id from AccountAuthenticationMethodsList.",
  ],
  backup_failed: ["upstream", "Try again later; ServiceBackupsGet shows the backups that exist."],
  bad_request: ["input", "Compare every field with the operation's schema; the message may name the wrong one."],
  billing_address_not_found: ["not-found", "Take the billing_address_id from OrganizationAddressList."],
  billing_customer_id_not_found: ["not-found"],
  billing_group_not_found: [
    "not-found",
    "Take the billing_group_id from BillingGroupList or OrganizationBillingGroupList.",
  ],
  billing_group_organization_active_trial: [
    "billing",
    "Wait until the organization's trial is over, or end it in the Aiven Console.",
  ],
  billing_group_owning_account_must_be_organization: [
    "input",
    "Give the account_id of the organization itself (OrganizationGet), not of a unit.",
  ],
  billing_metronome_support_contract_not_found: ["not-found"],
  ca_version_not_in_sequence: ["input"],
  cannot_delete_active_managed_users: [
    "state",
    "Set OrganizationUserUpdate state: deactivated first, then delete the user.",
  ],
  cannot_delete_users_with_organizations_memberships: [
    "state",
    "Take the user out of every organization first: UserOrganizationsList, OrganizationUserDelete.",
  ],
  cannot_move_project_not_assigned_to_organization: [
    "state",
    "Assign the project to an account first: ProjectUpdate account_id.",
  ],
  cannot_remove_managed_users_from_organization: [
    "unsupported",
    "Set OrganizationUserUpdate state: deactivated, then delete the user with UserAccountDelete.",
  ],
  cannot_set_groups_managed_by_scim_as_auto_join_group: [
    "input",
    "Choose a group with managed_by_scim: false (UserGroupsList).",
  ],
  client_ip_address_policy_violation: [
    "auth",
    "Call from a listed address, or have an admin list this one: OrganizationIPAllowListSet.",
  ],
  credit_card_not_found: ["not-found", "Take the card's id from CreditCardList."],
  credit_memo_not_found: ["not-found", "Take the credit memo's id from OrganizationBillingCreditMemosList."],
  custom_cloud_environment_cloud_not_supported: [
    "unsupported",
    "Choose another cloud_provider, or have Aiven set this one up.",
  ],
  custom_cloud_environment_internal: [
    "upstream",
    "Look at CustomCloudEnvironmentGet for the environment's state, then try again.",
  ],
  custom_cloud_environment_invalid_iam_role_arn: [
    "input",
    "Pass the ARN of the role that the CustomCloudEnvironmentTerraformTemplateGet template makes.",
  ],
  custom_cloud_environment_missing_configuration: [
    "state",
    "Fill in what CustomCloudEnvironmentGet shows as empty with CustomCloudEnvironmentUpdate first.",
  ],
  custom_cloud_environment_not_found: [
    "not-found",
    "Take the custom_cloud_environment_id from CustomCloudEnvironmentList.",
  ],
  custom_cloud_environment_region_not_supported: [
    "unsupported",
    "Choose another cloud_region; ListClouds shows the provider's regions.",
  ],
  database_not_found: [
    "not-found",
    "List them with ServiceDatabaseList, or ServiceClickHouseDatabaseList for a clickhouse service.",
  ],
  decline_forbidden_on_topic_request: [
    "permission",
    "Let a member of the group that owns the topic decide on the request.",
  ],
  deleting_forbidden_on_governance_request: ["permission"],
  deleting_forbidden_on_topic_request: ["permission"],
  discount_not_found: ["not-found"],
  feature_not_enabled: ["unsupported", "Ask Aiven to turn the feature on for the organization; no operation does."],
  free_plans_in_high_demand_and_unavailable: [
    "limit",
    "Try a cloud of ConsoleFreePlanAvailabilityGet, come back later, or take a paid plan.",
  ],
  free_tier_restricted: ["unsupported", "Take a paid plan instead; ProjectServicePlanList shows them."],
  free_trial_extensions_not_available: ["billing", "Add a payment method instead, in the Aiven Console."],
  free_trial_max_extended: ["billing", "Add a payment method instead, in the Aiven Console."],
  free_trial_not_active: ["billing", "Add a payment method, in the Aiven Console; there is no running trial."],
  free_trial_not_available: ["billing", "Go on without one: add a payment method in the Aiven Console."],
  governance_access_no_permission_on_project: [
    "permission",
    "Get a permission on the project first: PermissionsUpdate with resource_type: project.",
  ],
  governance_access_not_found: ["not-found", "Take the access_id from OrganizationGovernanceAccessList."],
  governance_configuration_already_exists: ["exists", "Change the present configuration in the Aiven Console."],
  governance_configuration_not_found: ["not-found", "Set governance up in the Aiven Console first."],
  governance_group_not_found: ["not-found", "Take the group from UserGroupsList."],
  governance_invalid_service_type: [
    "unsupported",
    "Name a service of type kafka; ServiceList shows each service_type.",
  ],
  governance_request_already_in_progress: ["state", "Wait until the open request is decided or withdrawn."],
  governance_request_deleted: ["not-found", "Make a new request; this one is gone for good."],
  idp_no_domains_linked: [
    "state",
    "Link a verified domain first: OrganizationDomainsList, OrganizationAuthDomainLink.",
  ],
  index_close_failed: ["upstream", "Look at the index in ServiceOpenSearchIndexList, then try again."],
  index_not_found: ["not-found", "Take the name from ServiceOpenSearchIndexList."],
  internal_server_error: ["upstream", "Try again in a minute; after a write, read first whether it took effect."],
  invalid_backup_configuration: [
    "input",
    "Check the backup fields of user_config against the type's schema (ProjectServiceTypesGet).",
  ],
  invalid_cmk_id: ["input", "Pass the id as CMKList gives it, a UUID of 36 characters."],
  invalid_currency_code: ["input", "Use a currency that the operation's schema lists, such as EUR or USD."],
  invalid_date_format: ["input", "Write the date in ISO 8601, such as 2026-01-31."],
  invalid_email_format: ["input", "Give one plain address per entry, such as name@example.com."],
  invalid_governance_group_provided: [
    "input",
    "Pass the user_group_id of a group of this organization (UserGroupsList).",
  ],
  invalid_kafka_topic_request_type: ["input"],
  invalid_os_migration_command: ["input"],
  invalid_owner_user_group: ["input", "Pass the user_group_id of a group of this organization (UserGroupsList)."],
  invalid_private_access_settings: ["input"],
  invalid_scim_user_state_update: ["unsupported", "Change the user's state in the identity provider, which owns it."],
  invalid_service_type: ["input", "Use a type that ProjectServiceTypesList shows."],
  invalid_vcs_type: ["input", "Set vcs_type: github; ApplicationVcsIntegrationInitialize takes no other."],
  invitation_expired: ["state", "Invite again with OrganizationUserInvite."],
  invitation_not_found: [
    "not-found",
    "Look at OrganizationUserInvitationsList: it may have been accepted or withdrawn.",
  ],
  invoice_lines_not_supported: ["unsupported", "Read this invoice with OrganizationBillingInvoicePdfGet instead."],
  invoice_not_found: ["not-found", "Take the invoice number from OrganizationBillingInvoiceList."],
  ip_address_not_present: ["input"],
  ip_address_not_valid: ["input", "Write an address or a network, such as 203.0.113.7 or 203.0.113.0/24."],
  kafka_acl_not_supported: [
    "unsupported",
    "Try another resource_type and operation, or use ServiceKafkaAclAdd for access to a topic.",
  ],
  kafka_console_governance_enabled: [
    "unsupported",
    "Make the request in the Aiven Console: this service is governed from there.",
  ],
  kafka_governance_not_available: ["unsupported"],
  kafka_governance_not_enabled: ["state", "Turn governance on for the organization first, in the Aiven Console."],
  kafka_governance_policy_incomplete: ["state", "Complete the topic policy first, in the Aiven Console."],
  kafka_partition_reassignment_in_progress: [
    "state",
    "Wait until no data moves (ServiceGet leaves REBALANCING), then change the partitions.",
  ],
  kafka_policy_violation: [
    "input",
    "Bring the topic's name, partitions, replication and config in line with the topic policy.",
  ],
  kafka_service_unavailable: ["upstream", "Check with ServiceGet that the service is RUNNING, then try again shortly."],
  kafka_terraform_governance_enabled: [
    "unsupported",
    "Make the change in Terraform: this service is governed from there.",
  ],
  kafka_topic_already_exists: ["exists", "Change it with ServiceKafkaTopicUpdate, or choose another topic_name."],
  kafka_topic_invalid_config: [
    "input",
    "Keep replication within the service's node_count and min_insync_replicas within replication.",
  ],
  kafka_topic_not_found: [
    "not-found",
    "Take the name from ServiceKafkaTopicList; a new topic needs some seconds to appear.",
  ],
  kafka_topic_not_synchronized: ["state", "Try again in some seconds; the topic is still settling."],
  kafka_topic_queued_for_deletion: ["state", "Wait until ServiceKafkaTopicList no longer shows it."],
  kafka_topic_reserved: ["unsupported", "Leave this topic alone; Kafka itself needs it."],
  marketplace_aws_customer_or_product_details_not_found: [
    "billing",
    "Open the subscription again from AWS Marketplace.",
  ],
  marketplace_subscription_already_linked_to_organization: [
    "exists",
    "Use the organization that has it; UserOrganizationsList shows those you belong to.",
  ],
  marketplace_subscription_link_expired: ["billing", "Start again from the marketplace, which gives a fresh link."],
  marketplace_subscription_no_access: ["permission"],
  metadata_validation_failed: [
    "input",
    "Run the SQL of PGServiceDatabaseMetadataQuery or MySQLServiceDatabaseMetadataQuery; pass its result whole.",
  ],
  mfa_required_by_organization: [
    "auth",
    "Turn on a second factor (TwoFactorAuthConfigure), sign in again and make a new token.",
  ],
  mp_account_with_active_subscription_deleted: ["billing", "Cancel the subscription in the marketplace first."],
  mp_account_with_commitment_deleted: ["billing", "Settle the commitment with Aiven first."],
  mp_account_with_support_contract_deleted: ["billing", "End the support contract with Aiven first."],
  mp_subscription_not_found: ["not-found"],
  nested_account_cannot_have_authentication_method: [
    "unsupported",
    "Set it on the organization's own account_id (OrganizationGet), not on a unit.",
  ],
  nested_account_cannot_have_user_groups: [
    "unsupported",
    "Create the group for the organization instead: UserGroupCreate.",
  ],
  new_subnet_id_required: ["input"],
  no_failed_os_migration: ["state"],
  node_prune_version_not_updated: ["state"],
  not_powered: ["state", "Power it on with ServiceUpdate powered: true and wait until it is RUNNING."],
  opensearch_delete_system_index: ["unsupported", "Leave system indices alone; the service itself needs them."],
  opensearch_internal_server_error: [
    "upstream",
    "Try again once, then read the service's log with ProjectGetServiceLogs.",
  ],
  opensearch_service_unavailable: [
    "upstream",
    "Check with ServiceGet that the service is RUNNING, then try again shortly.",
  ],
  opensearch_too_many_requests: ["limit", "Send fewer requests at a time, and wait some seconds before the next."],
  optimization_failed: [
    "input",
    "Check the statement with PGServiceQueryValidate or MySQLServiceQueryValidate, then send it again.",
  ],
  optimization_not_found: ["not-found"],
  organization_aiven_enterprise_contract_denied: ["unsupported"],
  organization_aiven_enterprise_contract_feature_denied: [
    "unsupported",
    "Ask Aiven for a contract that covers the feature.",
  ],
  organization_aiven_enterprise_denied: ["unsupported"],
  organization_aiven_enterprise_organization_required: [
    "unsupported",
    "Name an organization that has Aiven Enterprise.",
  ],
  organization_cannot_exist_without_root_account: [
    "in-use",
    "Delete the whole organization instead: OrganizationDelete.",
  ],
  organization_domain_already_linked: [
    "exists",
    "Look at linked_authentication_method_ids in OrganizationDomainsList; OrganizationAuthDomainUnlink frees it.",
  ],
  organization_domain_not_found: ["not-found", "Take the domain_id from OrganizationDomainsList."],
  organization_domain_not_root: ["input", "Give the registered domain, such as example.com, without a subdomain."],
  organization_domain_verification_failed: [
    "state",
    "Publish the challenge_token of OrganizationDomainsList, then run OrganizationDomainVerify again.",
  ],
  organization_has_active_addresses: [
    "in-use",
    "Delete them first: OrganizationAddressList, OrganizationAddressDelete.",
  ],
  organization_has_active_payment_methods: ["in-use", "Remove them first: PaymentMethodsList, CreditCardDelete."],
  organization_kafka_topics_invalid_filters: ["input"],
  organization_mismatch: ["input", "Take domain_id and authentication_method_id from one and the same organization."],
  organization_must_have_one_super_admin: [
    "state",
    "Make somebody else one first: OrganizationUserUpdate is_super_admin: true.",
  ],
  organization_not_found: [
    "not-found",
    "Take the organization_id from UserOrganizationsList; an account_id does not fit here.",
  ],
  organization_pending_support_contract_already_exists: ["exists"],
  organization_support_contract_tier_not_supported: ["unsupported"],
  organization_tier_downgrade_not_allowed: ["unsupported", "Ask Aiven; OrganizationUpdate cannot lower this tier."],
  organization_user_not_found: [
    "not-found",
    "Take the user_id from OrganizationUserList with include_application_users: true.",
  ],
  orphaned_project_not_allowed: ["input", "Name where the project goes: parent_id of OrganizationProjectsUpdate."],
  parent_account_cannot_be_own_ancestor: [
    "input",
    "Choose a parent_account_id outside the account's own branch; AccountList shows the tree.",
  ],
  parent_account_not_found: ["not-found", "Take the parent_account_id from AccountList."],
  parent_account_tenant_invalid: [
    "unsupported",
    "Choose a parent of the account's own tenant; nothing crosses from one tenant to another.",
  ],
  parent_account_too_deep: [
    "limit",
    "Choose a parent nearer to the organization's own account; AccountList shows the tree.",
  ],
  payment_method_not_found: ["not-found", "Take the payment_method_id from PaymentMethodsList."],
  permission_denied: [
    "permission",
    "See OrganizationMemberPermissionsList for what the user has; an admin adds to it with PermissionsUpdate.",
  ],
  pg_editor_readonly_violation: ["input", "Send a statement that only reads, or connect to the database to write."],
  pg_pool_already_exists: ["exists", "Change it with ServicePGBouncerUpdate, or choose another pool_name."],
  pg_pool_invalid_database: ["input", "Name a database that ServiceDatabaseList shows."],
  pg_pool_invalid_name: ["input", "Choose a plainer pool_name of at most 63 characters."],
  pg_pool_not_found: ["not-found", "Take the name from connection_pools in ServiceGet."],
  pg_pool_not_supported: [
    "unsupported",
    "Move to a startup plan or larger with ServiceUpdate plan; smaller ones have no pools.",
  ],
  pg_pool_pinned_pools_not_enabled: ["unsupported"],
  pg_pool_requires_pinned_pools: ["unsupported"],
  pg_pool_too_big: [
    "limit",
    "Lower pool_size; the plan's connections are shared by all the pools that ServiceGet shows.",
  ],
  pg_pool_too_many: ["limit", "Delete a pool with ServicePGBouncerDelete; connection_pools in ServiceGet shows them."],
  pg_publication_not_found: [
    "not-found",
    "Look in pg_publication of that very database; publications belong to one database.",
  ],
  pg_replication_slot_not_found: ["not-found", "Look in pg_replication_slots of the database for the slot's name."],
  pg_scram_not_allowed: ["unsupported"],
  project_account_not_active: ["state"],
  project_already_exists: ["exists", "Choose another name: no two projects may share one, in any organization."],
  project_belongs_to_account_billing_group_must_use_api: [
    "unsupported",
    "Change it on the billing group instead: BillingGroupUpdate or OrganizationBillingGroupUpdate.",
  ],
  project_does_not_exist: [
    "not-found",
    "Take the name from ProjectList; a project that the token cannot see looks the same.",
  ],
  project_has_no_such_user: ["not-found", "Take the user from ProjectUserList."],
  project_limitation_not_found: ["not-found"],
  project_move_invalid: ["input", "Check that target_organization_id, parent_id and billing_group_id belong together."],
  project_move_organizations_internal_config_not_match: [
    "unsupported",
    "Ask Aiven: the organizations differ in settings that only it can change.",
  ],
  project_not_found: [
    "not-found",
    "Take the name from ProjectList; a project that the token cannot see looks the same.",
  ],
  project_without_billing_group_must_be_assigned_from_account: [
    "state",
    "Give the project a billing group first: BillingGroupProjectAssign.",
  ],
  query_validation_failed: ["input", "Correct the statement where the message points."],
  replication_already_exists: ["exists", "Change the flow with ServiceKafkaMirrorMakerPatchReplicationFlow."],
  replication_config_invalid: [
    "input",
    "Compare the flow with the schema of ServiceKafkaMirrorMakerCreateReplicationFlow.",
  ],
  replication_not_found: ["not-found", "Take both clusters from ServiceKafkaMirrorMakerGetReplicationFlows."],
  replication_service_not_found: [
    "not-found",
    "Check the service with ServiceList and the aliases with ServiceIntegrationList (kafka_mirrormaker).",
  ],
  repository_not_found: [
    "not-found",
    "See ServiceOpensearchListCustomRepos; custom_repos in user_config registers a new one.",
  ],
  request_already_exists: ["exists"],
  request_forbidden: ["permission", "Ask an organization admin; the token's user may not see this."],
  request_not_found: ["not-found"],
  request_operation_already_exists: ["exists"],
  request_operation_not_found: ["not-found"],
  resource_managed_by_governance: ["unsupported", "Make a governance request instead of changing it directly."],
  resource_managed_by_scim: ["unsupported", "Change the group in the identity provider; SCIM copies it from there."],
  resource_not_managed_by_scim: [
    "unsupported",
    "Change it here, with UserGroupUpdate or OrganizationUserUpdate; SCIM does not own it.",
  ],
  retired_api_endpoint: ["retired", "Search the operations for the successor; this one does not come back."],
  root_account_required: ["input", "Give the account_id of the organization itself (OrganizationGet), not of a unit."],
  same_organization_required: ["input", "Take every id from one and the same organization."],
  schema_insights_failed: ["upstream"],
  service_acl_not_found: [
    "not-found",
    "Take the id from ServiceKafkaAclList or ServiceKafkaNativeAclList; each has its own ids.",
  ],
  service_acl_too_many: [
    "limit",
    "Delete entries that nobody needs, or cover several with one wildcard or PREFIXED entry.",
  ],
  service_does_not_exist: [
    "not-found",
    "Take the name from ServiceList of the same project; a new service may need some seconds.",
  ],
  service_governance_not_enabled: ["state", "Turn governance on for the service first, in the Aiven Console."],
  service_integration_endpoint_not_found: ["not-found", "Take the endpoint's id from ServiceIntegrationEndpointList."],
  service_integration_not_found: [
    "not-found",
    "Take the id from ServiceIntegrationList; a new integration may need some seconds.",
  ],
  service_integration_project_mismatch_source_destination: [
    "input",
    "Check source_project and dest_project of ServiceIntegrationCreate.",
  ],
  service_is_upgrade_pipeline_source: [
    "in-use",
    "Remove its steps first: UpgradePipelineStepList, UpgradePipelineStepDelete.",
  ],
  service_logs_backend_timeout: [
    "upstream",
    "Ask for fewer lines: a smaller limit in ProjectGetServiceLogs, then page on with offset.",
  ],
  service_logs_backend_unavailable: ["upstream", "Try again in a minute; the service itself may be fine (ServiceGet)."],
  service_maintenance_required: [
    "state",
    "Apply the waiting update with ServiceMaintenanceStart, wait until RUNNING, then repeat.",
  ],
  service_not_found: [
    "not-found",
    "Take the name from ServiceList of the same project; a new service may need some seconds.",
  ],
  service_type_not_allowed: ["unsupported", "Compare the service_type in ServiceGet with what the operation is for."],
  service_type_version_pin_locked: ["state"],
  shipping_address_not_found: ["not-found", "Take the shipping_address_id from OrganizationAddressList."],
  signup_welcome_invalid_key: ["input"],
  snapshot_creation_failed: ["upstream", "Check that the repository works: ServiceOpensearchCustomRepoNameVerify."],
  snapshot_deletion_failed: [
    "upstream",
    "Wait until ServiceOpensearchCustomRepoSnapshotsInProgress is empty, then try again.",
  ],
  snapshot_not_found: ["not-found", "Take the name from ServiceOpensearchCustomRepoListSnapshots."],
  snapshot_restoration_failed: [
    "upstream",
    "Run ServiceOpensearchCustomRepoRestoreSnapshotCheck; an open index of the same name is in the way.",
  ],
  stripe_customer_owning_account_must_be_organization: [
    "input",
    "Give the account_id of the organization itself (OrganizationGet), not of a unit.",
  ],
  support_contract_and_account_must_be_in_same_organization: ["input"],
  support_contract_earliest_cancellation_date_later_than_end_date: ["input"],
  support_contract_must_have_billing_group: [
    "billing",
    "Give it a billing group; OrganizationBillingGroupList shows them.",
  ],
  support_contract_null_tier: ["billing"],
  team_limit_exceeded: ["limit", "Use groups (UserGroupCreate) instead; teams are the older way."],
  team_names_must_be_unique: ["exists", "Choose another name, or use the team that AccountTeamList shows."],
  tenant_mismatch: ["unsupported", "Stay within one tenant; nothing crosses from one tenant to another."],
  topic_not_found: ["not-found", "Take the name from ServiceKafkaTopicList; a new topic needs some seconds to appear."],
  unable_to_parse_query: ["input", "Send one whole statement in the dialect of the version that you name."],
  unit_cannot_be_moved_out_of_organization: [
    "unsupported",
    "Move its projects instead: OrganizationProjectsUpdate target_organization_id.",
  ],
  unknown_user_sso_login_attempt: ["auth", "Have an admin invite the address first: OrganizationUserInvite."],
  unsupported_resource_type: ["input", "Set resource_type: project, organization or organization_unit."],
  upgrade_pipeline_no_nodes: ["state"],
  upgrade_pipeline_no_validation: ["state", "Validate the source first: UpgradePipelineStepValidate."],
  upgrade_pipeline_not_enabled_for_project: [
    "unsupported",
    "Ask Aiven to turn the pipeline on for the destination's project.",
  ],
  upgrade_pipeline_service_not_destination: [
    "input",
    "Name the destination of a step; UpgradePipelineStepList shows them.",
  ],
  upgrade_pipeline_service_not_found: ["not-found", "Check the project and the service name with ServiceList."],
  upgrade_step_destination_already_has_source: [
    "exists",
    "Keep the present step, or remove it with UpgradePipelineStepDelete: one source per service.",
  ],
  upgrade_step_destination_service_not_found: [
    "not-found",
    "Check destination_project_name and destination_service_name with ServiceList.",
  ],
  upgrade_step_exceeds_max_chain_length: [
    "limit",
    "Shorten the chain: UpgradePipelineStepList, UpgradePipelineStepDelete.",
  ],
  upgrade_step_not_found: ["not-found", "Take the step_id from UpgradePipelineStepList."],
  upgrade_step_service_type_mismatch: ["input", "Pair two services of one service_type; ServiceGet shows it."],
  upgrade_step_source_service_not_found: [
    "not-found",
    "Check source_project_name and source_service_name with ServiceList.",
  ],
  upgrade_step_unsupported_service_type: ["unsupported"],
  upgrade_step_validation_not_possible_due_to_service_state: [
    "state",
    "Wait until ServiceGet says RUNNING, then validate again.",
  ],
  upgrade_step_would_create_cycle: [
    "input",
    "Leave a service out that already comes earlier in the chain; UpgradePipelineStepList shows it.",
  ],
  upgrade_validation_already_exists: [
    "exists",
    "Carry on without it; last_validation in UpgradePipelineStepGet shows the present one.",
  ],
  user_already_in_organization: ["exists", "Carry on without inviting; OrganizationUserList shows the user_id."],
  user_already_invited_to_organization: [
    "exists",
    "Wait for the answer, or withdraw it with OrganizationUserInvitationDelete and invite anew.",
  ],
  user_cant_login: ["auth", "Ask an organization admin whether the user is active (OrganizationUserGet)."],
  user_config_2fa_otp_verification_failed: [
    "input",
    "Enter the code that the device shows now; check that its clock is right.",
  ],
  user_deactivated: ["auth", "Have an organization admin set OrganizationUserUpdate state: active."],
  user_domain_does_not_belong_to_organization_or_no_linked_auth_method: [
    "state",
    "Verify the domain (OrganizationDomainVerify) and link it (OrganizationAuthDomainLink) first.",
  ],
  user_group_names_must_be_unique: ["exists", "Choose another name, or use the group that UserGroupsList shows."],
  user_group_not_found: ["not-found", "Take the user_group_id from UserGroupsList."],
  user_groups_belong_to_different_accounts: ["input", "Name groups of one organization only (UserGroupsList)."],
  user_groups_must_be_from_same_account: ["input", "Name groups of one organization only (UserGroupsList)."],
  user_has_no_access_to_billing_info: ["permission", "Ask an admin for organization:billing:read (PermissionsUpdate)."],
  user_has_no_access_to_project_with_current_authentication_method: [
    "auth",
    "Sign in by a method that the organization allows, then make a new token.",
  ],
  user_has_to_sign_in_with_non_account_authentication_method: [
    "auth",
    "Sign in without the organization's identity provider, then make a new token.",
  ],
  user_has_too_many_disk_addition_requests: [
    "limit",
    "Wait, then add the disk space in one larger step: ServiceUpdate disk_space_mb.",
  ],
  user_is_internal_user: ["unsupported"],
  user_not_account_owner: ["permission", "Ask an organization admin; it needs the owner of the account."],
  user_not_account_owner_of_billing_group: [
    "permission",
    "Ask an admin of the organization that owns the billing group (BillingGroupGet).",
  ],
  user_not_account_owner_of_parent_account: [
    "permission",
    "Ask an admin of the organization that the parent account belongs to.",
  ],
  user_not_admin_of_account_billing_group: [
    "permission",
    "Ask an admin for organization:billing:write (PermissionsUpdate).",
  ],
  user_not_application_user: ["input", "Take the user_id from ApplicationUsersList."],
  user_not_found: ["not-found", "Take the user_id from OrganizationUserList."],
  user_not_managed_by_organization: [
    "unsupported",
    "See managing_organization_id in OrganizationUserList: only that organization can do it.",
  ],
  user_not_organization_admin: [
    "permission",
    "Use the token of an organization admin; OrganizationUserUpdate is_super_admin: true makes one.",
  ],
  user_not_signed_in_with_account_authentication_method: [
    "auth",
    "Sign in through the organization's identity provider, then make a new token.",
  ],
  user_oauth_authentication_method_not_allowed: [
    "auth",
    "Sign in another way, or allow it with OrganizationAuthenticationConfigUpdate oauth_enabled: true.",
  ],
  user_password_authentication_method_not_allowed: [
    "auth",
    "Sign in another way, or allow it: OrganizationAuthenticationConfigUpdate password_auth_enabled: true.",
  ],
  user_password_compromised: ["input", "Choose another password and test it first: CheckPasswordStrengthNewUser."],
  user_password_not_found: ["not-found", "Set one by e-mail: UserPasswordResetRequest."],
  user_personal_token_allowed_authentication_methods_cannot_be_disabled: ["unsupported"],
  user_personal_token_not_allowed: ["auth", "Use the token of an application user: ApplicationUserAccessTokenCreate."],
  user_personal_tokens_cannot_be_disabled: ["unsupported"],
  user_role_not_allowed_to_perform_operation: [
    "permission",
    "Ask an admin for a role that covers the operation (PermissionsUpdate).",
  ],
  user_saml_authentication_method_not_allowed: [
    "auth",
    "Sign in another way, or allow it with OrganizationAuthenticationConfigUpdate saml_enabled: true.",
  ],
  user_weblink_action_expired: [
    "state",
    "Ask for a new e-mail with a fresh link, such as by UserPasswordResetRequest.",
  ],
  username_is_invalid: ["input", "Choose a plainer name: letters, digits, - and _, at most 64 characters."],
  username_is_reserved: ["input", "Choose another name; the service keeps some, such as avnadmin, for itself."],
  users_belong_to_different_tenant_from_user_group_account: [
    "unsupported",
    "Add only users of the group's own tenant.",
  ],
  vcs_integration_installation_not_found_or_not_accessible: [
    "not-found",
    "Grant access again at the code host: ApplicationVcsIntegrationInitialize.",
  ],
  vcs_integration_not_found: ["not-found", "Take the vcs_integration_id from ApplicationVcsIntegrationList."],
  vpc_id_and_subnet_id_required: ["input"],
  webhook_invalid_event_data: ["input"],
  webhook_unauthorized: ["auth"],
};
