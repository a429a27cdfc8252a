import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { doorkeeper, doorOf, requestOf } from "@/lib/modules/auth/factors/sign-in-door";
import { recordLogin } from "@/lib/modules/auth/sign-in/record-login";
import { notSignedIn } from "@/lib/modules/auth/sign-in/refusal";
import { forgiveAttempt, guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { type PasswordPerson, withProvenPassword } from "@/lib/modules/auth/sign-in/with-proven-password";
import type { PasswordGrant, Tokens } from "@/lib/modules/auth/tokens/schema";
import { auditTokens, beginFamily } from "@/lib/modules/auth/tokens/token-family";
import { noteRecovery } from "@/lib/modules/auth/totp/complete-second-factor";
import { spendCode } from "@/lib/modules/auth/totp/spend-code";
import { AppError } from "@/lib/server/errors";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

type Outcome =
  | { readonly kind: "issued"; readonly tokens: Tokens }
  | { readonly kind: "code_wanted"; readonly person: PasswordPerson }
  | { readonly kind: "refused"; readonly message: string };

/**
 * Tokens for whoever has the right name and password, and the code of the second factor where the person has one:
 * throttled, timed and written down like signing in.
 *
 * @throws AppError `unauthenticated`, with reason `second_factor_wanted` when the code is missing; `limited`; `invalid`
 * for a company that is not open to the person.
 */
export async function tokensByPassword(viewer: Viewer, grant: PasswordGrant): Promise<Tokens> {
  const { identifier, password } = grant;
  let outcome: Outcome = await withProvenPassword<Outcome>(
    viewer,
    { identifier, password },
    "api_token",
    async (tx, person) => {
      if (await hasSecondFactor(tx, person.userId)) return { kind: "code_wanted", person };
      return { kind: "issued", tokens: await issue(tx, viewer, person, grant) };
    },
  );
  if (outcome.kind === "code_wanted") outcome = await byCode(viewer, outcome.person, grant);
  if (outcome.kind === "issued") return outcome.tokens;
  throw new AppError("unauthenticated", outcome.kind === "refused" ? outcome.message : notSignedIn);
}

async function byCode(viewer: Viewer, person: PasswordPerson, grant: PasswordGrant): Promise<Outcome> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  const { userId } = person;
  const about = { ...person, method: "api_token", request } as const;
  const { code } = grant;
  if (code === undefined) {
    await withTransaction(actor, (tx) => recordLogin(tx, { ...about, outcome: "second_factor_wanted" }));
    throw new AppError("unauthenticated", "Send the code of your second factor as `code`.", {
      reason: "second_factor_wanted",
    });
  }
  const account = `totp:${userId}`;
  await guardAttempt(request, account);
  const outcome = await withTransaction(actor, async (tx): Promise<Outcome> => {
    const door = await doorOf(tx, userId);
    if (door === null || door.closed !== null) return { kind: "refused", message: notSignedIn };
    const used = await spendCode(tx, userId, code);
    if (used === "wrong") {
      await recordLogin(tx, { ...about, outcome: "wrong_second_factor" });
      return { kind: "refused", message: "The code is not right, or was used already." };
    }
    if (used === "recovery") await noteRecovery(tx, actor, userId);
    return { kind: "issued", tokens: await issue(tx, viewer, person, grant) };
  });
  if (outcome.kind === "issued") await forgiveAttempt(request, account);
  return outcome;
}

async function issue(
  tx: Transaction,
  viewer: Viewer,
  { userId, identifier }: PasswordPerson,
  { companyId }: PasswordGrant,
): Promise<Tokens> {
  const request = requestOf(viewer);
  const orgId = await companyToActFor(tx, userId, companyId ?? null);
  const tokens = await beginFamily(tx, { userId, orgId, apiKeyId: null });
  await recordLogin(tx, { userId, identifier, method: "api_token", outcome: "succeeded", request });
  const after = { by: "password" };
  await auditTokens(tx, doorkeeper(request), { userId, orgId, action: "auth.tokens_issued", after });
  return tokens;
}

/** The company that was asked for, else the one acted for last, else the first whose door is open, else none. */
async function companyToActFor(
  tx: Transaction,
  userId: string,
  wanted: string | null,
): Promise<string | null> {
  const [row] = await tx.execute<{ org_id: string }>(sql`
    select m.org_id from memberships m join companies c on c.id = m.org_id and c.closed_at is null
    where m.user_id = ${userId} and m.is_active and (m.expires_at is null or app_now() <= m.expires_at)
      and (${wanted}::uuid is null or m.org_id = ${wanted}::uuid)
    order by (select max(s.created_at) from user_sessions s where s.user_id = m.user_id and s.org_id = m.org_id)
      desc nulls last, m.created_at
    limit 1`);
  if (row !== undefined || wanted === null) return row?.org_id ?? null;
  throw new AppError("invalid", "You have no place in that company.", {
    fields: [{ field: "companyId", value: wanted, message: "Must be a company that is open to you" }],
  });
}

async function hasSecondFactor(tx: Transaction, userId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from totp_factors where user_id = ${userId} and confirmed_at is not null`);
  return rows.length > 0;
}
