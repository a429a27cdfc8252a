/*
 * `npm test`: everything that has to hold, in one run. `npm test -- --only unit,e2e` runs some of it.
 */
import { requireNode } from "./launcher/node-version.mjs";

requireNode();
const { main } = await import("./test-run/main.mjs");
process.exitCode = await main().catch((error) => {
  console.error(`✗ ${error instanceof Error ? error.message : error}`);
  console.log("\n0 passed, 1 failed");
  return 1;
});
