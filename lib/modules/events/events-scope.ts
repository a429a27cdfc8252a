import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { readAs, withTransaction } from "@/lib/server/transaction";
import { type Actor, authorizeUser, companyOf, type UserViewer, type Viewer } from "@/lib/server/viewer";

/** Whose events a person sees. */
export interface EventsScope {
  readonly orgId: string;
  /**
   * Whether their company has the deployment to itself. Only then are events without a company shown, and only then may
   * functions be halted, which would halt them for everybody.
   */
  readonly isAlone: boolean;
}

// The queue's tables open to the system alone, as no row of theirs belongs to a person; the scope is set here instead.
const reader: Actor = { kind: "system", name: "events" };

/** Reads the queue within the company of whoever may see events. */
export async function readEvents<Result>(
  viewer: Viewer,
  read: (tx: Transaction, scope: EventsScope) => Promise<Result>,
): Promise<Result> {
  const orgId = companyOf(authorizeUser(viewer, "events:read"));
  return await readAs(reader, async (tx) => read(tx, await scopeOf(tx, orgId)));
}

/**
 * Changes the queue within a person's company. The transaction is the system's, for the queue opens to it alone; who
 * acts stands in the audit entry that `change` writes.
 */
export async function changeEvents<Result>(
  user: UserViewer,
  change: (tx: Transaction, scope: EventsScope) => Promise<Result>,
): Promise<Result> {
  const orgId = companyOf(user);
  return await withTransaction({ ...reader, request: user.request }, async (tx) =>
    change(tx, await scopeOf(tx, orgId)),
  );
}

async function scopeOf(tx: Transaction, orgId: string): Promise<EventsScope> {
  const [row] = await tx.execute<{ companies: number }>(
    sql`select count(*)::int as companies from (select from companies limit 2) few`,
  );
  return { orgId, isAlone: row?.companies === 1 };
}

/** Condition on a company's column: the scope's own, and those of none where it is alone. */
export function inScope({ orgId, isAlone }: EventsScope, column: SQL): SQL {
  return isAlone ? sql`(${column} = ${orgId} or ${column} is null)` : sql`${column} = ${orgId}`;
}

/** The company that an event of the engine says it belongs to, as text. */
export const orgOfEngineEvent = sql`coalesce(e.data ->> 'orgId', e.data -> 'event' -> 'data' ->> 'orgId')`;
