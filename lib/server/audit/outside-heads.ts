import "server-only";
import { constants } from "node:fs";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { SignedHead } from "@/lib/server/audit/signed-head";
import { env } from "@/lib/server/env";

/** A head as it was noted outside the database. */
export interface NotedHead extends SignedHead {
  /** False when the trail, at that moment, no longer held the head noted before. */
  readonly continues: boolean;
}

const lineSchema = z.strictObject({
  companyId: z.uuid(),
  sequence: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  keyId: z.string().min(1),
  signature: z.string().min(1),
  signedAt: z.iso.datetime(),
  continues: z.boolean(),
});

/** More than a line is long. */
const lineBytesMax = 4096;

/** From this size on a company's file is thinned; about 800 heads. */
const bytesMax = 256 * 1024;

const folder = (): string => path.resolve(/* turbopackIgnore: true */ env().DATA_DIR, "audit");
const fileOf = (companyId: string): string => path.join(folder(), `${companyId}.jsonl`);

/** All heads noted for a company, oldest first, and how many lines nobody can read; null when there is no file. */
export async function readOutsideHeads(
  companyId: string,
): Promise<{ readonly heads: readonly NotedHead[]; readonly unreadable: number } | null> {
  const text = await readFile(fileOf(companyId), "utf8").catch(absent);
  if (text === null) return null;
  const heads: NotedHead[] = [];
  let unreadable = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const head = parseLine(line);
    if (head === null || head.companyId !== companyId) unreadable += 1;
    else heads.push(head);
  }
  return { heads, unreadable };
}

/**
 * The head noted last for a company, null when there is none: from the end of its file, which grows with every batch of
 * seals. Where that end cannot be read as a head, the whole file is.
 */
export async function lastOutsideHead(companyId: string): Promise<NotedHead | null> {
  const text = await readEnd(fileOf(companyId)).catch(absent);
  if (text === null) return null;
  const head = parseLine(text.trimEnd().split("\n").at(-1) ?? "");
  if (head?.companyId === companyId) return head;
  return (await readOutsideHeads(companyId))?.heads.at(-1) ?? null;
}

async function readEnd(file: string): Promise<string> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const end = Buffer.alloc(Math.min(size, lineBytesMax));
    await handle.read(end, 0, end.length, size - end.length);
    return end.toString("utf8");
  } finally {
    await handle.close();
  }
}

/**
 * Adds a head to `DATA_DIR/audit/<company>.jsonl` and, when it is the first of its UTC day, to
 * `DATA_DIR/audit/daily/<day>.jsonl`; both are on the disk when this is done. One caller at a time for a company.
 */
export async function noteOutside(head: NotedHead, previous: NotedHead | null): Promise<void> {
  const line = `${JSON.stringify(head)}\n`;
  const file = fileOf(head.companyId);
  await append(file, line);
  if (previous === null || dayOf(previous) !== dayOf(head)) {
    await append(path.join(folder(), "daily", `${dayOf(head)}.jsonl`), line);
  }
  if ((await stat(file)).size > bytesMax) await thin(head.companyId);
}

/**
 * Which heads must stay: the last of each day, and around each break both sides. The others add nothing, since a chain
 * vouches for all that came before.
 */
export function worthKeeping(heads: readonly NotedHead[]): NotedHead[] {
  return heads.filter((head, place) => {
    const next = heads[place + 1];
    return next === undefined || !head.continues || !next.continues || dayOf(next) !== dayOf(head);
  });
}

async function thin(companyId: string): Promise<void> {
  const known = await readOutsideHeads(companyId);
  // Lines that nobody can read are evidence too.
  if (known === null || known.unreadable > 0) return;
  const kept = worthKeeping(known.heads).map((head) => `${JSON.stringify(head)}\n`);
  const fresh = `${fileOf(companyId)}.new`;
  const handle = await open(fresh, "w", 0o600);
  try {
    await handle.writeFile(kept.join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, fileOf(companyId));
}

async function append(file: string, line: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    // What a crash left half written must not swallow the next line.
    await handle.writeFile(size === 0 || last.toString() === "\n" ? line : `\n${line}`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

function parseLine(line: string): NotedHead | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const dayOf = ({ signedAt }: SignedHead): string => signedAt.slice(0, 10);

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
