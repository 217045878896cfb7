import { readDetails } from "../tools/connect/details.js";
import { type ApplicationFiles, toApplicationFiles, toEnvText } from "../tools/connect/forms.js";
import type { Door } from "../tools/door.js";
import { requireOperation } from "../tools/operation.js";
import { prepare } from "../tools/run.js";
import { writePrivately } from "./private-files.js";

export interface ApplicationRequest {
  readonly project?: string | undefined;
  readonly service_name: string;
  readonly user?: string | undefined;
  /** `env` unless told otherwise. */
  readonly form?: string | undefined;
  /** The file of variables; the service's name with `.env` unless told otherwise. */
  readonly file?: string | undefined;
}

/** Connection details in the form that an application takes. They hold secrets. */
export async function readApplication(door: Door, request: ApplicationRequest): Promise<ApplicationFiles> {
  const { service_name, user, form = "env" } = request;
  const { project } = prepare(door, requireOperation("ServiceGet"), {
    ...(request.project === undefined ? {} : { project: request.project }),
    service_name,
  });
  const { type, details } = await readDetails(door, { project: String(project), service_name, user });
  const stem = fileOf(request).replace(/\.env$/, "");
  return toApplicationFiles(form, { type, details, stem });
}

/** Writes connection details into new files of a folder, and tells their names and how to use them, no values. */
export async function writeApplication(door: Door, folder: string, request: ApplicationRequest) {
  const { variables, files, use } = await readApplication(door, request);
  const file = fileOf(request);
  const written = await writePrivately(folder, { [file]: toEnvText(variables), ...files });
  return { written, variables: Object.keys(variables), use: use.replace("<file>", file) };
}

function fileOf({ file, service_name }: ApplicationRequest): string {
  return file ?? `${service_name}.env`;
}
