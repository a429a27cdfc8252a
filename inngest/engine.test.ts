import type { Inngest, InngestFunction } from "inngest";
import { describe, expect, it, vi } from "vitest";
import { resetEnvironment } from "@/lib/server/env";
import { consumerFunction } from "./consumer-function";
import { mailConsumer } from "./consumers/mail";
import { cronFunction } from "./cron-function";
import { embeddedEngine } from "./embedded-engine";
import { startEngine } from "./engine";
import { allFunctions } from "./functions";

const carrier = mailConsumer(() => Promise.resolve({ providerId: null }));

const refused: readonly [string, (client: Inngest.Any) => InngestFunction.Any, RegExp][] = [
  [
    "states no retries",
    (client) => client.createFunction({ id: "test-lax", triggers: [{ event: "test.raised" }] }, () => null),
    /hashinsight-test-lax.*retries/,
  ],
  [
    "asks for a setting that the engine does not know",
    (client) =>
      client.createFunction(
        {
          id: "test-throttled",
          retries: 1,
          throttle: { limit: 1, period: "1s" },
          triggers: [{ event: "a" }],
        },
        () => null,
      ),
    /hashinsight-test-throttled.*throttle/,
  ],
  [
    "takes longer than any may",
    (client) =>
      cronFunction(client, {
        id: "test-endless",
        cron: "0 3 * * *",
        retries: 0,
        timeoutMs: 600_000,
        run: () => Promise.resolve(null),
      }),
    /test-endless: cut off after 600000 ms, but it must be at most 120000 ms/,
  ],
];

describe("the engine does not start with a function that", () => {
  it.each(refused)("%s, and names it", async (_what, functionOf, sentence) => {
    await expect(startEngine(null, (client) => [functionOf(client)])).rejects.toThrow(sentence);
  });

  it("has another's name", async () => {
    const twice = (client: Inngest.Any) => [
      consumerFunction(client, carrier),
      consumerFunction(client, carrier),
    ];
    await expect(startEngine(null, twice)).rejects.toThrow(/mail-send/);
  });
});

it("takes all functions that there are, each under the name of its module", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1/nothing");
  resetEnvironment();
  const { registry } = await embeddedEngine(allFunctions);
  const ids = [...registry.functions.keys()];
  expect(ids).toEqual(expect.arrayContaining(["hashinsight-mail-send", "hashinsight-events-dead-letter"]));
  for (const id of ids) expect(id).toMatch(/^hashinsight-(auth|calculator|events|mail|market|portfolio)-/);
});
