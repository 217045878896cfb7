import { SERVICE_TYPES } from "../data/service-types.js";
import { ApiFailure, badRequest, conflict } from "../errors.js";
import { forgetGrants } from "../model/clickhouse-access.js";
import { requireUnpooled } from "../model/connection-pool.js";
import { recordOn } from "../model/event.js";
import { requirePowered, requireService } from "../model/service.js";
import {
  createServiceUser,
  requireServiceUser,
  resetCredentials,
  serviceUserKey,
  serviceUsers,
  serviceUsersOf,
} from "../model/service-user.js";
import { toServiceUser } from "../service/user-view.js";
import { toService } from "../service/view.js";
import type { Handlers } from "../world.js";

const USERNAME = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,63}$/;

export const handlers: Handlers = {
  ServiceUserCreate: (input, call) => {
    const { username, access_control, authentication } = input;
    const service = requirePowered(requireService(call, input));
    if (!SERVICE_TYPES.get(service.service_type)?.adminUser) {
      throw badRequest(`Service type '${service.service_type}' does not have service users`);
    }
    if (!USERNAME.test(username)) throw badRequest(`Invalid username '${username}'`);
    if (serviceUsers(call.world).has(serviceUserKey(service, username))) {
      throw conflict(`Service user ${username} already exists`);
    }
    const spec = { username, type: "normal", access_control, authentication } as const;
    const row = createServiceUser(call.world, service, spec);
    recordOn(call, service, "service_user_create", `Created service user ${username}`);
    return { user: toServiceUser(call.world, row, true) };
  },

  ServiceUserGet: (input, call) => {
    const service = requireService(call, input);
    const row = requireServiceUser(call.world, service, input.service_username);
    return { user: toServiceUser(call.world, row, input.include_secrets ?? false) };
  },

  ServiceUserDelete: (input, call) => {
    const service = requirePowered(requireService(call, input));
    const { username, type } = requireServiceUser(call.world, service, input.service_username);
    if (type === "primary") throw new ApiFailure(403, `Service user ${username} cannot be deleted`);
    requireUnpooled(call.world, service, "username", username);
    serviceUsers(call.world).delete(serviceUserKey(service, username));
    forgetGrants(call.world, service, username);
    recordOn(call, service, "service_user_delete", `Deleted service user ${username}`);
    return { message: "deleted" };
  },

  ServiceUserCredentialsModify: (input, call) => {
    const service = requirePowered(requireService(call, input));
    const row = requireServiceUser(call.world, service, input.service_username);
    const { operation, new_password, access_control, authentication } = input;
    const key = serviceUserKey(service, row.username);
    switch (operation) {
      case "reset-credentials":
        resetCredentials(call.world, service, row, new_password);
        if (authentication) serviceUsers(call.world).patch(key, { authentication });
        break;
      case "acknowledge-renewal":
        serviceUsers(call.world).patch(key, { expiring_cert_not_valid_after_time: null });
        break;
      case "set-access-control":
        if (!access_control) throw badRequest("Invalid input: 'access_control' is a required property");
        serviceUsers(call.world).patch(key, { access_control });
        break;
    }
    recordOn(call, service, "service_user_update", `Changed service user ${row.username}: ${operation}`);
    return { service: toService(call.world, service, true) };
  },

  ServiceUserCredentialsReset: (input, call) => {
    const service = requirePowered(requireService(call, input));
    resetCredentials(call.world, service, requireServiceUser(call.world, service, input.service_username));
    recordOn(call, service, "service_user_reset", `Reset the credentials of service user ${input.service_username}`);
    return { service: toService(call.world, service, true) };
  },

  ServiceCredentialsReset: (input, call) => {
    const service = requirePowered(requireService(call, input));
    for (const user of serviceUsersOf(call.world, service)) resetCredentials(call.world, service, user);
    recordOn(call, service, "service_credentials_reset", "Reset the credentials of all service users");
    return { service: toService(call.world, service, true) };
  },
};
