import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 as uuidV7 } from "uuid";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepInFolder, readMailFolder } from "@/lib/server/mail/mail-folder";
import { forgetKeptMails, purgeMailFolder } from "@/lib/server/mail/purge-mail-folder";

const { signal } = new AbortController();
const nowMs = Date.UTC(2026, 5, 1);
const day = 86_400_000;
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hi-mail-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function keep(to: string, atMs: number, text = "Hello."): Promise<string> {
  const idempotencyKey = uuidV7({ msecs: atMs });
  const mail = { to, subject: "Hello", paragraphs: [text], reason: "A test." };
  await keepInFolder(folder)(mail, { idempotencyKey, signal });
  return idempotencyKey;
}

it("forgets a mail thirty days after it was asked for, both files of it, and not before", async () => {
  const old = await keep("a@example.com", nowMs - 30 * day - 1000);
  const young = await keep("a@example.com", nowMs - 30 * day + 1000);
  writeFileSync(path.join(folder, `${old}.json.77.half`), "");
  expect(await purgeMailFolder(folder, nowMs)).toBe(1);
  expect(readdirSync(folder).sort()).toEqual([`${young}.eml`, `${young}.json`]);
  expect(await purgeMailFolder(folder, nowMs)).toBe(0);
});

it("keeps no more than the newest 500", async () => {
  for (let place = 0; place < 503; place += 1) {
    const id = uuidV7({ msecs: nowMs - place * 1000 });
    for (const end of ["eml", "json"]) writeFileSync(path.join(folder, `${id}.${end}`), "");
  }
  const oldest = readdirSync(folder).sort().slice(0, 6);
  expect(await purgeMailFolder(folder, nowMs)).toBe(3);
  const left = readdirSync(folder);
  expect(left).toHaveLength(1000);
  expect(left.filter((name) => oldest.includes(name))).toEqual([]);
});

it("has nothing to do where no mail was ever written", async () => {
  expect(await purgeMailFolder(path.join(folder, "none"), nowMs)).toBe(0);
});

it("forgets mails to somebody and those that name them, and no others", async () => {
  await keep("Person@Example.com", nowMs);
  await keep("boss@example.com", nowMs, "person@example.com accepted your invitation.");
  const other = await keep("otherperson@example.com", nowMs, "Persona non grata.");
  expect(await forgetKeptMails(["person@example.com", "Person"], folder)).toBe(2);
  expect(await readMailFolder(folder, 10)).toMatchObject({ count: 1, mails: [{ id: other }] });
});
