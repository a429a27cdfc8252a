import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { apiKeys } from "@/db/schema/credentials";
import { type KeyRow, keyDto, selectKeys } from "@/lib/modules/auth/keys/key-row";
import type { ApiKeyDto, CreatedKey, CreateKeyInput } from "@/lib/modules/auth/keys/schema";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { newApiKey } from "@/lib/server/identity/api-key";
import { withTransaction } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type UserViewer, type Viewer } from "@/lib/server/viewer";

/** Keys of one person in one company that work at the same time. */
const keysMax = 50;

/**
 * Makes a key of the actor in their company and answers its secret this once.
 *
 * @throws AppError `invalid` naming the scopes that the actor does not have, `conflict` when fifty keys work already.
 */
export async function createKey(actor: Viewer, input: CreateKeyInput): Promise<CreatedKey> {
  const user = authorizeUser(actor, "auth:manage_own_keys");
  const orgId = companyOf(user);
  requireOwnScopes(user, input.scopes);
  const { key: secret, id, hash } = newApiKey();
  return await withTransaction(user, async (tx) => {
    await requireRoom(tx, user.userId, orgId);
    await tx.insert(apiKeys).values({
      id,
      orgId,
      userId: user.userId,
      name: input.name,
      keyHash: hash,
      scopes: input.scopes,
      createdAt: sql`app_now()`,
      expiresAt:
        input.expiresInDays === null ? null : sql`app_now() + ${`${input.expiresInDays} days`}::interval`,
    });
    const key = await readKey(tx, user, id);
    await audit(tx, user, {
      action: "auth.api_key_created",
      object: { kind: "api_key", id },
      before: null,
      after: { ownerId: user.userId, name: key.name, scopes: key.scopes, expiresAt: key.expiresAt },
    });
    return { key, secret };
  });
}

/**
 * Revokes a key for good; a key that was revoked already stays as it is. People revoke their own, owners and admins all
 * of the company.
 *
 * @throws AppError `not_found` for a key that is not theirs to revoke.
 */
export async function revokeKey(actor: Viewer, { id }: { readonly id: string }): Promise<ApiKeyDto> {
  const user = authorizeUser(actor, "auth:manage_own_keys");
  const revokesAll = user.permissions.has("auth:manage_company_keys");
  return await withTransaction(user, async (tx) => {
    const [row] = await tx.execute<{ revoked_at: Date | null }>(sql`
      select revoked_at from api_keys where id = ${id} and org_id = ${user.orgId}
        and (${revokesAll} or user_id = ${user.userId}) for update`);
    if (row === undefined) throw new AppError("not_found", "There is no such key.");
    if (row.revoked_at === null) {
      await tx.execute(sql`
        update api_keys set revoked_at = app_now(), revoked_by_id = ${user.userId} where id = ${id}`);
      await audit(tx, user, {
        action: "auth.api_key_revoked",
        object: { kind: "api_key", id },
        before: { revoked: false },
        after: { revoked: true },
      });
    }
    return readKey(tx, user, id);
  });
}

async function readKey(tx: Transaction, user: UserViewer, id: string): Promise<ApiKeyDto> {
  const [row] = await tx.execute<KeyRow>(selectKeys(sql`k.id = ${id} and k.org_id = ${user.orgId}`));
  if (row === undefined) throw new AppError("not_found", "There is no such key.");
  return keyDto(row, user.userId);
}

function requireOwnScopes(user: UserViewer, scopes: readonly string[]): void {
  const own: ReadonlySet<string> = user.permissions;
  const fields = scopes.flatMap((scope, place) =>
    own.has(scope)
      ? []
      : [{ field: `scopes[${place}]`, value: scope, message: "Your role does not have this permission" }],
  );
  if (fields.length === 0) return;
  throw new AppError("invalid", "A key can do no more than you can.", { fields });
}

async function requireRoom(tx: Transaction, userId: string, orgId: string): Promise<void> {
  // Two keys made at once must not both be the fiftieth.
  await tx.execute(sql`select from users where id = ${userId} for update`);
  const [row] = await tx.execute<{ working: number }>(sql`
    select count(*)::int as working from api_keys where user_id = ${userId} and org_id = ${orgId}
      and revoked_at is null and (expires_at is null or expires_at > app_now())`);
  if ((row?.working ?? 0) < keysMax) return;
  throw new AppError("conflict", `You have ${keysMax} keys that work; revoke one you no longer need.`);
}
