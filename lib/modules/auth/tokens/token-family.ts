import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import type { Tokens } from "@/lib/modules/auth/tokens/schema";
import { audit } from "@/lib/server/audit/audit";
import { accessTokenSeconds, signAccessToken } from "@/lib/server/identity/access-token";
import { randomToken, tokenHash } from "@/lib/server/one-time-token";
import type { Actor } from "@/lib/server/viewer";

/** A family ends this long after signing in, however often its tokens were changed for new ones. */
const familyDays = 30;

/** Whose tokens, acting for which company, bound by which key. */
export interface TokenHolder {
  readonly userId: string;
  readonly orgId: string | null;
  readonly apiKeyId: string | null;
}

interface IssuedRow extends Record<string, unknown> {
  readonly expires_at: string;
}

/** The first tokens of a new family. Refresh tokens of the person that have expired go. */
export async function beginFamily(tx: Transaction, holder: TokenHolder): Promise<Tokens> {
  await tx.execute(sql`
    delete from refresh_tokens where user_id = ${holder.userId} and expires_at < app_now()`);
  return issue(tx, holder, uuidV7(), sql`app_now() + ${`${familyDays} days`}::interval`);
}

/** The next tokens of a family, which ends when it would have ended. */
export function continueFamily(
  tx: Transaction,
  holder: TokenHolder,
  familyId: string,
  expiresAt: string,
): Promise<Tokens> {
  return issue(tx, holder, familyId, sql`${expiresAt}::timestamptz`);
}

/** Ends a family: none of its tokens works any more. Answers whether it was not ended before. */
export async function endFamily(tx: Transaction, familyId: string): Promise<boolean> {
  const ended = await tx.execute(sql`
    update refresh_tokens set revoked_at = app_now() where family_id = ${familyId} and revoked_at is null
    returning family_id`);
  return ended.length > 0;
}

/** What happened to a person's tokens. */
interface TokenAct {
  readonly userId: string;
  readonly orgId: string | null;
  readonly action: string;
  readonly after: { readonly [name: string]: string };
}

/** Writes it into the trail of the company that the tokens act for. */
export function auditTokens(tx: Transaction, actor: Actor, act: TokenAct): Promise<void> {
  const { userId, orgId, action, after } = act;
  return audit(tx, actor, { action, object: { kind: "user", id: userId }, before: null, after, orgId });
}

async function issue(
  tx: Transaction,
  holder: TokenHolder,
  familyId: string,
  expiresAt: ReturnType<typeof sql>,
): Promise<Tokens> {
  const { userId, orgId, apiKeyId } = holder;
  const refreshToken = randomToken();
  const [row] = await tx.execute<IssuedRow>(sql`
    insert into refresh_tokens (token_hash, family_id, user_id, org_id, api_key_id, created_at, expires_at)
    values (${tokenHash(refreshToken)}, ${familyId}, ${userId}, ${orgId}, ${apiKeyId}, app_now(), ${expiresAt})
    returning to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as expires_at`);
  if (row === undefined) throw new Error("the refresh token was not written");
  return {
    accessToken: await signAccessToken({ userId, orgId, familyId, apiKeyId }),
    tokenType: "Bearer",
    expiresInSeconds: accessTokenSeconds,
    refreshToken,
    refreshExpiresAt: row.expires_at,
  };
}
