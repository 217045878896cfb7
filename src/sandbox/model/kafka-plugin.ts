import { found } from "../errors.js";
import type { Table } from "../store.js";
import type { World } from "../world.js";

/** When and by whom something was made and changed. */
interface Stamps {
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

/** A custom plugin of an organization; keyed `organization_id/plugin_name`. */
export interface PluginRow extends Stamps {
  readonly plugin_id: string;
  readonly plugin_name: string;
  readonly plugin_description: string;
}

/** A version of a plugin; keyed `organization_id/plugin_file_id`. */
export interface PluginFileRow extends Stamps {
  readonly plugin_file_id: string;
  readonly plugin_id: string;
  readonly plugin_name: string;
  readonly plugin_version: string;
  readonly file_status: "INITIAL" | "READY";
  readonly file_description: string;
  readonly file_sha256: string;
  readonly file_size: number;
}

/** A class that was found in a plugin's files; keyed `organization_id/plugin_class`. */
export interface PluginClassRow extends Stamps {
  readonly plugin_name: string;
  readonly plugin_class: string;
  readonly plugin_class_type: "sink" | "source" | "transformation";
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly doc_url: string;
}

export function plugins(world: World): Table<PluginRow> {
  return world.table<PluginRow>("kafka_plugins");
}

export function pluginFiles(world: World): Table<PluginFileRow> {
  return world.table<PluginFileRow>("kafka_plugin_files");
}

export function pluginClasses(world: World): Table<PluginClassRow> {
  return world.table<PluginClassRow>("kafka_plugin_classes");
}

export function requirePlugin(world: World, organization_id: string, plugin_name: string): PluginRow {
  const row = plugins(world).get(`${organization_id}/${plugin_name}`);
  return found(row, `Custom plugin ${plugin_name} does not exist`);
}

export function requirePluginFile(world: World, organization_id: string, plugin_file_id: string): PluginFileRow {
  const row = pluginFiles(world).get(`${organization_id}/${plugin_file_id}`);
  return found(row, `Custom plugin file ${plugin_file_id} does not exist`);
}

export function requirePluginClass(world: World, organization_id: string, plugin_class: string): PluginClassRow {
  const row = pluginClasses(world).get(`${organization_id}/${plugin_class}`);
  return found(row, `Custom plugin class ${plugin_class} does not exist`);
}

export function filesOf(world: World, organization_id: string, plugin_name: string): PluginFileRow[] {
  return pluginFiles(world)
    .under(`${organization_id}/`)
    .filter((row) => row.plugin_name === plugin_name);
}

/** The classes of a plugin, or of all of an organization's plugins. */
export function classesOf(world: World, organization_id: string, plugin_name?: string): PluginClassRow[] {
  const rows = pluginClasses(world).under(`${organization_id}/`);
  return plugin_name === undefined ? rows : rows.filter((row) => row.plugin_name === plugin_name);
}
