import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const PROXY = "/_middleware";

/**
 * Makes `copy` hold the same sources and the same build as `built`, with `proxy.ts` taken out of the build: Next finds
 * it neither in its manifests nor as a file. Sources stay as they are, so that nothing is built anew.
 *
 * @param {string} built folder of a finished build
 * @param {string} copy beside it, since the build points to its packages by relative paths
 * @throws {Error} when the build does not hold a proxy where it is looked for: then nothing would have been unplugged
 */
export function copyWithoutProxy(built, copy) {
  rmSync(copy, { recursive: true, force: true });
  const left = [".next/cache", ".next/trace", ".data"].map((name) => path.join(built, name));
  cpSync(built, copy, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    filter: (source) => !left.includes(source),
  });
  const server = path.join(copy, ".next/server");
  const manifest = path.join(server, "functions-config-manifest.json");
  /** @type {{ functions: Record<string, unknown> }} */
  const config = JSON.parse(readFileSync(manifest, "utf8"));
  const program = path.join(server, "middleware.js");
  if (!(PROXY in config.functions) || !existsSync(program)) {
    throw new Error(
      `${built} does not hold proxy.ts as ${PROXY} in ${path.basename(manifest)} and middleware.js.`,
    );
  }
  delete config.functions[PROXY];
  writeFileSync(manifest, JSON.stringify(config));
  rmSync(program);
}
