// @ts-check
/*
 * Cruises the imports of the whole house and fails on every crossing that `.dependency-cruiser.mjs` forbids.
 * A cruise that saw no module fails too: some TypeScript versions make the cruiser see nothing and say "fine".
 */
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const rooms = ["app", "components", "lib", "db", "inngest", "edge", "proxy.ts", "instrumentation.ts"];

/**
 * @param {string} root folder that holds the rooms
 * @param {readonly string[]} present names of rooms that exist below it
 * @returns {Promise<{ modulesCruised: number, violations: { rule: string, from: string, to: string }[] }>}
 */
export async function checkBoundaries(root, present) {
  const config = (await import(pathToFileURL(path.join(projectRoot, ".dependency-cruiser.mjs")).href))
    .default;
  const result = await cruise(
    [...present],
    { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true, baseDir: root },
    undefined,
    { tsConfig: extractTSConfig(path.join(projectRoot, "tsconfig.json")) },
  );
  if (typeof result.output === "string") throw new Error("dependency-cruiser answered text, not a result");
  const { summary } = result.output;
  return {
    modulesCruised: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { existsSync } = await import("node:fs");
  const present = rooms.filter((room) => existsSync(path.join(projectRoot, room)));
  const { modulesCruised, violations } = await checkBoundaries(projectRoot, present);
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from} -> ${to}`);
  if (modulesCruised === 0) console.error("boundaries: no module was cruised, so nothing was checked");
  console.log(`boundaries: ${modulesCruised} modules, ${violations.length} violations`);
  process.exit(modulesCruised === 0 || violations.length > 0 ? 1 : 0);
}
