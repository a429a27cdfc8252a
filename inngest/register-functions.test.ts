import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { engineFunctions } from "@/db/schema/engine";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { readAs } from "@/lib/server/transaction";
import { embeddedEngine } from "./embedded-engine";
import { allFunctions } from "./functions";
import { registerFunctions } from "./register-functions";

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("LOG_LEVEL", "silent");
  resetEnvironment();
});
afterAll(async () => {
  await database().close();
  await test.close();
});

const registered = () =>
  readAs({ kind: "system", name: "test" }, (tx) =>
    tx.select().from(engineFunctions).orderBy(engineFunctions.name),
  );

it("every function of the product is supported by the embedded engine and stands there with what starts it", async () => {
  const { registry } = await embeddedEngine(allFunctions);
  await registerFunctions(registry.functions.values());
  const rows = await registered();
  expect(rows.length).toBe(registry.functions.size);
  expect(rows.find(({ name }) => name === "mail.send")).toMatchObject({
    fnId: "hashinsight-mail-send",
    triggers: ["mail.requested"],
    retries: expect.any(Number),
  });
  expect(rows.find(({ name }) => name === "market.record-price")).toMatchObject({
    triggers: ["* * * * *"],
    retries: 0,
  });
});

it("a function that is gone is forgotten", async () => {
  const { registry } = await embeddedEngine(allFunctions);
  const [first, ...others] = registry.functions.values();
  await registerFunctions(others);
  expect((await registered()).map(({ fnId }) => fnId)).not.toContain(first?.id);
  await registerFunctions([]);
  expect(await registered()).toEqual([]);
});
