import { badRequest, conflict } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import {
  classesOf,
  filesOf,
  type PluginClassRow,
  type PluginFileRow,
  type PluginRow,
  pluginClasses,
  pluginFiles,
  plugins,
  requirePlugin,
  requirePluginClass,
  requirePluginFile,
} from "../model/kafka-plugin.js";
import { requireOrganization } from "../model/organization.js";
import { caller } from "../model/user.js";
import type { Call, Effects, Handlers } from "../world.js";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** Until an uploaded file is looked through. Nobody uploads anything here, so each counts as uploaded. */
const VERIFYING_MS = 20_000;
const MAX_FILE_BYTES = 200 * 1024 * 1024;
const UPLOAD_SECONDS = 900;

export const handlers: Handlers = {
  KafkaConnectCustomPluginList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { plugins: plugins(call.world).under(`${organization_id}/`).map(toPlugin) };
  },

  KafkaConnectCustomPluginGet: ({ organization_id, plugin_name }, call) => {
    requireOrganization(call, organization_id);
    return toPlugin(requirePlugin(call.world, organization_id, plugin_name));
  },

  KafkaConnectCustomPluginUpdate: ({ organization_id, plugin_name, plugin_description }, call) => {
    requireOrganization(call, organization_id);
    const row = requirePlugin(call.world, organization_id, plugin_name);
    const fields = { plugin_description: plugin_description ?? row.plugin_description, ...touched(call) };
    note(call, organization_id, "update", `Changed custom plugin ${plugin_name}`);
    return toPlugin(plugins(call.world).patch(`${organization_id}/${plugin_name}`, fields));
  },

  KafkaConnectCustomPluginDelete: ({ organization_id, plugin_name }, call) => {
    requireOrganization(call, organization_id);
    requirePlugin(call.world, organization_id, plugin_name);
    const count = filesOf(call.world, organization_id, plugin_name).length;
    if (count > 0) throw conflict(`Custom plugin ${plugin_name} has ${count} file(s): delete them first`);
    plugins(call.world).delete(`${organization_id}/${plugin_name}`);
    note(call, organization_id, "delete", `Deleted custom plugin ${plugin_name}`);
    return { message: "deleted" };
  },

  KafkaConnectCustomPluginFileCreate: (input, call) => {
    const { organization_id, plugin_name, plugin_version, plugin_description = "", file_description = "" } = input;
    const { world } = call;
    requireOrganization(call, organization_id);
    if (!NAME.test(plugin_name)) throw badRequest(`Invalid plugin name '${plugin_name}'`);
    if (filesOf(world, organization_id, plugin_name).some((file) => file.plugin_version === plugin_version)) {
      throw conflict(`Version ${plugin_version} of custom plugin ${plugin_name} already exists`);
    }
    const key = `${organization_id}/${plugin_name}`;
    const plugin =
      plugins(world).get(key) ??
      plugins(world).put(key, { plugin_id: world.uuid(), plugin_name, plugin_description, ...made(call) });
    const plugin_file_id = world.uuid();
    const file = pluginFiles(world).put(`${organization_id}/${plugin_file_id}`, {
      plugin_file_id,
      plugin_id: plugin.plugin_id,
      plugin_name,
      plugin_version,
      file_status: "INITIAL",
      file_description,
      file_sha256: "",
      file_size: 0,
      ...made(call),
    });
    world.schedule("plugin-verified", `${organization_id}/${plugin_file_id}`, VERIFYING_MS);
    note(call, organization_id, "file_create", `Created version ${plugin_version} of custom plugin ${plugin_name}`);
    const upload_info = {
      url: `https://upload.sandbox.invalid/${plugin_file_id}`,
      content_type: input.content_type ?? "application/java-archive",
      max_file_size_bytes: MAX_FILE_BYTES,
      upload_expiry_seconds: UPLOAD_SECONDS,
    };
    return { ...file, upload_info };
  },

  KafkaConnectCustomPluginFileList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { plugin_files: pluginFiles(call.world).under(`${organization_id}/`) };
  },

  KafkaConnectCustomPluginFileListByName: ({ organization_id, plugin_name }, call) => {
    requireOrganization(call, organization_id);
    requirePlugin(call.world, organization_id, plugin_name);
    return { plugin_files: filesOf(call.world, organization_id, plugin_name) };
  },

  KafkaConnectCustomPluginFileGet: ({ organization_id, plugin_file_id }, call) => {
    requireOrganization(call, organization_id);
    const file = requirePluginFile(call.world, organization_id, plugin_file_id);
    return { ...file, plugin_classes: classesIn(call, organization_id, file).map(toClass) };
  },

  KafkaConnectCustomPluginFileUpdate: ({ organization_id, plugin_file_id, file_description }, call) => {
    requireOrganization(call, organization_id);
    const row = requirePluginFile(call.world, organization_id, plugin_file_id);
    const fields = { file_description: file_description ?? row.file_description, ...touched(call) };
    note(call, organization_id, "file_update", `Changed ${versionOf(row)}`);
    return pluginFiles(call.world).patch(`${organization_id}/${plugin_file_id}`, fields);
  },

  KafkaConnectCustomPluginFileDelete: ({ organization_id, plugin_file_id }, call) => {
    requireOrganization(call, organization_id);
    const row = requirePluginFile(call.world, organization_id, plugin_file_id);
    const { plugin_name } = row;
    call.world.cancelAll(`${organization_id}/${plugin_file_id}`);
    pluginFiles(call.world).delete(`${organization_id}/${plugin_file_id}`);
    const ready = filesOf(call.world, organization_id, plugin_name).some(({ file_status }) => file_status === "READY");
    for (const { plugin_class } of ready ? [] : classesOf(call.world, organization_id, plugin_name)) {
      pluginClasses(call.world).delete(`${organization_id}/${plugin_class}`);
    }
    note(call, organization_id, "file_delete", `Deleted ${versionOf(row)}`);
    return { message: "deleted" };
  },

  KafkaConnectCustomPluginFileClassList: ({ organization_id, plugin_file_id }, call) => {
    requireOrganization(call, organization_id);
    const file = requirePluginFile(call.world, organization_id, plugin_file_id);
    return { plugin_classes: classesIn(call, organization_id, file).map(toClass) };
  },

  KafkaConnectCustomPluginClassList: ({ organization_id }, call) => {
    requireOrganization(call, organization_id);
    return { plugin_classes: classesOf(call.world, organization_id).map(toClass) };
  },

  KafkaConnectCustomPluginClassListByName: ({ organization_id, plugin_name }, call) => {
    requireOrganization(call, organization_id);
    requirePlugin(call.world, organization_id, plugin_name);
    return { plugin_classes: classesOf(call.world, organization_id, plugin_name).map(toClass) };
  },

  KafkaConnectCustomPluginClassGet: ({ organization_id, plugin_class_name }, call) => {
    requireOrganization(call, organization_id);
    return toClass(requirePluginClass(call.world, organization_id, plugin_class_name));
  },

  KafkaConnectCustomPluginClassUpdate: ({ organization_id, plugin_class_name, ...given }, call) => {
    requireOrganization(call, organization_id);
    const row = requirePluginClass(call.world, organization_id, plugin_class_name);
    const fields = {
      title: given.title ?? row.title,
      description: given.description ?? row.description,
      author: given.author ?? row.author,
      doc_url: given.doc_url ?? row.doc_url,
      ...touched(call),
    };
    note(
      call,
      organization_id,
      "class_update",
      `Changed class ${plugin_class_name} of custom plugin ${row.plugin_name}`,
    );
    return toClass(pluginClasses(call.world).patch(`${organization_id}/${plugin_class_name}`, fields));
  },
};

export const effects: Effects = {
  // Nothing was uploaded, so what is found in the file is made up: one connector, named after the plugin.
  "plugin-verified": (key, world) => {
    const { plugin_name, created_at, created_by, updated_by } = pluginFiles(world).patch(key, {
      file_status: "READY",
      file_sha256: world.hex(`plugin ${key}`, 64),
      file_size: 1_000_000 + (Number.parseInt(world.hex(`plugin size ${key}`, 6), 16) % 20_000_000),
      updated_at: world.now(),
    });
    const plugin_class = `com.example.${plugin_name.replaceAll(/[^A-Za-z0-9]+/g, "_")}.SinkConnector`;
    const classKey = `${key.slice(0, key.indexOf("/"))}/${plugin_class}`;
    if (pluginClasses(world).has(classKey)) return;
    pluginClasses(world).put(classKey, {
      plugin_name,
      plugin_class,
      plugin_class_type: "sink",
      title: plugin_name,
      description: "",
      author: "",
      doc_url: "",
      created_at,
      created_by,
      updated_at: world.now(),
      updated_by,
    });
  },
};

/** The classes of a file, which are known once it is verified. */
function classesIn(call: Call, organization_id: string, file: PluginFileRow): PluginClassRow[] {
  return file.file_status === "READY" ? classesOf(call.world, organization_id, file.plugin_name) : [];
}

function versionOf({ plugin_name, plugin_version }: PluginFileRow): string {
  return `version ${plugin_version} of custom plugin ${plugin_name}`;
}

function note(call: Call, organization_id: string, what: string, event_desc: string): void {
  recordInOrganization(call, organization_id, `kafka_connect_custom_plugin_${what}`, event_desc);
}

function touched(call: Call) {
  return { updated_at: call.world.now(), updated_by: caller(call).user_id };
}

function made(call: Call) {
  const { updated_at, updated_by } = touched(call);
  return { created_at: updated_at, created_by: updated_by, updated_at, updated_by };
}

function toPlugin(row: PluginRow) {
  return { ...row, service_type: "kafka_connect" as const };
}

function toClass({ plugin_name: _, ...row }: PluginClassRow) {
  return row;
}
