import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { loginRecords } from "@/db/schema/auth";
import { maskIdentifier } from "@/lib/modules/auth/sign-in/mask-identifier";
import type { RequestFacts } from "@/lib/server/viewer";

type LoginRecord = typeof loginRecords.$inferInsert;

/** One try to sign in. */
export interface LoginTry {
  /** Null when the account does not exist. */
  readonly userId: string | null;
  /** What was typed, or the address of an account known otherwise; it is kept masked. */
  readonly identifier: string;
  readonly method: LoginRecord["method"];
  readonly outcome: LoginRecord["outcome"];
  readonly request: RequestFacts;
}

/** Writes a try into the login history. */
export async function recordLogin(tx: Transaction, attempt: LoginTry): Promise<void> {
  const { userId, identifier, method, outcome, request } = attempt;
  await tx.insert(loginRecords).values({
    id: uuidV7(),
    occurredAt: sql`app_now()`,
    userId,
    identifierMasked: maskIdentifier(identifier),
    method,
    outcome,
    address: request.address,
    userAgent: request.userAgent,
  });
}
