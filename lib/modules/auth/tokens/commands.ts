import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { requestOf } from "@/lib/modules/auth/factors/sign-in-door";
import type { Tokens } from "@/lib/modules/auth/tokens/schema";
import { auditTokens, beginFamily, continueFamily, endFamily } from "@/lib/modules/auth/tokens/token-family";
import { AppError } from "@/lib/server/errors";
import { findApiKeyViewer } from "@/lib/server/identity/find-api-key";
import { tokenHash } from "@/lib/server/one-time-token";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor, Viewer } from "@/lib/server/viewer";

interface TokenRow extends Record<string, unknown> {
  readonly family_id: string;
  readonly user_id: string;
  readonly org_id: string | null;
  readonly api_key_id: string | null;
  readonly expires_at: string;
}

type Refreshed = { readonly kind: "refreshed"; readonly tokens: Tokens } | { readonly kind: "refused" };

/** Tokens for whoever has an API key: they do what the key may do, and end with it. */
export async function tokensByKey(viewer: Viewer, apiKey: string): Promise<Tokens> {
  const owner = await findApiKeyViewer(apiKey, requestOf(viewer));
  if (owner === null) throw new AppError("unauthenticated", "The key is not valid.");
  const { userId, orgId, credentialId } = owner;
  return await withTransaction(systemOf(viewer), async (tx) => {
    const tokens = await beginFamily(tx, { userId, orgId, apiKeyId: credentialId });
    await auditTokens(tx, systemOf(viewer), {
      userId,
      orgId,
      action: "auth.tokens_issued",
      after: { by: "api_key" },
    });
    return tokens;
  });
}

/**
 * The next tokens for a refresh token, which works once. Its second use ends the family, also the tokens got for the
 * first: one of the two who used it is not who they say.
 *
 * @throws AppError `unauthenticated`
 */
export async function refreshTokens(viewer: Viewer, refreshToken: string): Promise<Tokens> {
  const hash = tokenHash(refreshToken);
  // A refusal is a value here: thrown inside, it would take back the end of the family.
  const outcome = await withTransaction(systemOf(viewer), (tx) => refresh(tx, viewer, hash));
  if (outcome.kind === "refreshed") return outcome.tokens;
  throw new AppError("unauthenticated", "The refresh token is not valid (any more); sign in again.");
}

/** Ends the family of a refresh token; nothing happens for what is no token. */
export async function revokeTokens(viewer: Viewer, refreshToken: string): Promise<{ revoked: true }> {
  await withTransaction(systemOf(viewer), async (tx) => {
    const [row] = await tx.execute<TokenRow>(sql`
      select family_id, user_id, org_id from refresh_tokens where token_hash = ${tokenHash(refreshToken)}`);
    if (row === undefined || !(await endFamily(tx, row.family_id))) return;
    await auditEnd(tx, viewer, row, "revoked");
  });
  return { revoked: true };
}

async function refresh(tx: Transaction, viewer: Viewer, hash: string): Promise<Refreshed> {
  const [used] = await tx.execute<TokenRow>(sql`
    update refresh_tokens t set used_at = app_now()
    where token_hash = ${hash} and used_at is null and expires_at > app_now()
    returning family_id, user_id, org_id, api_key_id, expires_at::text as expires_at`);
  if (used === undefined) {
    await endIfReused(tx, viewer, hash);
    return { kind: "refused" };
  }
  if (!(await isStillGood(tx, hash))) return { kind: "refused" };
  const holder = { userId: used.user_id, orgId: used.org_id, apiKeyId: used.api_key_id };
  return { kind: "refreshed", tokens: await continueFamily(tx, holder, used.family_id, used.expires_at) };
}

async function endIfReused(tx: Transaction, viewer: Viewer, hash: string): Promise<void> {
  const [row] = await tx.execute<TokenRow>(sql`
    select family_id, user_id, org_id from refresh_tokens where token_hash = ${hash} and used_at is not null`);
  if (row === undefined || !(await endFamily(tx, row.family_id))) return;
  await auditEnd(tx, viewer, row, "used_twice");
}

/**
 * Whether the holder may have more tokens: the person active, their place in the company open, the password not changed
 * since, the key still good, and no token of the family revoked. That one suffices: a token may have been issued at the
 * very moment in which the others were ended.
 */
async function isStillGood(tx: Transaction, hash: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from refresh_tokens t
    join users u on u.id = t.user_id and u.is_active and u.erased_at is null
      and (u.password_changed_at is null or t.created_at >= u.password_changed_at)
    left join companies c on c.id = t.org_id and c.closed_at is null
    left join memberships m on m.user_id = t.user_id and m.org_id = c.id and m.is_active
      and (m.expires_at is null or app_now() <= m.expires_at)
    left join api_keys k on k.id = t.api_key_id and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > app_now())
    where t.token_hash = ${hash}
      and (t.org_id is null or m.id is not null) and (t.api_key_id is null or k.id is not null)
      and not exists (select from refresh_tokens o where o.family_id = t.family_id and o.revoked_at is not null)`);
  return rows.length > 0;
}

/** Nobody is signed in yet: the product itself works for the request. */
function systemOf({ request }: Viewer): Actor {
  return { kind: "system", name: "access-tokens", ...(request === undefined ? {} : { request }) };
}

function auditEnd(tx: Transaction, viewer: Viewer, row: TokenRow, why: "revoked" | "used_twice") {
  const { user_id: userId, org_id: orgId } = row;
  return auditTokens(tx, systemOf(viewer), { userId, orgId, action: "auth.tokens_ended", after: { why } });
}
