import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/build.setup.ts",
    include: ["test/**/*.test.ts"],
    typecheck: { include: ["test/types/**/*.test-d.ts"] },
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
  },
});
