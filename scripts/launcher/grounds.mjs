import { startEmbeddedPostgres } from "../../db/embedded.mjs";
import { holdDataFolder } from "./data-folder.mjs";

/**
 * Database and secrets for a program that is run once beside the application. The embedded database is started for it,
 * and is nobody else's meanwhile.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {() => string} keysInFolder gets the secrets where they are kept in the data folder, before the database starts
 * @param {(() => void | Promise<void>)[]} undo what to do at the end, last entry first
 * @returns {Promise<{ databaseUrl: string, secretKeys: string }>}
 * @throws {import("../../db/embedded/failure.mjs").EmbeddedFailure} while `npm start` runs on the folder
 */
export async function openGrounds(settings, keysInFolder, undo) {
  const { external, dataDir, packagesRoot, secretKeys } = settings;
  if (external !== null) {
    return { databaseUrl: external.databaseUrl, secretKeys: secretKeys ?? keysInFolder() };
  }
  undo.push(await holdDataFolder(dataDir, new AbortController().signal));
  const keys = secretKeys ?? keysInFolder();
  const server = await startEmbeddedPostgres({ dataDir, packagesRoot });
  undo.push(() => server.stop());
  return { databaseUrl: server.appUrl, secretKeys: keys };
}
