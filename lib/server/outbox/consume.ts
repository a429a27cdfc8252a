import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { rejectionOf } from "@/lib/server/rejection-of";
import { withTransaction } from "@/lib/server/transaction";

/**
 * Lets an event have its effect in the database exactly once: the note that the consumer has handled it and the effect
 * are one transaction. An event that was handled before has no effect and is no error.
 *
 * The effect gets the transaction for as long as it lasts. When `signal` aborts, everything is rolled back; what the
 * effect then still tries to write throws, instead of being written outside of the transaction.
 */
export function consume(
  consumer: string,
  eventId: string,
  signal: AbortSignal,
  effect: (tx: Transaction) => Promise<void>,
): Promise<"done" | "already"> {
  return withTransaction({ kind: "system", name: consumer }, async (tx) => {
    if (!(await noteHandled(tx, consumer, eventId))) return "already";
    const bounded = revocable(tx);
    try {
      await Promise.race([effect(bounded.tx), rejectionOf(signal)]);
      signal.throwIfAborted();
    } finally {
      bounded.revoke();
    }
    return "done";
  });
}

/** Writes down that a consumer has handled an event; false when it had already. */
export async function noteHandled(tx: Transaction, consumer: string, eventId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into event_inbox (consumer, event_id, processed_at) values (${consumer}, ${eventId}, app_now())
    on conflict do nothing returning 1`);
  return rows.length > 0;
}

/** Whether a consumer has handled an event. */
export function isHandled(consumer: string, eventId: string): Promise<boolean> {
  return withTransaction({ kind: "system", name: consumer }, async (tx) => {
    const rows = await tx.execute(
      sql`select 1 from event_inbox where consumer = ${consumer} and event_id = ${eventId}`,
    );
    return rows.length > 0;
  });
}

function revocable(tx: Transaction): { tx: Transaction; revoke: () => void } {
  let isOver = false;
  const guarded = new Proxy(tx, {
    get(target, property, receiver) {
      if (isOver) throw new Error("the transaction of this event is over");
      return Reflect.get(target, property, receiver);
    },
  });
  return {
    tx: guarded,
    revoke: () => {
      isOver = true;
    },
  };
}
