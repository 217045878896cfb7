import { describe, expect, test } from "vitest";
import { DEMO_EMAIL, DEMO_PASSWORD } from "../../src/sandbox/scenario.js";
import { DAY_MS, openSandbox, toRefusal } from "./api.js";

describe("authentication", () => {
  test.each(["aivenv1", "Bearer", "bearer", "AIVENV1"])("accepts the header form '%s'", async (scheme) => {
    await using api = await openSandbox();
    const response = await api.fetch("/v1/me", { headers: { authorization: `${scheme} ${api.sandbox.token}` } });
    expect(response.status).toBe(200);
  });

  test("refuses a call without a token, and one with a wrong token even where none is needed", async () => {
    await using api = await openSandbox();
    expect(await toRefusal(await api.fetch("/v1/me", { headers: {} }))).toMatchObject({
      status: 401,
      message: "Missing (expired) db token",
    });
    const wrong = await api.fetch("/v1/clouds", { headers: { authorization: "aivenv1 nonsense" } });
    expect(await toRefusal(wrong)).toMatchObject({ status: 401, message: "Invalid token" });
  });

  test("logs in by email and password", async () => {
    await using api = await openSandbox();
    const { token, user_email, state } = await api.ok(
      "UserAuth",
      { email: DEMO_EMAIL, password: DEMO_PASSWORD },
      undefined,
    );
    expect({ user_email, state }).toEqual({ user_email: DEMO_EMAIL, state: "active" });
    expect((await api.ok("UserInfo", {}, token)).user.user).toBe(DEMO_EMAIL);
  });

  test("refuses a wrong password with the real message and code", async () => {
    await using api = await openSandbox();
    expect(await api.refused("UserAuth", { email: DEMO_EMAIL, password: "wrong" })).toEqual({
      status: 403,
      message: "Authentication failed",
      code: "authentication_failed",
    });
  });
});

describe("signing up", () => {
  const person = { email: "new@example.com", password: "Correct-horse-8-battery", real_name: "New Person" };

  test("makes a user that is a member of nothing yet", async () => {
    await using api = await openSandbox();
    const { token } = await api.ok("UserCreate", person, undefined);
    expect((await api.ok("UserInfo", {}, token)).user).toMatchObject({ user: person.email, projects: [] });
    const { token: again } = await api.ok("UserAuth", { email: person.email, password: person.password }, undefined);
    expect(again).not.toBe(token);
  });

  test("refuses an address that is taken or none, and a weak password", async () => {
    await using api = await openSandbox();
    expect(await api.refused("UserCreate", { ...person, email: DEMO_EMAIL })).toMatchObject({ status: 409 });
    expect(await api.refused("UserCreate", { ...person, email: "nobody" })).toMatchObject({ status: 400 });
    expect(await api.refused("UserCreate", { ...person, password: "12345" })).toMatchObject({ status: 400 });
  });
});

describe("user", () => {
  test("tells who calls and where they are a member", async () => {
    await using api = await openSandbox();
    const { user } = await api.ok("UserInfo", {});
    expect(user).toMatchObject({
      user: DEMO_EMAIL,
      project_membership: { [api.project]: "admin" },
      project_memberships: { [api.project]: ["admin"] },
      projects: [api.project],
    });
  });

  test("changes what is given and keeps the rest", async () => {
    await using api = await openSandbox();
    await api.ok("UserUpdate", { real_name: "Demo", city: "Oulu" });
    const { user } = await api.ok("UserUpdate", { real_name: "Demo Again" });
    expect(user).toMatchObject({ real_name: "Demo Again", city: "Oulu" });
  });

  test("gives a new token with a new password and ends sessions opened with the old one", async () => {
    await using api = await openSandbox();
    const login = { email: DEMO_EMAIL, password: DEMO_PASSWORD };
    const session = await api.ok("UserAuth", login);
    const new_password = "Quite-Another-Word-7";
    const { token } = await api.ok("UserPasswordChange", { password: DEMO_PASSWORD, new_password }, session.token);
    expect((await api.refused("UserInfo", {}, session.token)).status).toBe(401);
    expect((await api.refused("UserAuth", login)).status).toBe(403);
    await api.ok("UserInfo", {}, token);
    await api.ok("UserInfo", {});
  });

  test("refuses a weak password and a wrong old one", async () => {
    await using api = await openSandbox();
    const weak = { password: DEMO_PASSWORD, new_password: "short" };
    expect((await api.refused("UserPasswordChange", weak)).status).toBe(400);
    expect((await api.refused("UserPasswordChange", { ...weak, password: "wrong" })).status).toBe(403);
  });

  test("scores passwords", async () => {
    await using api = await openSandbox();
    const weak = await api.ok("CheckPasswordStrengthNewUser", { password: "password" });
    const strong = await api.ok("CheckPasswordStrengthNewUser", { password: "n0t-Easily-Guessed-At-All" });
    expect(weak.password_strength.is_acceptable).toBe(false);
    expect(strong.password_strength.is_acceptable).toBe(true);
    const own = { old_password: DEMO_PASSWORD, new_password: "Demo-User-12345-xyz" };
    expect((await api.ok("CheckPasswordStrengthExistingUser", own)).password_strength.score).toBe(0);
  });
});

describe("tokens", () => {
  test("shows a token in full only when it is made", async () => {
    await using api = await openSandbox();
    const made = await api.ok("AccessTokenCreate", {
      description: "ci",
      max_age_seconds: 3600,
      scopes: ["projects:read"],
    });
    expect(made).toMatchObject({
      description: "ci",
      max_age_seconds: 3600,
      created_manually: true,
      currently_active: false,
    });
    expect(made.full_token.startsWith(made.token_prefix)).toBe(true);
    const listed = await (await api.fetch("/v1/access_token")).text();
    expect(listed).toContain(made.token_prefix);
    expect(listed).not.toContain(made.full_token);
    expect(listed).not.toContain("full_token");
  });

  test("marks the token in use and when it was used", async () => {
    await using api = await openSandbox();
    const { tokens } = await api.ok("AccessTokenList", {});
    expect(tokens).toHaveLength(1);
    expect(tokens[0]).toMatchObject({
      currently_active: true,
      last_ip: "127.0.0.1",
      last_used_time: expect.any(String),
    });
  });

  test("ends a token after its age", async () => {
    await using api = await openSandbox();
    const made = await api.ok("AccessTokenCreate", { description: "short", max_age_seconds: 600 });
    api.sandbox.advance(599_000);
    await api.ok("UserInfo", {}, made.full_token);
    api.sandbox.advance(2_000);
    expect((await api.refused("UserInfo", {}, made.full_token)).message).toBe("Missing (expired) db token");
  });

  test("lets use extend a token that says so", async () => {
    await using api = await openSandbox();
    const spec = { description: "sliding", max_age_seconds: 600, extend_when_used: true };
    const { full_token } = await api.ok("AccessTokenCreate", spec);
    for (let use = 0; use < 3; use++) {
      api.sandbox.advance(500_000);
      await api.ok("UserInfo", {}, full_token);
    }
    api.sandbox.advance(601_000);
    expect((await api.refused("UserInfo", {}, full_token)).status).toBe(401);
  });

  test("refuses an age out of the documented range", async () => {
    await using api = await openSandbox();
    const refusal = await api.refused("AccessTokenCreate", { description: "too short", max_age_seconds: 5 });
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining("minimum of 600") });
  });

  test("renames a token by its prefix, which may hold a slash", async () => {
    await using api = await openSandbox();
    let made = await api.ok("AccessTokenCreate", { description: "a" });
    for (let n = 0; n < 60 && !made.token_prefix.includes("/"); n++) {
      made = await api.ok("AccessTokenCreate", { description: "a" });
    }
    expect(made.token_prefix).toContain("/");
    const { token_prefix } = made;
    expect((await api.ok("AccessTokenUpdate", { token_prefix, description: "b" })).description).toBe("b");
  });

  test.each(["token_prefix", "full_token"] as const)("revokes a token by its %s", async (by) => {
    await using api = await openSandbox();
    const made = await api.ok("AccessTokenCreate", { description: "gone soon" });
    await api.ok("AccessTokenRevoke", { token_prefix: made[by] });
    expect((await api.refused("UserInfo", {}, made.full_token)).status).toBe(401);
    expect((await api.refused("AccessTokenRevoke", { token_prefix: made[by] })).status).toBe(404);
  });

  test("logging out ends only the token in use, expiring ends them all", async () => {
    await using api = await openSandbox();
    const other = await api.ok("AccessTokenCreate", { description: "other" });
    await api.ok("UserLogout", {}, other.full_token);
    expect((await api.refused("UserInfo", {}, other.full_token)).status).toBe(401);
    await api.ok("UserInfo", {});
    await api.ok("UserExpireTokens", {});
    expect((await api.refused("UserInfo", {})).status).toBe(401);
  });

  test("sessions end after 30 days without use", async () => {
    await using api = await openSandbox();
    const { token } = await api.ok("UserAuth", { email: DEMO_EMAIL, password: DEMO_PASSWORD });
    api.sandbox.advance(29 * DAY_MS);
    await api.ok("UserInfo", {}, token);
    api.sandbox.advance(31 * DAY_MS);
    expect((await api.refused("UserInfo", {}, token)).status).toBe(401);
  });
});
