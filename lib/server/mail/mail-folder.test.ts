import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { mailHtml, mailText } from "@/lib/server/mail/mail-body";
import { keepInFolder, readMailFolder } from "@/lib/server/mail/mail-folder";
import type { Mail } from "@/lib/server/mail/request-mail";

const key = "019a0000-0000-7000-8000-000000000001";
const { signal } = new AbortController();
const mail: Mail = {
  to: "person@example.com",
  subject: "Willkommen, Jürgen — \r\nBcc: everybody@example.com",
  paragraphs: ['<img src=x onerror="alert(1)"> & more', "Second."],
  action: { label: "Go <b>", url: 'https://mine.example.com/verify?token=a&b="c' },
  reason: "Because <you> registered.",
};

let folder = "";
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), "hi-mail-")), "mail");
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

it("a mail delivered twice is one mail", async () => {
  const send = keepInFolder(folder);
  await send(mail, { idempotencyKey: key, signal });
  await send(mail, { idempotencyKey: key, signal });
  expect(readdirSync(folder).sort()).toEqual([`${key}.eml`, `${key}.json`]);
  expect(await readMailFolder(folder, 10)).toMatchObject({ count: 1, mails: [{ id: key, mail }] });
});

it("nobody but the owner of the folder reads mails", async () => {
  await keepInFolder(folder)(mail, { idempotencyKey: key, signal });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
});

it("a key that is no UUID writes no file, wherever it points", async () => {
  const sending = keepInFolder(folder)(mail, { idempotencyKey: "../../evil", signal });
  await expect(sending).rejects.toThrow();
  expect(readdirSync(path.dirname(folder))).toEqual([]);
});

it("the file for mail programs holds both bodies, and a subject that adds no header", async () => {
  await keepInFolder(folder)(mail, { idempotencyKey: key, signal });
  const file = readFileSync(path.join(folder, `${key}.eml`), "utf8");
  const [head = ""] = file.split("\r\n\r\n");
  expect(head).not.toMatch(/^Bcc:/m);
  expect(head).toMatch(/^To: person@example.com$/m);
  const words = [...head.matchAll(/=\?utf-8\?B\?([^?]*)\?=/g)].map(([, word = ""]) => word);
  expect(Buffer.concat(words.map((word) => Buffer.from(word, "base64"))).toString()).toBe(mail.subject);
  const bodies = [...file.matchAll(/base64\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, body = ""]) =>
    Buffer.from(body, "base64").toString(),
  );
  expect(bodies).toEqual([mailText(mail), mailHtml(mail)]);
});

it("whatever a person typed stays text in the HTML of a mail", () => {
  const html = mailHtml(mail);
  expect(html).not.toMatch(/<img|<b>|<you>/);
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more");
  expect(html).toContain('href="https://mine.example.com/verify?token=a&amp;b=&quot;c"');
});

it("the text of a mail ends with its address and its reason", () => {
  expect(mailText(mail)).toMatch(
    /Go <b>:\nhttps:\/\/mine\.example\.com\/verify.*\n\n--\nBecause <you> registered\.\n$/,
  );
});
