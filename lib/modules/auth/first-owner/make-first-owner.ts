import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { emailInput, nameInput } from "@/lib/modules/auth/sign-in/schema";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { randomToken, tokenHash } from "@/lib/server/one-time-token";
import { publicAddress } from "@/lib/server/public-address";
import { withTransaction } from "@/lib/server/transaction";

export const firstOwnerInput = z.strictObject({
  company: z.string().trim().min(1, "A company needs a name").max(200),
  name: nameInput,
  email: emailInput,
});

/** How long the link for the first password works. Whoever deploys hands it over; no mail service may be set up yet. */
const linkHours = 24;

const actor = { kind: "system", name: "first-owner" } as const;

/** Any two that make a first owner at once wait for each other. */
const firstOwnerLock = 4_871_532_002;

/**
 * Makes the first company of a deployment and its owner, whose access does not end, and answers the link by which they
 * choose their password.
 *
 * @throws AppError `conflict` when the deployment has an owner, or the address an account, already.
 */
export async function makeFirstOwner({ company, name, email }: z.output<typeof firstOwnerInput>) {
  const token = randomToken();
  const [orgId, userId] = [uuidV7(), uuidV7()];
  await withTransaction(actor, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${firstOwnerLock})`);
    await requireNoOwner(tx);
    await requireNewAddress(tx, email);
    await tx.execute(sql`insert into companies (id, name) values (${orgId}, ${company})`);
    await tx.execute(sql`
      insert into users (id, email, email_verified_at, name) values (${userId}, ${email}, app_now(), ${name})`);
    await tx.execute(sql`
      insert into memberships (id, org_id, user_id, role) values (${uuidV7()}, ${orgId}, ${userId}, 'owner')`);
    await tx.execute(sql`
      insert into mail_tokens (token_hash, purpose, user_id, created_at, expires_at)
      values (${tokenHash(token)}, 'reset_password', ${userId}, app_now(),
        app_now() + ${`${linkHours} hours`}::interval)`);
    await audit(tx, actor, {
      action: "auth.first_owner_made",
      object: { kind: "user", id: userId },
      before: null,
      after: { company, name, email, role: "owner" },
      personal: [
        { path: "/after/name", personId: userId },
        { path: "/after/email", personId: userId },
      ],
      orgId,
    });
  });
  return { orgId, userId, linkHours, link: `${publicAddress()}/reset-password/${token}` };
}

async function requireNoOwner(tx: Transaction): Promise<void> {
  const [owner] = await tx.execute<{ company: string }>(sql`
    select c.name as company from memberships m join companies c on c.id = m.org_id
    where m.role = 'owner' and c.closed_at is null limit 1`);
  if (owner === undefined) return;
  throw new AppError(
    "conflict",
    `${owner.company} has an owner already. Owners invite others at ${publicAddress()}/admin/user_access; a forgotten password is replaced at ${publicAddress()}/forgot-password.`,
  );
}

/** An account that somebody registered with this address may not be theirs: it never becomes the owner. */
async function requireNewAddress(tx: Transaction, email: string): Promise<void> {
  const known = await tx.execute(sql`select from users where email = ${email}`);
  if (known.length === 0) return;
  throw new AppError("conflict", `${email} has an account already. Give another address.`);
}
