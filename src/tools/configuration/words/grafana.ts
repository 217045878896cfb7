import type { ParameterPaths } from "../../../core/configuration/generated/paths.js";
import type { WordsByPath } from "../words.js";
import { grafanaSignIn } from "./grafana-sign-in.js";

/** Words for Grafana. */
export const grafana: WordsByPath<ParameterPaths["services"]["grafana"]> = {
  ...grafanaSignIn,
  alerting_enabled: {
    text: "Turns Grafana's old alerting on; only where unified alerting is off.",
    aka: ["legacy alerts"],
  },
  alerting_error_or_timeout: { text: "State of an old alert whose query fails or takes too long." },
  alerting_max_annotations_to_keep: { text: "Annotations of old alerts that are kept; 0 all.", unit: "annotations" },
  alerting_nodata_or_nullvalues: { text: "State of an old alert that gets no data.", aka: ["no data alert"] },
  unified_alerting_enabled: {
    text: "Turns Grafana's present alerting on.",
    effect: "Old alerts are moved over; cannot be on together with alerting_enabled.",
    aka: ["alert rules", "new alerting"],
  },
  allow_embedding: {
    text: "Lets pages of Grafana be shown in frames of other sites.",
    effect: "Opens the door for clickjacking.",
    aka: ["iframe", "embed a dashboard"],
  },
  cookie_samesite: {
    text: "Whether the login cookie goes along with requests from other sites.",
    effect: "Embedding with a login needs none.",
    aka: ["samesite", "csrf"],
  },
  dashboard_previews_enabled: { text: "Shows small pictures of dashboards in lists.", aka: ["thumbnails"] },
  dashboard_scenes_enabled: { text: "Draws dashboards with the newer Scenes library." },
  dashboards_min_refresh_interval: {
    text: "Shortest interval at which a dashboard may refresh itself.",
    unit: "duration, as 5s",
    aka: ["auto refresh", "dashboards load the database"],
  },
  dashboards_versions_to_keep: {
    text: "Old versions kept of each dashboard.",
    unit: "versions",
    aka: ["dashboard history"],
  },
  dataproxy_send_user_header: { text: "Tells data sources in a header who is asking.", aka: ["x-grafana-user"] },
  dataproxy_timeout: {
    text: "How long a data source may take to answer.",
    unit: "s",
    aka: ["query timeout", "gateway timeout", "slow data source"],
  },
  date_formats: { text: "How dates and times are written.", aka: ["time format", "american dates"] },
  "date_formats.default_timezone": { text: "Time zone of users who chose none; browser takes theirs.", aka: ["utc"] },
  "date_formats.full_date": { text: "Format of a whole date with time." },
  "date_formats.interval_day": { text: "Format on axes where a step is a day." },
  "date_formats.interval_hour": { text: "Format on axes where a step is an hour." },
  "date_formats.interval_minute": { text: "Format on axes where a step is a minute." },
  "date_formats.interval_month": { text: "Format on axes where a step is a month." },
  "date_formats.interval_second": { text: "Format on axes where a step is a second." },
  "date_formats.interval_year": { text: "Format on axes where a step is a year." },
  disable_gravatar: {
    text: "Does without pictures of users from gravatar.com.",
    aka: ["avatars", "privacy"],
  },
  editors_can_admin: {
    text: "Lets editors look after the folders, dashboards and teams that they made.",
    aka: ["editor permissions"],
  },
  external_image_storage: {
    text: "Where pictures for alert messages are put.",
    aka: ["images in alerts", "screenshots in notifications"],
  },
  "external_image_storage.access_key": { text: "Access key ID for the bucket." },
  "external_image_storage.secret_key": { text: "Secret access key for the bucket." },
  "external_image_storage.bucket_url": {
    text: "Address of the bucket.",
    effect: "Must be readable by whoever gets the alert.",
  },
  "external_image_storage.provider": { text: "Kind of storage." },
  google_analytics_ua_id: {
    text: "Google Analytics property that counts visits of your Grafana.",
    aka: ["tracking", "ga"],
  },
  grafana_version: {
    marks: ["one-way"],
    text: "Major version of Grafana.",
    effect: "Going up cannot be undone.",
    aka: ["upgrade grafana"],
  },
  metrics_enabled: { text: "Offers Grafana's own metrics at /metrics.", aka: ["monitor grafana itself"] },
  smtp_server: {
    text: "Mail server for alerts, invitations and forgotten passwords.",
    effect: "Without it Grafana sends no mail.",
    aka: ["email", "mail alerts", "invite by email"],
  },
  "smtp_server.from_address": { text: "Address that mail comes from." },
  "smtp_server.from_name": { text: "Name that mail comes from." },
  "smtp_server.host": { text: "Host name of the mail server." },
  "smtp_server.port": { text: "Port of the mail server." },
  "smtp_server.username": { text: "User to log in with at the mail server." },
  "smtp_server.password": { text: "Password for the mail server." },
  "smtp_server.skip_verify": {
    text: "Takes any certificate of the mail server.",
    effect: "Somebody in between could read along.",
  },
  "smtp_server.starttls_policy": {
    text: "Whether mail must, may or may not be encrypted on the way.",
    aka: ["starttls", "tls for mail"],
  },
  viewers_can_edit: {
    text: "Lets viewers try changes to dashboards without saving them.",
    aka: ["explore for viewers"],
  },
  wal: {
    text: "Uses write-ahead logging for Grafana's own database.",
    effect: "Helps against a locked database under many writes.",
    aka: ["database is locked", "sqlite"],
  },
};
