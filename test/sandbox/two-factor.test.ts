import { expect, test } from "vitest";
import { oneTimePassword } from "../../src/sandbox/model/one-time-password.js";
import { DEMO_EMAIL, DEMO_PASSWORD } from "../../src/sandbox/scenario.js";
import { openSandbox } from "./api.js";

const LOGIN = { email: DEMO_EMAIL, password: DEMO_PASSWORD };

test("one-time passwords are those of RFC 6238", () => {
  const uri = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  expect(oneTimePassword(uri, 59_000)).toBe("287082");
  expect(oneTimePassword(uri, 1_111_111_109_000)).toBe("081804");
});

test("a second factor is asked for by status 510, as the CLI knows it", async () => {
  await using api = await openSandbox();
  const session = await api.ok("UserAuth", LOGIN);
  const { uri = "" } = await api.ok("TwoFactorAuthConfigure", { method: "otp", password: DEMO_PASSWORD });
  const configure = { uri, password: DEMO_PASSWORD };
  const wrong = await api.refused("TwoFactorAuthConfigureOTP", { ...configure, otp: "000000" });
  expect(wrong.code).toBe("user_config_2fa_otp_verification_failed");
  await api.ok("UserAuth", LOGIN);

  const otp = oneTimePassword(uri, Date.now());
  const { token } = await api.ok("TwoFactorAuthConfigureOTP", { ...configure, otp });
  expect((await api.ok("UserInfo", {}, token)).user.auth).toEqual(["password", "otp"]);
  expect((await api.refused("UserInfo", {}, session.token)).status).toBe(401);
  expect((await api.refused("UserAuth", LOGIN)).status).toBe(510);
  expect((await api.refused("UserAuth", { ...LOGIN, otp: "000000" })).status).toBe(403);
  await api.ok("UserAuth", { ...LOGIN, otp });

  await api.ok("TwoFactorAuthConfigure", { method: "", password: DEMO_PASSWORD });
  await api.ok("UserAuth", LOGIN);
});
