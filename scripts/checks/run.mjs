// @ts-check
/* Runs the checks of the house one after the other and fails when one fails. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
let failed = 0;
for (const check of ["boundaries.mjs", "documents.mjs"]) {
  const { status } = spawnSync(process.execPath, [path.join(here, check)], { stdio: "inherit" });
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
