/*
 * `npm run rotate-secrets`: wraps all stored secrets by the current key. Keys that are kept in DATA_DIR/secrets.json get a
 * new one first; whoever sets SECRET_KEYS has put it there themselves, before the old one.
 */
import { fileURLToPath } from "node:url";
import { rewrapSecrets } from "../lib/modules/auth/secrets/rewrap-secrets";
import { database } from "../lib/server/database";
import { keysFor } from "../lib/server/secrets/key-ring";
import { EXIT, exitCodeOf } from "./launcher/exit-codes.mjs";
import { openGrounds } from "./launcher/grounds.mjs";
import { complain, say } from "./launcher/screen.mjs";
import { addSecretKey } from "./launcher/secrets.mjs";
import { readSettings } from "./launcher/settings.mjs";

const undo: (() => void | Promise<void>)[] = [];
try {
  const settings = readSettings(
    fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, ""),
    "production",
  );
  const { databaseUrl, secretKeys } = await openGrounds(settings, () => addSecretKey(settings.dataDir), undo);
  Object.assign(process.env, { DATABASE_URL: databaseUrl, DATABASE_DIRECT_URL: "", SECRET_KEYS: secretKeys });
  undo.push(() => database().close());
  const { secondFactors, mails } = await rewrapSecrets({ kind: "system", name: "rotate-secrets" });
  say(
    `Wrapped anew by the key "${keysFor("envelope")[0].id}": ${secondFactors} second factors, ${mails} mails`,
  );
  say(
    settings.secretKeys === null
      ? "The older keys stay in secrets.json: signatures of the audit trail are checked with them"
      : "Once every process runs with the new SECRET_KEYS, run this once more. Keep the old key: signatures of the audit trail are checked with it",
  );
} catch (error) {
  complain(reasonOf(error));
  process.exitCode = exitCodeOf(error) ?? EXIT.unexpected;
} finally {
  for (const step of undo.reverse()) await step();
}

/** The database's own words stand in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
