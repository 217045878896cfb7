import { createHash } from "node:crypto";
import type { Download } from "../../core/catalogue/index.js";
import { badRequest, conflict, found } from "../errors.js";
import { recordOn } from "../model/event.js";
import { requirePowered, requireServiceOf, type ServiceRow, serviceKey } from "../model/service.js";
import type { Call, Handlers, World } from "../world.js";

/** A file for OpenSearch to use in analysis; keyed `project/service_name/file_id`. */
interface CustomFileRow {
  readonly file_id: string;
  readonly filename: string;
  readonly filetype: string;
  /** As base64, because rows are JSON. */
  readonly content: string;
  readonly update_time: string;
}

type Path = Parameters<typeof requireServiceOf>[1];

const NAME = /^[\w.-]{1,256}$/;

export const handlers: Handlers = {
  ServiceCustomFileList: (input, call) => {
    const service = requireService(call, input);
    return { custom_files: filesOf(call.world, service).map(toFile) };
  },

  ServiceCustomFileUpload: (input, call) => {
    const service = requirePowered(requireService(call, input));
    const { filename, filetype } = input;
    if (!NAME.test(filename)) throw badRequest(`Invalid filename '${filename}'`);
    if (filesOf(call.world, service).some((row) => row.filename === filename && row.filetype === filetype)) {
      throw conflict(`Custom file ${filename} already exists`);
    }
    const file_id = call.world.uuid();
    const row = { file_id, filename, filetype, content: readContent(input.file), update_time: call.world.now() };
    files(call.world).put(`${serviceKey(service)}/${file_id}`, row);
    recordOn(call, service, "service_custom_file_upload", `Uploaded custom file ${filename}`);
    return toFile(row);
  },

  ServiceCustomFileUpdate: (input, call) => {
    const service = requirePowered(requireService(call, input));
    const { file_id, filename } = requireFile(call.world, service, input.file_id);
    const fields = { content: readContent(input.file), update_time: call.world.now() };
    const row = files(call.world).patch(`${serviceKey(service)}/${file_id}`, fields);
    recordOn(call, service, "service_custom_file_update", `Replaced custom file ${filename}`);
    return toFile(row);
  },

  ServiceCustomFileGet: (input, call): Download => {
    const service = requireService(call, input);
    const { content } = requireFile(call.world, service, input.file_id);
    return { contentType: "application/octet-stream", bytes: new Uint8Array(Buffer.from(content, "base64")) };
  },
};

function requireService(call: Call, input: Path): ServiceRow {
  return requireServiceOf(call, input, "custom files", "opensearch");
}

function files(world: World) {
  return world.table<CustomFileRow>("custom_files");
}

function filesOf(world: World, service: ServiceRow): CustomFileRow[] {
  return files(world).under(`${serviceKey(service)}/`);
}

function requireFile(world: World, service: ServiceRow, file_id: string): CustomFileRow {
  return found(files(world).get(`${serviceKey(service)}/${file_id}`), `Custom file ${file_id} does not exist`);
}

function readContent(file: unknown): string {
  if (!(file instanceof Uint8Array) || file.length === 0) throw badRequest("Invalid input: 'file' must be a file");
  return Buffer.from(file).toString("base64");
}

function toFile({ file_id, filename, filetype, content, update_time }: CustomFileRow) {
  const bytes = Buffer.from(content, "base64");
  return {
    file_id,
    filename,
    filesha256: createHash("sha256").update(bytes).digest("hex"),
    filesize: bytes.length,
    filetype,
    service_reference: `custom/${filetype}/${filename}`,
    update_time,
  };
}
