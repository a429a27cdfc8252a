import "server-only";
import type { Transaction } from "@/db/client";
import type { PortfolioMarket } from "@/lib/domain/portfolio/portfolio";
import { AppError } from "@/lib/server/errors";
import { publishChanges } from "@/lib/server/live/publish-change";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { calculateHeld } from "./calculate-held";
import { type HeldPortfolio, holdNextPortfolios, holdPortfolio } from "./held-portfolios";

interface Cause {
  readonly id: string;
  readonly createdAt: Date;
}

/** Calculates one portfolio anew and tells its screens; nothing happens when it is gone. Runs as the system. */
export async function recalculatePortfolio(
  tx: Transaction,
  owner: { readonly userId: string; readonly orgId: string },
  market: PortfolioMarket,
  cause: Cause,
): Promise<void> {
  const held = await holdPortfolio(tx, owner.userId, owner.orgId);
  if (held === null) return;
  await calculateHeld(tx, [held], market);
  await tell(tx, [held], cause);
}

/** Portfolios calculated in one transaction: few enough that nobody waits long for a lock. */
const batchSize = 250;

/**
 * Calculates all portfolios anew, a batch in each transaction, and tells their screens.
 *
 * @returns how many there were.
 * @throws AppError `forbidden` unless the system acts.
 */
export async function recalculateAllPortfolios(
  actor: Actor,
  market: PortfolioMarket,
  { cause, signal }: { readonly cause?: Cause; readonly signal?: AbortSignal } = {},
): Promise<number> {
  if (actor.kind !== "system") throw new AppError("forbidden", "Only the product itself does this.");
  let last: HeldPortfolio | null = null;
  let count = 0;
  for (;;) {
    signal?.throwIfAborted();
    const after: HeldPortfolio | null = last;
    const held: readonly HeldPortfolio[] = await withTransaction(actor, async (tx) => {
      const next = await holdNextPortfolios(tx, after, batchSize);
      if (next.length === 0) return next;
      await calculateHeld(tx, next, market);
      await tell(tx, next, cause);
      return next;
    });
    count += held.length;
    last = held.at(-1) ?? null;
    if (held.length < batchSize) return count;
  }
}

function tell(
  tx: Transaction,
  portfolios: readonly HeldPortfolio[],
  cause: Cause | undefined,
): Promise<void> {
  const because =
    cause === undefined ? {} : { eventId: cause.id, committedAt: cause.createdAt.toISOString() };
  return publishChanges(
    tx,
    portfolios.map(({ userId, orgId }) => ({ topic: "portfolio", orgId, userId, ...because })),
  );
}
