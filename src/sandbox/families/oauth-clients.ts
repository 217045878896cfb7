import { badRequest, found } from "../errors.js";
import { recordInOrganization } from "../model/account-event.js";
import { requireAccount } from "../model/organization.js";
import type { Table } from "../store.js";
import type { Call, Handlers, World } from "../world.js";

/** A program that users let act for them; keyed `organization_id/client_id`. */
interface ClientRow {
  readonly client_id: string;
  readonly name: string;
  readonly description: string | null;
}

/** Keyed `organization_id/client_id/redirect_id`. */
interface RedirectRow {
  readonly redirect_id: string;
  readonly redirect_uri: string;
}

/** Keyed `organization_id/client_id/secret_id`. The secret itself is shown once and not kept. */
interface SecretRow {
  readonly secret_id: string;
  readonly secret_suffix: string;
}

/** OAuth clients, as the provider's CLI makes them: client, redirect addresses and secrets. */
export const handlers: Handlers = {
  AccountOAuthClientList: ({ account_id }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    return { oauth2_clients: clients(call.world).under(`${organization_id}/`) };
  },

  AccountOAuthClientCreate: ({ account_id, name, description = null }, call) => {
    const { organization_id } = requireAccount(call, account_id);
    if (name.trim() === "") throw badRequest("Name must not be empty");
    const client_id = call.world.uuid();
    recordInOrganization(call, organization_id, "oauth2_client_create", `Created OAuth client ${name}`);
    return clients(call.world).put(`${organization_id}/${client_id}`, { client_id, name, description });
  },

  AccountOAuthClientGet: (input, call) => requireClient(call, input).row,

  AccountOAuthClientUpdate: (input, call) => {
    const { key, row, organization_id } = requireClient(call, input);
    const { name, description } = input;
    recordInOrganization(call, organization_id, "oauth2_client_update", `Changed OAuth client ${row.name}`);
    return clients(call.world).patch(key, {
      name: name ?? row.name,
      description: description === undefined ? row.description : description,
    });
  },

  AccountOAuthClientDelete: (input, call) => {
    const { key, row, organization_id } = requireClient(call, input);
    call.world.deleteUnder(`${key}/`);
    clients(call.world).delete(key);
    recordInOrganization(call, organization_id, "oauth2_client_delete", `Deleted OAuth client ${row.name}`);
    return { message: "deleted" };
  },

  AccountOAuthClientRedirectList: (input, call) => {
    const { key } = requireClient(call, input);
    return { redirects: redirects(call.world).under(`${key}/`) };
  },

  AccountOAuthClientRedirectCreate: (input, call) => {
    const { key, row, organization_id } = requireClient(call, input);
    const { redirect_uri } = input;
    if (!URL.canParse(redirect_uri)) throw badRequest(`Invalid redirect URI '${redirect_uri}'`);
    const what = `Added redirect URI ${redirect_uri} to OAuth client ${row.name}`;
    recordInOrganization(call, organization_id, "oauth2_client_redirect_create", what);
    const redirect_id = call.world.uuid();
    return redirects(call.world).put(`${key}/${redirect_id}`, { redirect_id, redirect_uri });
  },

  AccountOAuthClientRedirectDelete: (input, call) => {
    const { key, row, organization_id } = requireClient(call, input);
    const own = `${key}/${input.redirect_id}`;
    const { redirect_uri } = found(redirects(call.world).get(own), "Redirect URI does not exist");
    redirects(call.world).delete(own);
    const what = `Removed redirect URI ${redirect_uri} from OAuth client ${row.name}`;
    recordInOrganization(call, organization_id, "oauth2_client_redirect_delete", what);
    return { message: "deleted" };
  },

  AccountOAuthClientSecretList: (input, call) => {
    const { key } = requireClient(call, input);
    return { secrets: secrets(call.world).under(`${key}/`) };
  },

  AccountOAuthClientSecretCreate: (input, call) => {
    const { key, row: client, organization_id } = requireClient(call, input);
    const secret_id = call.world.uuid();
    const secret = Buffer.from(call.world.bytes(`oauth secret ${secret_id}`, 32)).toString("base64url");
    const row = secrets(call.world).put(`${key}/${secret_id}`, { secret_id, secret_suffix: secret.slice(-4) });
    const what = `Added a secret to OAuth client ${client.name}`;
    recordInOrganization(call, organization_id, "oauth2_client_secret_create", what);
    return { ...row, secret };
  },

  AccountOAuthClientSecretDelete: (input, call) => {
    const { key, row, organization_id } = requireClient(call, input);
    const own = `${key}/${input.secret_id}`;
    found(secrets(call.world).get(own), "Secret does not exist");
    secrets(call.world).delete(own);
    const what = `Removed a secret of OAuth client ${row.name}`;
    recordInOrganization(call, organization_id, "oauth2_client_secret_delete", what);
    return { message: "deleted" };
  },
};

/** The clients of every organization. */
export function clients(world: World): Table<ClientRow> {
  return world.table<ClientRow>("oauth_clients");
}

function redirects(world: World): Table<RedirectRow> {
  return world.table<RedirectRow>("oauth_redirects");
}

function secrets(world: World): Table<SecretRow> {
  return world.table<SecretRow>("oauth_secrets");
}

function requireClient(call: Call, input: { readonly account_id: string; readonly client_id: string }) {
  const { organization_id } = requireAccount(call, input.account_id);
  const key = `${organization_id}/${input.client_id}`;
  return { organization_id, key, row: found(clients(call.world).get(key), "OAuth client does not exist") };
}
