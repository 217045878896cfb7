import * as fc from "fast-check";
import { beforeAll, describe, test } from "vitest";
import type { Command } from "./models/command.js";
import { createIntegration, deleteIntegration } from "./models/integrations.js";
import { createAcl, createTopic, deleteAcl, deleteTopic, growTopic } from "./models/kafka.js";
import { emptyModel, Real } from "./models/model.js";
import { createDatabase, createPool, deleteDatabase, deletePool, updatePool } from "./models/postgres.js";
import { createUser, deleteUser, resetUser } from "./models/service-users.js";
import { create, createService, deleteService, pass, powerService, protectService } from "./models/services.js";
import { createInVpc, createVpc, deleteVpc, orderVpc } from "./models/vpcs.js";

/** What is there at the beginning, so that most commands find something, and the commands. */
const MODELS: readonly (readonly [string, readonly Command[], readonly fc.Arbitrary<Command>[]])[] = [
  ["services", [], [createService, createService, deleteService, powerService, protectService, pass]],
  [
    "service users",
    [create("one", "pg")],
    [createService, powerService, deleteService, createUser, createUser, resetUser, deleteUser, deleteUser],
  ],
  [
    "topics and who may use them",
    [create("one", "kafka")],
    [
      ...[powerService, deleteService, createService, createTopic, createTopic, growTopic, deleteTopic, pass],
      ...[createAcl, deleteAcl],
    ],
  ],
  [
    "integrations",
    [create("one", "grafana"), create("two", "pg")],
    [createService, deleteService, createIntegration, createIntegration, deleteIntegration],
  ],
  [
    "connection pools",
    [create("one", "pg")],
    [
      ...[createDatabase, deleteDatabase, createPool, createPool, updatePool, deletePool],
      ...[createUser, deleteUser, powerService, deleteService, createService],
    ],
  ],
  [
    "VPCs",
    [orderVpc("10.0.0.0/23")],
    [createVpc, createVpc, deleteVpc, deleteVpc, createInVpc, createInVpc, deleteService, powerService],
  ],
];
const RUNS = 500;

describe("random sequences of commands leave the sandbox as the model says", () => {
  let real: Real;
  beforeAll(() => {
    real = new Real();
  });

  test.each(MODELS)("%s", { timeout: 180_000 }, (_, begin, commands) => {
    fc.assert(
      fc.property(fc.commands([...commands], { maxCommands: 25, size: "max" }), (sequence) => {
        real.instance.reset();
        const model = emptyModel();
        for (const command of begin) command.run(model, real);
        fc.modelRun(() => ({ model, real }), sequence);
      }),
      { numRuns: RUNS },
    );
  });
});
