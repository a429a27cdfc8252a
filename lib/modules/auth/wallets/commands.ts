import "server-only";
import { and, count, eq } from "drizzle-orm";
import { getAddress } from "viem";
import { wallets } from "@/db/schema/credentials";
import { tellPerson } from "@/lib/modules/auth/factors/tell-person";
import { authorizeConfirmed, authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import {
  type WalletNonceInput,
  type WalletProof,
  type WalletRequest,
  walletsMax,
} from "@/lib/modules/auth/wallets/schema";
import { verifyWallet } from "@/lib/modules/auth/wallets/verify-wallet";
import { openWalletRequest } from "@/lib/modules/auth/wallets/wallet-request";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** A message by whose signature a wallet is linked to the person's account. */
export function requestWalletLink(viewer: Viewer, input: WalletNonceInput): Promise<WalletRequest> {
  const actor = authorizeConfirmed(viewer);
  return withTransaction(actor, async (tx) => {
    const [own] = await tx.select({ many: count() }).from(wallets).where(eq(wallets.userId, actor.userId));
    if ((own?.many ?? 0) >= walletsMax) {
      throw new AppError("conflict", `At most ${walletsMax} wallets; remove one that is not used any more.`);
    }
    return openWalletRequest(tx, "wallet_link", input, { userId: actor.userId, sessionId: null });
  });
}

/**
 * Links a wallet whose owner signed the message: from then on it signs in to the account.
 *
 * @throws AppError `invalid` for a wrong signature or message, `conflict` when the wallet is linked already.
 */
export async function linkWallet(viewer: Viewer, proof: WalletProof): Promise<{ address: string }> {
  const actor = authorizeOwnAccount(viewer);
  const verdict = await verifyWallet(actor, "wallet_link", proof, { userId: actor.userId, sessionId: null });
  if (verdict.kind === "refused") throw new AppError("invalid", verdict.problem);
  const { address } = verdict;
  return withTransaction(actor, async (tx) => {
    const added = await tx
      .insert(wallets)
      .values({ address, userId: actor.userId })
      .onConflictDoNothing()
      .returning({ address: wallets.address });
    if (added.length === 0) throw new AppError("conflict", "This wallet is linked to an account already.");
    await audit(tx, actor, {
      action: "auth.wallet_linked",
      object: { kind: "user", id: actor.userId },
      before: null,
      after: { address },
      personal: [{ path: "/after/address", personId: actor.userId }],
    });
    await tellPerson(tx, actor, {
      userId: actor.userId,
      subject: "A wallet was linked",
      what: `The wallet ${address} was linked to your account. Its signature signs in.`,
    });
    return { address };
  });
}

/** Ends the link of one of the person's own wallets. @throws AppError `not_found` */
export function unlinkWallet(viewer: Viewer, input: { readonly address: string }): Promise<void> {
  const actor = authorizeConfirmed(viewer);
  const address = getAddress(input.address);
  return withTransaction(actor, async (tx) => {
    const gone = await tx
      .delete(wallets)
      .where(and(eq(wallets.address, address), eq(wallets.userId, actor.userId)))
      .returning({ address: wallets.address });
    if (gone.length === 0) throw new AppError("not_found", "This wallet is not linked to your account.");
    await audit(tx, actor, {
      action: "auth.wallet_unlinked",
      object: { kind: "user", id: actor.userId },
      before: { address },
      after: null,
      personal: [{ path: "/before/address", personId: actor.userId }],
    });
    await tellPerson(tx, actor, {
      userId: actor.userId,
      subject: "A wallet was removed",
      what: `The wallet ${address} was removed from your account. It no longer signs in.`,
    });
  });
}
