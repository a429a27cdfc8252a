/*
 * Wraps all stored secrets by the current key, after a new one was put first in SECRET_KEYS and before the old one is
 * taken out. For a deployment of one's own, with its DATABASE_URL and SECRET_KEYS in the environment:
 *
 *   node --conditions react-server --import tsx scripts/rotate-secrets.ts
 */
import { rewrapSecrets } from "../lib/modules/auth/secrets/rewrap-secrets";
import { database } from "../lib/server/database";
import { keysFor } from "../lib/server/secrets/key-ring";

try {
  const { secondFactors, mails } = await rewrapSecrets({ kind: "system", name: "rotate-secrets" });
  console.log(
    `Wrapped anew by the key "${keysFor("envelope")[0].id}": ${secondFactors} second factors, ${mails} mails.`,
    "Once every process runs with the new SECRET_KEYS, run this once more, then take the old key out.",
  );
} finally {
  await database().close();
}
