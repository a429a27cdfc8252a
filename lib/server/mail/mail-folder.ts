import "server-only";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/server/env";
import { mailHtml, mailText } from "@/lib/server/mail/mail-body";
import { type Mail, mailSchema } from "@/lib/server/mail/request-mail";
import type { SendMail } from "@/lib/server/mail/send-mail";

/** Where mails go that nobody carries. */
export const mailFolder = (): string => path.resolve(/* turbopackIgnore: true */ env().DATA_DIR, "mail");

const keptMailSchema = z.object({ id: z.uuid(), writtenAt: z.iso.datetime(), mail: mailSchema });

/** A mail in the folder. */
export type KeptMail = z.infer<typeof keptMailSchema>;

/**
 * Writes mails into a folder instead of sending them: `<key>.json` for /dev/mail and `<key>.eml` for a mail program.
 * The key is the file's name, so that a mail delivered twice is one mail. Only the owner of the folder reads them:
 * links in mails are as good as passwords.
 */
export function keepInFolder(folder: string): SendMail {
  return async (mail, { idempotencyKey }) => {
    const id = z.uuid().parse(idempotencyKey);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const kept: KeptMail = { id, writtenAt: new Date().toISOString(), mail };
    await writeWhole(path.join(folder, `${id}.eml`), mailFile(kept));
    await writeWhole(path.join(folder, `${id}.json`), `${JSON.stringify(kept, null, 2)}\n`);
    return { providerId: null };
  };
}

/**
 * The newest mails of a folder, and how many there are. Their names are UUIDs of version 7, which sort by time.
 *
 * @throws Error when a file is not what `keepInFolder` writes.
 */
export async function readMailFolder(
  folder: string,
  limit: number,
): Promise<{ readonly mails: readonly KeptMail[]; readonly count: number }> {
  const names = (await namesIn(folder))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .reverse();
  const mails = await Promise.all(names.slice(0, limit).map((name) => readKept(path.join(folder, name))));
  return { mails: mails.filter((mail) => mail !== null), count: names.length };
}

/** Null for one that was deleted meanwhile. */
async function readKept(file: string): Promise<KeptMail | null> {
  try {
    return keptMailSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Names of the files in a mail folder; none when no mail was ever written. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** A crash leaves the whole file or none. */
async function writeWhole(file: string, text: string): Promise<void> {
  const half = `${file}.${process.pid}.half`;
  const handle = await open(half, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, file);
}

/** The mail as RFC 5322 and MIME want it, with the bodies in base64. */
function mailFile({ id, writtenAt, mail }: KeptMail): string {
  const boundary = `=_${id}`;
  const part = (type: string, text: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
    "",
    lines(Buffer.from(text).toString("base64")),
  ];
  return [
    "From: HashInsight <noreply@localhost>",
    `To: ${mail.to}`,
    `Subject: ${encodedSubject(mail)}`,
    `Date: ${new Date(writtenAt).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}@localhost>`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    ...part("text/plain", mailText(mail)),
    ...part("text/html", mailHtml(mail)),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

/** Encoded words of at most 75 characters; base64 also keeps line breaks out of the header. */
function encodedSubject(mail: Mail): string {
  const words: string[] = [];
  let word = "";
  for (const character of mail.subject) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((text) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`).join("\r\n ");
}

function lines(base64: string): string {
  return base64.match(/.{1,76}/g)?.join("\r\n") ?? "";
}
