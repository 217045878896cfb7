import { writeApplication } from "../node/connect-application.js";
import { connect } from "../node/connection.js";
import { type Flags, loadSettings } from "../node/settings.js";
import { printData } from "./print.js";

export interface ConnectOptions {
  readonly json?: boolean;
  readonly form: string;
  readonly folder: string;
  readonly file?: string | undefined;
  readonly user?: string | undefined;
}

/** Writes a service's connection details into files, and prints their names. */
export async function connectService(
  service_name: string,
  flags: Flags,
  { json, folder, form, file, user }: ConnectOptions,
): Promise<void> {
  const connection = await connect(await loadSettings(flags, process.env));
  try {
    printData(await writeApplication(connection.door, folder, { service_name, form, file, user }), { json });
  } finally {
    await connection.close();
  }
}
