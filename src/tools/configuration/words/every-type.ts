import type { ParameterWords, WordsByPath } from "../words.js";
import { accessWords } from "./access.js";
import { migration } from "./migration.js";

const ADDRESSES: ParameterWords = {
  text: "Networks that may connect, as CIDR blocks; everybody else is turned away.",
  effect: "The list is replaced whole: leaving yourself out locks you out, an empty one closes the service to all.",
  aka: [
    "ip allowlist",
    "whitelist",
    "firewall",
    "allowed addresses",
    "who can connect",
    "block an ip",
    "restrict access",
  ],
};

/** Words for parameters that many types have. */
export const everyType: WordsByPath = {
  ip_filter: ADDRESSES,
  "ip_filter[].network": { text: "One address or range, such as 198.51.100.0/24.", aka: ["cidr", "subnet", "range"] },
  "ip_filter[].description": { text: "A note saying whose network this is.", aka: ["comment on an ip"] },
  static_ips: {
    marks: ["price"],
    text: "Uses addresses reserved beforehand, so that the service keeps them for good.",
    effect: "Enough static IPs must be reserved and associated first; each one is billed.",
    aka: ["fixed ip", "elastic ip", "stable address", "ip never changes"],
  },
  service_log: {
    text: "Keeps the logs of the nodes, so that they can be read in the console and by the API.",
    effect: "Without it there is little to look at after an incident.",
    aka: ["store logs", "log retention", "logging on or off"],
  },
  additional_backup_regions: {
    marks: ["price"],
    text: "A second cloud region that gets a copy of each backup.",
    effect: "Storage in the other region and the traffic to it may cost extra.",
    aka: ["cross-region backup", "backup copy elsewhere", "disaster recovery", "offsite backup"],
  },
  backup_hour: {
    text: "Hour of the day at which the daily backup begins.",
    unit: "hour, UTC",
    aka: ["backup time", "backup schedule"],
  },
  backup_minute: {
    text: "Minute of that hour at which the daily backup begins.",
    unit: "minute",
    aka: ["backup time"],
  },
  backup_interval_hours: {
    text: "Time between two backups.",
    unit: "hours",
    effect: "Shorter means less to replay on a restore, and more load and storage.",
    aka: ["backup frequency", "how often to back up"],
  },
  backup_retention_days: {
    text: "How long backups are kept before they are removed.",
    unit: "days",
    effect: "Lowering it soon removes older restore points for good.",
    aka: ["keep backups longer", "backup history"],
  },
  custom_domain: {
    text: "Your own host name that the service answers to, besides its usual one.",
    effect: "Needs a CNAME record in your DNS that points to the service.",
    aka: ["own hostname", "vanity url", "cname"],
  },
  enable_ipv6: {
    text: "Gives the service IPv6 addresses next to its IPv4 ones.",
    marks: ["one-way"],
    aka: ["dual stack", "aaaa"],
  },
  preferred_zones: {
    text: "Availability zones to put the nodes into first, while they have room.",
    aka: ["az", "zone placement", "availability zone"],
  },
  project_to_fork_from: {
    text: "Project that holds the service to copy, where it is another one than this.",
    aka: ["fork across projects", "clone from another project"],
  },
  service_to_fork_from: {
    text: "Service whose latest backup the new one starts from.",
    aka: ["clone a service", "copy data from another service", "restore into a new service"],
  },
  recovery_basebackup_name: {
    text: "The backup to start a fork from, by its name; the newest one when left out.",
    aka: ["choose a backup", "restore an old backup"],
  },
  recovery_target_time: {
    text: "Moment to which a fork is brought, within the span that the backups cover.",
    unit: "ISO 8601 time",
    aka: ["point in time recovery", "pitr", "go back to before the accident", "restore to a time"],
  },
  admin_username: {
    text: "Name of the administrator of a new service, in place of avnadmin.",
    aka: ["root user", "superuser name"],
  },
  admin_password: {
    text: "Password of the administrator of a new service; made up when left out.",
    aka: ["root password", "initial password"],
  },
  gcp_auth_allowed_urls: {
    text: "Addresses of Google's sign-in that connectors may call.",
    aka: ["google cloud authentication", "workload identity"],
  },
  sasl_oauthbearer_allowed_urls: {
    text: "Identity provider addresses that OAuth clients on the nodes may call.",
    effect: "A token address that is not listed is refused.",
    aka: ["oidc", "oauth token endpoint"],
  },
  ...migration,
  ...accessWords(),
};
