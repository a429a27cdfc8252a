import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { SeededRandom } from "@/lib/domain/uncertainty/seeded-random";
import { audit } from "@/lib/server/audit/audit";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { ledgerRaised } from "./ledger";

export const ledgerActor: Actor = { kind: "system", name: "ledger" };

/** What writers know of their writes. */
export interface Written {
  /** Commits that were acknowledged. */
  readonly acknowledged: number;
  /** Writes of which the writer never learned whether they committed. */
  readonly unknown: number;
}

/** Raises one account by one as business code does: row first, then the event, in one transaction. @returns its version. */
export function raiseAccount(account: number): Promise<number> {
  return withTransaction(ledgerActor, async (tx) => {
    const [row] = await tx.execute<{ version: number }>(sql`
      update ledger set n = n + 1, version = version + 1 where account = ${account} returning version`);
    if (row === undefined) throw new Error(`the ledger has no account ${account}`);
    const { version } = row;
    await audit(tx, ledgerActor, {
      action: "ledger.raised",
      object: { kind: "ledger", id: String(account) },
      before: null,
      after: { version },
    });
    await outbox(tx, ledgerActor, {
      event: ledgerRaised,
      aggregateId: String(account),
      aggregateVersion: version,
      payload: { account, version },
    });
    return version;
  });
}

interface Writing {
  readonly writers: number;
  readonly accounts: number;
  readonly seed: number;
  /** Milliseconds between two writes of one writer. */
  readonly pauseMs: number;
}

/** Raises accounts at random until it is stopped. A write that fails is counted and the next one tried. */
export function startWriters({ writers, accounts, seed, pauseMs }: Writing): {
  /** So far. */
  readonly written: Written;
  stop(): Promise<Written>;
} {
  const stopping = new AbortController();
  const written = { acknowledged: 0, unknown: 0 };

  async function write(writer: number): Promise<void> {
    const random = SeededRandom.fromSeed(seed + writer);
    while (!stopping.signal.aborted) {
      try {
        await raiseAccount(1 + Math.floor(random.nextUnit() * accounts));
        written.acknowledged += 1;
      } catch {
        // Whether it committed is what the oracle allows for.
        written.unknown += 1;
      }
      await pause(pauseMs);
    }
  }

  const running = Promise.all(Array.from({ length: writers }, (_none, writer) => write(writer)));
  return {
    written,
    async stop() {
      stopping.abort();
      await running;
      return written;
    },
  };
}
