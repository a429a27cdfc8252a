import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isBuilt, sourceFingerprint } from "../scripts/launcher/build.mjs";
import { mirrorSources } from "../scripts/test-run/copy.mjs";
import { startApplication } from "../scripts/test-run/server.mjs";

const root = path.resolve(import.meta.dirname, "..");

/** The least that a route handler can do: what ours is held against. */
const trivialRoute = `export const POST = async (request: Request) => Response.json({ bytes: (await request.text()).length });
export const GET = () => Response.json({ status: "up" });
export const dynamic = "force-dynamic";
`;

/**
 * Builds the application in a copy with one more route, `/api/bench-trivial`, and starts it with fresh data and the
 * simulator in place of the providers.
 *
 * @param more environment.
 */
export async function startMeasuredApplication(more: Readonly<Record<string, string>> = {}) {
  const copy = path.join(root, ".test", "bench-app");
  mirrorSources(root, copy);
  plant(copy, "app/api/bench-trivial/route.ts", trivialRoute);
  build(copy);
  const application = await startApplication(root, copy, new AbortController().signal, {
    // Callers name their address themselves, so that many of them stay within the limit that everybody has.
    TRUSTED_PROXY_COUNT: "1",
    ...more,
  });
  return { ...application, copy };
}

function build(copy: string): void {
  if (isBuilt(copy, sourceFingerprint(copy))) return;
  run([path.join(copy, "scripts/build.mjs")], copy);
}

function plant(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function run(args: readonly string[], cwd: string): void {
  const { NODE_OPTIONS: _ours, ...environment } = process.env;
  const { status } = spawnSync(process.execPath, args, {
    cwd,
    stdio: "inherit",
    env: { ...environment, HI_PACKAGES_ROOT: root, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error(`${args.join(" ")} failed in ${cwd}`);
}
