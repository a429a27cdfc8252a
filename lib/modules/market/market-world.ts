import { vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { startUpstreamSimulator, type UpstreamSimulator } from "@/scripts/upstream-simulator.mjs";

/** For tests: a database of its own and every provider played by the simulator. */
export interface MarketWorld {
  readonly test: TestDatabase;
  readonly simulator: UpstreamSimulator;
  /** As after a restart of the process: empty cache, closed circuits, well providers. */
  restart(): void;
  providers(setting: "live" | "off"): void;
  close(): Promise<void>;
}

/** Opens a world; the environment of this test file points into it. */
export async function openMarketWorld(): Promise<MarketWorld> {
  const test = await createTestDatabase();
  const simulator = await startUpstreamSimulator();
  const providers = (setting: "live" | "off") => {
    vi.stubEnv("MARKET_PROVIDERS", setting);
    resetEnvironment();
  };
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("MARKET_UPSTREAM_BASE_URL", simulator.baseUrl);
  vi.stubEnv("ANKR_API_KEY", "key-of-the-test");
  providers("live");
  const holder = globalThis as { hashinsightCache?: unknown; hashinsightOutbound?: unknown };
  return {
    test,
    simulator,
    providers,
    restart() {
      delete holder.hashinsightCache;
      delete holder.hashinsightOutbound;
      // The providers are kept for as long as the environment object is.
      resetEnvironment();
      simulator.setFault("*", null);
    },
    async close() {
      await simulator.close();
      await database().close();
      await test.close();
    },
  };
}
