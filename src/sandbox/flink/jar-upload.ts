import { createHash } from "node:crypto";
import { ApiFailure } from "../errors.js";
import { flinkVersions } from "../model/flink-application.js";
import type { Call, World } from "../world.js";

const PATH = "/flink-jar-upload/";

/** Where the JAR of a version is to be sent by PUT, without a token: whoever knows the address may. */
export function uploadUrl({ world, origin }: Call, key: string): string {
  return `${origin}${PATH}${encodeURIComponent(key)}?signature=${signatureOf(world, key)}`;
}

/** Takes a JAR that is sent to such an address; undefined when the request is no such thing. */
export function receiveJar(world: World, method: string, url: string, body: Uint8Array): unknown {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (!pathname.startsWith(PATH)) return undefined;
  if (method !== "PUT") throw new ApiFailure(405, "Method not allowed");
  const key = decodeURIComponent(pathname.slice(PATH.length));
  const version = flinkVersions(world).get(key);
  if (searchParams.get("signature") !== signatureOf(world, key)) throw new ApiFailure(403, "Invalid signature");
  if (version?.file_info?.file_status !== "INITIAL") throw new ApiFailure(409, "The file has been uploaded already");
  const file = { file_sha256: createHash("sha256").update(body).digest("hex"), file_size: body.length };
  const isJar = body[0] === 0x50 && body[1] === 0x4b;
  flinkVersions(world).patch(key, {
    file_info: isJar
      ? { ...file, file_status: "READY" }
      : {
          ...file,
          file_status: "FAILED",
          verify_error_code: 1,
          verify_error_message: "The uploaded file is not a JAR archive",
        },
  });
  return {};
}

function signatureOf(world: World, key: string): string {
  return world.hex(`flink jar ${key}`, 40);
}
