import { randomBytes } from "node:crypto";
import { inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditPersonalSalts } from "@/db/schema/audit";

/** Salts that this process has read: asking for them again would be a round trip in every business transaction. */
const remembered = new Map<string, string>();
const rememberedMax = 10_000;

/** When this process made the salt of a person, in ms: its transaction may still be undone, so it is not remembered. */
const madeAtMs = new Map<string, number>();
const undoneWithinMs = 60_000;

/** The salts of people, made where there is none yet. */
export async function saltsOf(
  tx: Transaction,
  personIds: readonly string[],
): Promise<(personId: string) => string> {
  const byPerson = new Map<string, string>();
  for (const personId of personIds) {
    const salt = remembered.get(personId);
    if (salt !== undefined) byPerson.set(personId, salt);
  }
  await read(tx, without(byPerson, personIds), byPerson);
  // In one order for all: two transactions that make the same salts wait for each other instead of forever.
  const missing = without(byPerson, personIds).sort();
  if (missing.length > 0) {
    for (const personId of missing) madeAtMs.set(personId, performance.now());
    const fresh = missing.map((personId) => ({ personId, salt: randomBytes(32).toString("hex") }));
    await tx.insert(auditPersonalSalts).values(fresh).onConflictDoNothing();
    await read(tx, missing, byPerson);
  }
  return (personId) => byPerson.get(personId) ?? "";
}

/** Reads them anew the next time: they are not what stands in the table any more. */
export function forgetSalts(personIds: readonly string[]): void {
  for (const personId of personIds) remembered.delete(personId);
}

const without = (known: ReadonlyMap<string, string>, personIds: readonly string[]): string[] =>
  personIds.filter((personId) => !known.has(personId));

async function read(tx: Transaction, personIds: readonly string[], into: Map<string, string>): Promise<void> {
  if (personIds.length === 0) return;
  const rows = await tx
    .select()
    .from(auditPersonalSalts)
    .where(inArray(auditPersonalSalts.personId, [...personIds]));
  for (const { personId, salt } of rows) {
    into.set(personId, salt);
    remember(personId, salt);
  }
}

function remember(personId: string, salt: string): void {
  const madeAt = madeAtMs.get(personId);
  if (madeAt !== undefined && performance.now() - madeAt < undoneWithinMs) return;
  madeAtMs.delete(personId);
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(personId, salt);
}
