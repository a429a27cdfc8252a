import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { isTaken } from "@/lib/modules/auth/accounts/is-taken";
import { doorkeeper, requestOf } from "@/lib/modules/auth/factors/sign-in-door";
import { dropMailTokens, takeMailToken } from "@/lib/modules/auth/sign-in/mail-token";
import { addressLeavesMail } from "@/lib/modules/auth/sign-in/mails";
import { deadLink } from "@/lib/modules/auth/sign-in/refusal";
import type { confirmEmailChangeInput } from "@/lib/modules/auth/sign-in/schema";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { requestMail } from "@/lib/server/mail/request-mail";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/**
 * Gives an account its new address by the link sent there, and tells the old one. Links sent to the old address stop
 * working.
 *
 * @throws AppError `invalid` for a link that does not work (any more), `conflict` when the address got an account
 * meanwhile.
 */
export async function confirmEmailChange(viewer: Viewer, input: z.output<typeof confirmEmailChangeInput>) {
  const actor = doorkeeper(requestOf(viewer));
  await withTransaction(actor, async (tx) => {
    const { user_id: userId, email } = await takeMailToken(tx, "change_email", input.token);
    const [old] = await tx.execute<{ email: string }>(
      sql`select email from users where id = ${userId} and erased_at is null for update`,
    );
    if (old === undefined || email === null) throw new AppError("invalid", deadLink);
    await tx.execute(sql`
      update users set email = ${email}, email_verified_at = app_now(), version = version + 1
      where id = ${userId}`);
    await dropMailTokens(tx, userId, ["reset_password", "verify_email", "change_email"]);
    await requestMail(tx, actor, addressLeavesMail(old.email, true));
    await audit(tx, actor, {
      action: "auth.email_changed",
      object: { kind: "user", id: userId },
      before: { email: old.email },
      after: { email },
      personal: [
        { path: "/before/email", personId: userId },
        { path: "/after/email", personId: userId },
      ],
    });
  }).catch((error: unknown) => {
    if (!isTaken(error, "users_email_unique")) throw error;
    throw new AppError("conflict", "This address has an account of its own by now.");
  });
  return { kind: "changed" } as const;
}
