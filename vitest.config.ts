import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // As n8n itself loads it; its other form is hundreds of modules, to be transformed for each test file.
  resolve: {
    alias: {
      "n8n-workflow": fileURLToPath(import.meta.resolve("./src/n8n/node_modules/n8n-workflow/dist/cjs/index.js")),
    },
  },
  test: {
    globalSetup: "test/build.setup.ts",
    include: ["test/**/*.test.ts"],
    typecheck: { include: ["test/types/**/*.test-d.ts"] },
    environment: "node",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    // No test replaces a module: what one file has loaded serves the next, and most of the time went into loading.
    isolate: false,
  },
});
