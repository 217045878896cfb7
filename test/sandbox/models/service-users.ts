import * as fc from "fast-check";
import { expect } from "vitest";
import { Command } from "./command.js";
import { at, type Service } from "./model.js";
import { names } from "./services.js";

const usernames = fc.constantFrom("app", "reader", "avnadmin");

export const createUser = fc.tuple(names, usernames).map(
  ([name, username]) =>
    new Command(`create user ${name}/${username}`, (model, real) => {
      const service = model.services.get(name);
      const refused = !service ? 404 : !service.powered || service.users.has(username) ? 409 : undefined;
      real.expect(refused ?? 200, "ServiceUserCreate", { ...at(name), username });
      if (!refused) service?.users.add(username);
    }),
);

export const resetUser = fc.tuple(names, usernames).map(
  ([name, username]) =>
    new Command(`reset user ${name}/${username}`, (model, real) => {
      const service = model.services.get(name);
      const input = { ...at(name), service_username: username };
      const password = () => {
        const { user } = real.expect(200, "ServiceUserGet", { ...input, include_secrets: true });
        return (user as { password: string }).password;
      };
      const refused = !service ? 404 : !service.powered ? 409 : service.users.has(username) ? undefined : 404;
      const before = refused ? undefined : password();
      real.expect(refused ?? 200, "ServiceUserCredentialsReset", input);
      if (!refused) expect(password()).not.toBe(before);
    }),
);

export const deleteUser = fc.tuple(names, usernames).map(
  ([name, username]) =>
    new Command(`delete user ${name}/${username}`, (model, real) => {
      const service = model.services.get(name);
      const there = service?.users.has(username);
      const refused = !service
        ? 404
        : !service.powered
          ? 409
          : !there
            ? 404
            : username === "avnadmin"
              ? 403
              : isPooled(service, username)
                ? 409
                : undefined;
      real.expect(refused ?? 200, "ServiceUserDelete", { ...at(name), service_username: username });
      if (!refused) service?.users.delete(username);
    }),
);

function isPooled({ pools }: Service, username: string): boolean {
  return [...pools.values()].some((pool) => pool.username === username);
}
