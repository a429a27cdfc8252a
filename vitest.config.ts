import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const alias = {
  "@": root,
  // The marker only means something to the bundler of the web build.
  "server-only": path.join(root, "scripts/server-only-stub.mjs"),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "lib/domain/**/*.test.ts",
            "lib/spreadsheet/**/*.test.ts",
            "lib/browser/**/*.test.ts",
            "components/**/*.test.ts",
            "scripts/**/*.test.{ts,mjs}",
          ],
          // Properties run hundreds of cases; on a busy machine five seconds are not enough for them.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "server",
          include: [
            "lib/server/**/*.test.ts",
            "lib/modules/**/*.test.ts",
            "db/**/*.test.ts",
            "app/**/*.test.ts",
            "inngest/**/*.test.ts",
          ],
          // What a test provokes on purpose need not fill the screen.
          env: { LOG_LEVEL: "silent", SECRET_KEYS: "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
          globalSetup: ["db/testing/global-setup.ts"],
          // How many random functions the jobs engine is tried with; 10000 before a release.
          provide: { engineSeeds: Number(process.env.ENGINE_SEEDS ?? 200) },
          hookTimeout: 60_000,
          testTimeout: 30_000,
          maxWorkers: 2,
          // After the unit tests: vitest runs projects with different worker counts only one after the other.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
