import type { WordsByPath } from "../words.js";

/** Words for pulling in the data of a server elsewhere. */
export const migration: WordsByPath = {
  migration: {
    text: "Copies the data of a server elsewhere into this service and then follows it.",
    effect: "What this service holds under the same names can be overwritten; removing it ends the copying.",
    aka: ["import from another server", "move data in", "replicate from an external server", "lift and shift"],
  },
  "migration.host": { text: "Host name or address of the server to copy from.", aka: ["source server"] },
  "migration.port": { text: "Port of the server to copy from.", aka: ["source port"] },
  "migration.username": { text: "User to log in with at the server to copy from.", aka: ["source user"] },
  "migration.password": { text: "Password of that user at the source.", aka: ["source password"] },
  "migration.dbname": { text: "Database at the source to log in to at first.", aka: ["source database"] },
  "migration.ssl": { text: "Encrypts the connection to the source.", aka: ["tls to the source"] },
  "migration.method": {
    text: "Whether to follow the source by replication or to copy it once as a dump.",
    effect: "A dump misses what is written at the source after it began.",
    aka: ["dump or replication", "one-off copy"],
  },
  "migration.dump_tool": { text: "Program that takes the dump at the source.", aka: ["mysqldump", "mydumper"] },
  "migration.ignore_dbs": {
    text: "Databases to leave out, separated by commas.",
    aka: ["skip databases", "exclude databases"],
  },
  "migration.ignore_roles": {
    text: "Database roles to leave out, separated by commas.",
    aka: ["skip users", "exclude roles"],
  },
  "migration.reestablish_replication": {
    text: "Begins following the source anew, without copying everything again.",
    aka: ["resume replication", "restart broken replication"],
  },
};
