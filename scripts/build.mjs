import { fileURLToPath } from "node:url";
import { buildApplication, sourceFingerprint } from "./launcher/build.mjs";
import { exitCodeOf } from "./launcher/exit-codes.mjs";
import { complain } from "./launcher/screen.mjs";
import { awaitTurn, requireNobodyServes } from "./launcher/shared-folder.mjs";

/*
 * What `npm start` does when sources changed, on its own: for images and servers that build apart from serving.
 */
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const interrupted = new AbortController();
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(name, () => interrupted.abort());
try {
  const done = await awaitTurn(root, interrupted.signal);
  requireNobodyServes(root);
  await buildApplication(
    root,
    process.env.HI_PACKAGES_ROOT ?? root,
    sourceFingerprint(root),
    interrupted.signal,
  );
  done();
  if (interrupted.signal.aborted) process.exitCode = 130;
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = exitCodeOf(error) ?? 1;
}
