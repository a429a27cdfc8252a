import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { getAddress } from "viem";
import { wallets } from "@/db/schema/credentials";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { renewSession } from "@/lib/modules/auth/sessions/renew-session";
import type { WalletNonceInput, WalletProof, WalletRequest } from "@/lib/modules/auth/wallets/schema";
import { verifyWallet } from "@/lib/modules/auth/wallets/verify-wallet";
import { openWalletRequest, type WalletAsker } from "@/lib/modules/auth/wallets/wallet-request";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer, Viewer } from "@/lib/server/viewer";

/**
 * A message by whose signature a person proves anew who they are, for the session that asks and no other.
 *
 * @throws AppError `conflict` for a wallet that is not linked to them: said before they are asked to sign.
 */
export function requestWalletConfirm(viewer: Viewer, input: WalletNonceInput): Promise<WalletRequest> {
  const actor = authorizeOwnAccount(viewer);
  return withTransaction(actor, async (tx) => {
    const linked = await tx
      .select({ address: wallets.address })
      .from(wallets)
      .where(ownWallet(actor, getAddress(input.wallet_address)));
    if (linked.length === 0) throw notLinked();
    return openWalletRequest(tx, "wallet_confirm", input, askerOf(actor));
  });
}

/**
 * Opens dangerous acts for ten minutes (step-up) by the signature of one of the person's wallets. The session goes on
 * under a new id.
 *
 * @returns whose session goes on, which; the caller sends its cookie.
 * @throws AppError `invalid` for a wrong signature or message, `conflict` when the wallet is linked no more.
 */
export async function confirmByWallet(viewer: Viewer, proof: WalletProof): Promise<SessionClaims> {
  const actor = authorizeOwnAccount(viewer);
  const { userId, credentialId } = actor;
  const verdict = await verifyWallet(actor, "wallet_confirm", proof, askerOf(actor));
  if (verdict.kind === "refused") throw new AppError("invalid", verdict.problem);
  const { address } = verdict;
  return withTransaction(actor, async (tx) => {
    const used = await tx
      .update(wallets)
      .set({ lastUsedAt: sql`app_now()` })
      .where(ownWallet(actor, address))
      .returning({ address: wallets.address });
    if (used.length === 0) throw notLinked();
    const sessionId = await renewSession(tx, { sessionId: credentialId, isConfirmed: true });
    await audit(tx, actor, {
      action: "auth.identity_confirmed",
      object: { kind: "session", id: sessionId },
      before: null,
      after: { by: "wallet", address },
      personal: [{ path: "/after/address", personId: userId }],
    });
    return { userId, sessionId };
  });
}

const askerOf = ({ userId, credentialId }: UserViewer): WalletAsker => ({ userId, sessionId: credentialId });

function ownWallet({ userId }: UserViewer, address: string) {
  return and(eq(wallets.address, address), eq(wallets.userId, userId));
}

function notLinked(): AppError {
  return new AppError(
    "conflict",
    "This wallet is not linked to your account. Choose another account in the wallet.",
  );
}
