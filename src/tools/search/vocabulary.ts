/**
 * Words of users and what they mean here. Both what is searched for and what is searched in are put into these terms, so
 * that "nuke the redis" and "delete a Valkey service" meet. Meaning, not wording: a word is here because it means the same
 * thing in every request.
 */

/** Phrases of several words, longest first where one holds another; `…` stands for one word between. */
export const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bwho (has |have |last )?(\w+ed|did|made|broke)\b/g, "event $2"],
  [/\bwho am i\b|\bmy own (account|profile|user)\b/g, "whoami"],
  [/\belastic ips?\b/g, "staticip"],
  [/\block(ed|ing)? (down|out)\b/g, "protect"],
  [/\b(spin|stand|set|bring|fire)(ting|s)? (?:(\w+) )?up\b/g, "create $3"],
  [
    /\b(shut|power|turn|switch|wind|scale to)(ting|s|ed|ing)? (?:(it|them|this|that|everything|all|the \w+|my \w+|our \w+) )?(down|off)\b/g,
    "poweroff $3",
  ],
  [/\bput (.{1,40}?)(to sleep|on hold|on ice)\b/g, "poweroff $1"],
  [
    /\b(power|turn|switch|start|wake|boot|bring)(ing|s|ed)? (?:(it|them|this|that|everything|all|the \w+|my \w+|our \w+) )?(back )?(on|up|again)\b/g,
    "poweron $3",
  ],
  [/\b(get|getting) rid of\b/g, "delete"],
  [/\b(tear|take|bring)(ing)? (?:(it|them|the \w+|my \w+|our \w+) )?down\b/g, "delete $3"],
  [/\b(throw|kick|clear|clean)(ing|s)? (?:(\w+) )?(away|out|up)\b/g, "delete $3"],
  [/\bhow much (does|do|would|will|is|are|did)\b/g, "price"],
  [/\bhow much .{0,20}(cost|pay|spend|spent|charge)/g, "price cost"],
  [/\b(log|sign)(ging|ged)? ?(in|on)\b/g, "login"],
  [/\blog(ging|ged)? ?out\b/g, "logout"],
  [
    /\bip[- ]?(white|allow)[- ]?list(ing)?\b|\b(white|allow)[- ]?list(ed|ing)? .{0,12}\bip\b|\bfire ?wall\b/g,
    "ipfilter",
  ],
  [/\bip (filter|address(es)?|range)s?\b/g, "ipfilter ip"],
  [/\bstatic ips?\b|\bfixed (public |outgoing )?(ip|address)(es)?\b/g, "staticip"],
  [/\b(message|event)s? (bus|broker|queue)\b/g, "kafka"],
  [/\btwo[- ]factor|\b2[- ]?fa\b|\bmfa\b/g, "2fa"],
  [/\bpoint[- ]in[- ]time|\bpitr\b/g, "pitr restore"],
  [/\bread[- ]?(only )?replicas?\b/g, "replica"],
  [/\bconnection (string|uri|url|info|detail)s?\b/g, "connection"],
  [/\bconnection pool(s|er|ing)?\b|\bpg ?bouncer\b/g, "pool"],
  [/\bschema registry\b/g, "schema"],
  [/\bmirror ?maker\b|\breplication flows?\b/g, "mirrormaker"],
  [/\bcredit ?cards?\b/g, "card"],
  [/\bprivate ?link\b|\bprivate endpoint\b/g, "privatelink"],
  [/\bbring your own cloud\b|\bbyoc\b|\bown cloud account\b/g, "customcloud"],
  [/\bcustom(er)?[- ]clouds?\b/g, "customcloud"],
  [/\b(customer[- ]managed|encryption) keys?\b|\bcmks?\b/g, "cmk"],
  [/\b(organizational|org) units?\b/g, "unit"],
  [/\bservice users?\b|\bdatabase users?\b|\bdb users?\b/g, "serviceuser user"],
  [/\bapplication users?\b|\bmachine users?\b|\bservice accounts?\b|\bbots?\b/g, "appuser user"],
  [/\baccess tokens?\b|\bapi (keys?|tokens?)\b/g, "token"],
  [/\bdead ?letter|\bconsumer (group|lag)\b/g, "consumer"],
  [/\b(audit|event|activity) (log|trail|history)s?\b/g, "event"],
  [/\bbilling groups?\b/g, "billinggroup"],
  [/\bpayment methods?\b/g, "payment"],
  [/\bmajor version\b/g, "version"],
  [/\bend of life\b|\beol\b/g, "eol version"],
  [/\bterms? of\b|\bkind of\b|\blist of\b|\ba lot of\b|\bout of\b/g, " "],
];

/** One word for the words that mean the same, by that word. */
const CONCEPTS: Readonly<Record<string, string>> = {
  create: "create new make deploy provision launch generate establish introduce register issue mint order reserve",
  upload: "upload push hand",
  send: "send ship forward stream export",
  replace: "replace overwrite swap exchange",
  enable: "enable activate",
  disable: "disable deactivate",
  increase: "increase raise bump grow enlarge expand extend add-more",
  decrease: "decrease lower reduce shrink cut",
  protect: "protect guard prevent",
  redeem: "redeem claim use-code",
  accept: "accept approve agree",
  delete:
    "delete remove drop nuke destroy erase wipe terminate kill purge decommission trash discard dispose scrap detach unlink unregister uninstall",
  list: "list enumerate overview inventory all every",
  show: "show get see view display read fetch look inspect describe check find tell print retrieve",
  update: "update change edit modify alter adjust tweak configure reconfigure set rename tune patch",
  add: "add attach append insert join link hook plug",
  poweroff: "poweroff pause hibernate suspend sleep stop halt park freeze",
  connection: "connection connections connect connects connected connecting",
  night: "night nights overnight nightly",
  poweron: "poweron resume unpause wake awake restart reboot",
  resize: "resize scale upscale downscale upsize downsize bigger larger smaller",
  rotate: "rotate reset renew regenerate roll recycle",
  revoke: "revoke invalidate cancel withdraw",
  invite: "invite onboard",
  restore: "restore recover recovery rollback bring-back undelete rewind",
  fork: "fork clone copy duplicate",
  validate: "validate verify test check-validity",
  pg: "pg postgres postgresql postgre pgsql psql",
  mysql: "mysql mariadb",
  kafka: "kafka kafkas",
  valkey: "valkey redis caching cache dragonfly keydb",
  opensearch: "opensearch elasticsearch elastic lucene kibana",
  clickhouse: "clickhouse",
  flink: "flink",
  grafana: "grafana",
  service: "service cluster instance server box machine",
  database: "database db dbs",
  user: "user users person people member teammate colleague employee somebody someone anyone everybody everyone staff",
  login: "login logins signin",
  organization: "organization organisation org company tenant",
  project: "project projects workspace",
  permission:
    "permission permissions right rights access role roles privilege privileges grant grants acl acls authorization authorize allow may can-access",
  token: "token tokens apikey key-api pat",
  password: "password passwords passphrase pwd credential credentials secret secrets",
  price: "price prices pricing cost costs spend spending expensive cheap cheapest charge charges budget",
  invoice: "invoice invoices bill bills billing receipt receipts",
  plan: "plan plans tier tiers size sizes flavor flavour",
  cloud: "cloud clouds region regions datacenter datacentre location locations",
  backup: "backup backups snapshot-of-service dump",
  snapshot: "snapshot snapshots",
  log: "log logs logging stdout stderr",
  metric: "metric metrics load usage utilization utilisation graph monitoring",
  memory: "memory ram",
  alert: "alert alerts alarm alarms warning warnings",
  event: "event events audit history who-did activity",
  tag: "tag tags label labels",
  topic: "topic topics",
  message: "message messages record records payload",
  connector: "connector connectors debezium sink source-connector",
  subject: "subject subjects avro",
  index: "index indices indexes",
  query: "query queries statement statements sql select",
  slow: "slow slowest slowness sluggish laggy latency",
  integration: "integration integrations integrate",
  endpoint: "endpoint endpoints",
  vpc: "vpc vpcs network vnet",
  peering: "peering peer peerings",
  certificate: "certificate certificates cert certs ca tls ssl pem",
  disk: "disk storage space gb gib volume",
  version: "version versions release",
  upgrade: "upgrade",
  maintenance: "maintenance patching update-window",
  member: "member members",
  group: "group groups team teams",
  domain: "domain domains",
  quota: "quota quotas throttle throttling bandwidth",
  card: "card cards",
  credit: "credit credits voucher coupon promo",
  address: "address addresses",
  email: "email emails mail",
  ip: "ip ips cidr",
  extension: "extension extensions",
  plugin: "plugin plugins",
  job: "job jobs",
  application: "application applications app apps",
  deployment: "deployment deployments",
  repository: "repository repositories repo repos",
  file: "file files",
  ticket: "ticket tickets",
  migration: "migration migrate migrating import",
  emission: "emission emissions carbon co2 footprint sustainability",
  eol: "eol deprecated obsolete",
};

/** Word → concept, and where it stands: where two words have a form in common, the later one has it. */
let known: ReadonlyMap<string, readonly [concept: string, place: number]> | undefined;

function knownWords() {
  known ??= new Map(
    Object.entries(CONCEPTS)
      .flatMap(([concept, words]) => words.split(" ").map((word) => [word, concept] as const))
      .map(([word, concept], place) => [word, [concept, place]]),
  );
  return known;
}

/** The concept of a word in any of its forms, or undefined when it stands for itself. */
export function conceptOf(word: string): string | undefined {
  let latest: readonly [concept: string, place: number] | undefined;
  for (const base of basesOf(word)) {
    const found = knownWords().get(base);
    if (found && (!latest || found[1] > latest[1])) latest = found;
  }
  return latest?.[0];
}

/** Every word that stands for a concept, in every form. */
export function conceptWords(): Iterable<string> {
  return new Set(Array.from(knownWords().keys()).flatMap(formsOf));
}

/** A word with the endings of plurals and verbs. */
function formsOf(word: string): string[] {
  const bare = word.replace(/e$/, "");
  const y = word.replace(/y$/, "i");
  return [
    word,
    `${word}s`,
    `${y}es`,
    `${bare}ed`,
    `${y}ed`,
    `${bare}ing`,
    `${word}${word.at(-1)}ing`,
    `${word}${word.at(-1)}ed`,
  ];
}

/** The words that a word may be a form of: `formsOf` backwards, for all forms of all words take far longer. Slips (`createing`) count too. */
function basesOf(form: string): string[] {
  const bases = [form];
  if (form.endsWith("s")) bases.push(form.slice(0, -1));
  const [, stem, ending] = /^(.+)(es|ed|ing)$/.exec(form) ?? [];
  if (stem === undefined) return bases;
  bases.push(stem);
  if (stem.endsWith("i") && ending !== "ing") bases.push(`${stem.slice(0, -1)}y`);
  if (ending === "es") return bases;
  bases.push(`${stem}e`);
  if (stem.at(-1) === stem.at(-2)) bases.push(stem.slice(0, -1));
  return bases;
}

/** Words that say nothing about what is wanted. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "a an the this that these those it its of to in on at for from with by as is are was were be been being am do does did done " +
    "i me my mine we us our ours you your he she they them their and or but if so than then there here just please can could would " +
    "should will shall might must want wants wanted need needs needed like let lets have has had having how what which who whom " +
    "when where why not no yes also too very really still again now today tomorrow yesterday right only some any one two other " +
    "into onto about over under after before until till while during up down off out aiven hey hi ok thanks something anything " +
    "everything thing things stuff way kind sort bit lot going get got go im ive id dont doesnt cant wont isnt arent whats wheres"
  ).split(" "),
);
