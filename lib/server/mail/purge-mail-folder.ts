import "server-only";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { mailFolder, namesIn } from "@/lib/server/mail/mail-folder";
import { mentions } from "@/lib/server/mail/mentions";

const mailsMax = 500;
const keptMs = 30 * 86_400_000;
/** Mails deleted at a time. */
const batch = 200;
const idLength = 36;

/**
 * Deletes a batch of the mails that nobody carried: all but the newest 500, and what was asked for more than thirty days
 * ago. What a crash left half written ages like the rest.
 *
 * @returns how many mails were deleted; none means that there are no more.
 */
export async function purgeMailFolder(folder = mailFolder(), nowMs = Date.now()): Promise<number> {
  const files = await filesOfMails(folder);
  const newestFirst = [...files.keys()].sort().reverse();
  const gone = newestFirst.filter((id, place) => place >= mailsMax || nowMs - askedAtMs(id) > keptMs);
  const now = gone.reverse().slice(0, batch);
  for (const id of now) await remove(folder, files.get(id));
  return now.length;
}

/** Deletes the mails of the folder in which one of the words stands. @returns how many. */
export async function forgetKeptMails(words: readonly string[], folder = mailFolder()): Promise<number> {
  let count = 0;
  for (const names of (await filesOfMails(folder)).values()) {
    const kept = names.find((name) => name.endsWith(".json"));
    const text = kept === undefined ? "" : await readIfThere(path.join(folder, kept));
    if (!mentions(text, words)) continue;
    await remove(folder, names);
    count += 1;
  }
  return count;
}

/** Names of files by the id of the mail, a UUID of version 7, with which each begins. */
async function filesOfMails(folder: string): Promise<Map<string, string[]>> {
  const files = new Map<string, string[]>();
  for (const name of await namesIn(folder)) {
    const id = name.slice(0, idLength);
    files.set(id, [...(files.get(id) ?? []), name]);
  }
  return files;
}

/** The moment in a UUID of version 7: its first 48 bits, in milliseconds. */
function askedAtMs(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/** Another worker may do the same. */
async function remove(folder: string, names: readonly string[] = []): Promise<void> {
  for (const name of names) await rm(path.join(folder, name), { force: true });
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
