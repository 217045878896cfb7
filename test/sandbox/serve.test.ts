import { describe, expect, test } from "vitest";
import "../../src/sandbox/answering.js";
import { serve } from "../../src/sandbox/serve.js";

describe("a sandbox that is not loaded yet", () => {
  test.for([undefined, "aiven", "another"])("tells the token and project that it will have, seed %s", async (seed) => {
    const { token, project, instance, close } = await serve({ seed });
    try {
      const loaded = await instance();
      expect({ token, project }).toEqual({ token: loaded.token, project: loaded.project });
    } finally {
      await close();
    }
  });

  test("takes requests at once, and answers when it is", async () => {
    const { url, token, project, close } = await serve({});
    try {
      const headers = { authorization: `aivenv1 ${token}` };
      const answers = await Promise.all(
        ["/v1/me", `/v1/project/${project}/service/demo-pg`].map((path) => fetch(url + path, { headers })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    } finally {
      await close();
    }
  });

  test("ends without having been loaded", async () => {
    const { url, close } = await serve({});
    await close();
    await expect(fetch(`${url}/v1/me`)).rejects.toThrow();
  });

  test("refuses a scenario that cannot be before it listens", async () => {
    await expect(serve({ scenario: "dmeo" })).rejects.toThrow('"dmeo"');
  });
});
