import { InputError } from "../core/errors.js";
import { idleState, type ReadDetails, readDetails, unknownUser } from "../tools/connect/details.js";
import { type ApplicationFiles, toApplicationFiles, toEnvText } from "../tools/connect/forms.js";
import type { Door } from "../tools/door.js";
import { explain } from "../tools/explain.js";
import { requireOperation } from "../tools/operation.js";
import { prepare } from "../tools/run.js";
import { furtherReaders, writePrivately } from "./private-files.js";

export interface ApplicationRequest {
  readonly project?: string | undefined;
  readonly service_name: string;
  readonly user?: string | undefined;
  /** `env` unless told otherwise. */
  readonly form?: string | undefined;
  /** The file of variables; the service's name with `.env` unless told otherwise. */
  readonly file?: string | undefined;
}

/** What an application takes, with what keeps it from connecting yet. */
interface Application extends ApplicationFiles {
  readonly warning?: string;
}

/** Connection details in the form that an application takes. They hold secrets. */
export async function readApplication(door: Door, request: ApplicationRequest): Promise<Application> {
  const { service_name, form = "env" } = request;
  const read = await readService(door, request);
  const { type, details } = read;
  const state = idleState(read);
  const stem = fileOf(request).replace(/\.env$/, "");
  const application = toApplicationFiles(form, { type, details, stem });
  return state === undefined
    ? application
    : { ...application, warning: `${service_name} is ${state}: nothing answers` };
}

/** Writes connection details into new files of a folder, and tells their names and how to use them, no values. */
export async function writeApplication(door: Door, folder: string, request: ApplicationRequest) {
  const { variables, files, use, warning } = await readApplication(door, request);
  const file = fileOf(request);
  const written = await writePrivately(folder, { [file]: toEnvText(variables), ...files });
  const warnings = [warning, furtherReaders()].filter((text) => text !== undefined);
  return {
    written,
    variables: Object.keys(variables),
    use: use.replace("<file>", file),
    ...(warnings.length > 0 ? { warning: warnings.join("; ") } : {}),
  };
}

async function readService(door: Door, { service_name, user, ...request }: ApplicationRequest): Promise<ReadDetails> {
  const operation = requireOperation("ServiceGet");
  const given = request.project === undefined ? {} : { project: request.project };
  const input = prepare(door, operation, { ...given, service_name });
  const of = { project: String(input["project"]), service_name, user };
  let read: ReadDetails;
  try {
    read = await readDetails(door, of);
  } catch (error) {
    throw await explain(door, operation, input, error);
  }
  const problem = unknownUser(of, read);
  if (problem) throw new InputError([{ field: "user", ...problem }]);
  return read;
}

function fileOf({ file, service_name }: ApplicationRequest): string {
  return file ?? `${service_name}.env`;
}
