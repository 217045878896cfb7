import { type Certified, clientCertificate } from "../certificate/authority.js";
import { projects } from "../model/project.js";
import type { ServiceUserRow } from "../model/service-user.js";
import type { World } from "../world.js";
import { REDACTED } from "./connection.js";

/** Signing takes milliseconds, and lists show many users again and again. */
const issued = new WeakMap<ServiceUserRow, Certified>();

/** The client certificate of a user and its key, in PEM; undefined for users of types that know none. */
export function certificateOf(world: World, user: ServiceUserRow): Certified | undefined {
  if (!user.certificate) return undefined;
  const known = issued.get(user);
  if (known) return known;
  const organization_id = projects(world).get(user.project)?.organization_id ?? "";
  const certified = clientCertificate(world, organization_id, user.username, user.certificate.serial);
  issued.set(user, certified);
  return certified;
}

/** A service user in the API's form. */
export function toServiceUser(world: World, row: ServiceUserRow, secrets: boolean) {
  const { certificate, access_control, authentication } = row;
  const certified = secrets ? certificateOf(world, row) : undefined;
  return {
    username: row.username,
    type: row.type,
    password: secrets ? row.password : REDACTED,
    password_updated_time: row.password_updated_time,
    ...(authentication ? { authentication } : {}),
    ...(access_control ? { access_control } : {}),
    ...(certificate
      ? {
          access_cert: certified?.certificate ?? REDACTED,
          access_cert_not_valid_after_time: certificate.not_valid_after_time,
          access_key: certified?.key ?? REDACTED,
          expiring_cert_not_valid_after_time: row.expiring_cert_not_valid_after_time,
        }
      : {}),
  };
}
