import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { JsonObject } from "@/lib/domain/audit/json-value";
import { audit } from "@/lib/server/audit/audit";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import { portfolioAggregateId, portfolioUpdated } from "../events";

/** Somebody's portfolio under a lock. */
export interface HeldPortfolio {
  readonly userId: string;
  readonly orgId: string;
}

interface Change<Result> {
  readonly kind: "added" | "changed" | "removed";
  /** What the trail says: which rows and fields, never their values, since those who read it may not see them. */
  readonly facts: JsonObject;
  readonly result: Result;
}

const actions = {
  added: "calculator.machines_added",
  changed: "calculator.machine_changed",
  removed: "calculator.machines_removed",
} as const;

/**
 * Changes the actor's own machines in the company they act for: the portfolio's row is locked first and its version raised,
 * then rows, trail and event in the same transaction.
 */
export async function changePortfolio<Result extends object>(
  actor: Viewer,
  work: (tx: Transaction, portfolio: HeldPortfolio) => Promise<Change<Result>>,
): Promise<Result & { readonly portfolioVersion: number }> {
  const user = authorizeUser(actor, "calculator:save");
  const { userId } = user;
  const orgId = companyOf(user);
  return await withTransaction(user, async (tx) => {
    const [row] = await tx.execute<{ version: number }>(sql`
      insert into user_portfolios (user_id, org_id, version, changed_at) values (${userId}, ${orgId}, 1, app_now())
      on conflict (user_id, org_id) do update set version = user_portfolios.version + 1, changed_at = app_now()
      returning version`);
    if (row === undefined) throw new Error("the portfolio's row was not written");
    const portfolioVersion = row.version;
    const { kind, facts, result } = await work(tx, { userId, orgId });
    await audit(tx, user, {
      action: actions[kind],
      object: { kind: "portfolio", id: userId },
      before: { version: portfolioVersion - 1 },
      after: { version: portfolioVersion, ...facts },
    });
    await outbox(tx, user, {
      event: portfolioUpdated,
      aggregateId: portfolioAggregateId(userId, orgId),
      aggregateVersion: portfolioVersion,
      payload: { orgId, userId, change: kind },
    });
    return { ...result, portfolioVersion };
  });
}
