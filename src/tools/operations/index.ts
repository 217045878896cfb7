import type { Family } from "../../core/catalogue/index.js";
import type { FamilyWords, Words } from "../words.js";
import { account } from "./account.js";
import { application } from "./application.js";
import { billing } from "./billing.js";
import { clickhouse } from "./clickhouse.js";
import { cloud } from "./cloud.js";
import { flink } from "./flink.js";
import { integration } from "./integration.js";
import { kafka } from "./kafka.js";
import { mysql } from "./mysql.js";
import { network } from "./network.js";
import { opensearch } from "./opensearch.js";
import { organization } from "./organization.js";
import { pg } from "./pg.js";
import { project } from "./project.js";
import { service } from "./service.js";
import { user } from "./user.js";

/** Our words, by family and operation. */
const words: { readonly [F in Family]: FamilyWords<F> } = {
  account,
  application,
  billing,
  clickhouse,
  cloud,
  flink,
  integration,
  kafka,
  mysql,
  network,
  opensearch,
  organization,
  pg,
  project,
  service,
  user,
};

/** The words of an operation of a family. */
export function wordsOf(family: Family, id: string): Words {
  const entry = (words[family] as Readonly<Record<string, unknown>>)[id] as Words | undefined;
  if (!entry) throw new Error(`${id} has no words in ${family}`);
  return entry;
}
