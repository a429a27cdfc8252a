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
            "lib/browser/**/*.test.ts",
            "components/**/*.test.ts",
            "scripts/**/*.test.{ts,mjs}",
          ],
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
          ],
          // What a test provokes on purpose need not fill the screen.
          env: { LOG_LEVEL: "silent" },
          globalSetup: ["db/testing/global-setup.ts"],
          hookTimeout: 60_000,
          testTimeout: 30_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
