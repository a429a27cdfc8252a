import "server-only";
import { and, eq } from "drizzle-orm";
import { passkeys } from "@/db/schema/credentials";
import { tellPerson } from "@/lib/modules/auth/factors/tell-person";
import { authorizeConfirmed, authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** Gives one of the person's own passkeys another name. @throws AppError `not_found` */
export function renamePasskey(
  viewer: Viewer,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  const actor = authorizeOwnAccount(viewer);
  return withTransaction(actor, async (tx) => {
    const own = and(eq(passkeys.id, id), eq(passkeys.userId, actor.userId));
    const [before] = await tx.select({ name: passkeys.name }).from(passkeys).where(own).for("update");
    if (before === undefined) throw notThere();
    await tx.update(passkeys).set({ name }).where(own);
    await audit(tx, actor, {
      action: "auth.passkey_renamed",
      object: { kind: "passkey", id },
      before: { name: before.name },
      after: { name },
      personal: [
        { path: "/before/name", personId: actor.userId },
        { path: "/after/name", personId: actor.userId },
      ],
    });
  });
}

/** Removes one of the person's own passkeys. @throws AppError `not_found` */
export function removePasskey(viewer: Viewer, { id }: { readonly id: string }): Promise<void> {
  const actor = authorizeConfirmed(viewer);
  return withTransaction(actor, async (tx) => {
    const [gone] = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.userId, actor.userId)))
      .returning({ name: passkeys.name });
    if (gone === undefined) throw notThere();
    await audit(tx, actor, {
      action: "auth.passkey_removed",
      object: { kind: "passkey", id },
      before: { userId: actor.userId, name: gone.name },
      after: null,
      personal: [{ path: "/before/name", personId: actor.userId }],
    });
    await tellPerson(tx, actor, {
      userId: actor.userId,
      subject: "A passkey was removed",
      what: `The passkey "${gone.name}" was removed from your account. It no longer signs in.`,
    });
  });
}

function notThere(): AppError {
  return new AppError("not_found", "This passkey is not there.");
}
