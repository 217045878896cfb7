import type { KindWords } from "../words.js";
import { clickhouse } from "./clickhouse.js";
import { flink } from "./flink.js";
import { grafana } from "./grafana.js";
import { kafka } from "./kafka.js";
import { kafkaConnect } from "./kafka-connect.js";
import { kafkaMirrormaker } from "./kafka-mirrormaker.js";
import { mysql } from "./mysql.js";
import { opensearch } from "./opensearch.js";
import { pg } from "./pg.js";
import { thanos } from "./thanos.js";
import { dragonfly, valkey } from "./valkey.js";

/** Words for the parameters of the live service types. */
export const services: KindWords<"services"> = {
  clickhouse,
  dragonfly,
  flink,
  grafana,
  kafka,
  kafka_connect: kafkaConnect,
  kafka_mirrormaker: kafkaMirrormaker,
  mysql,
  opensearch,
  pg,
  thanos,
  valkey,
};
