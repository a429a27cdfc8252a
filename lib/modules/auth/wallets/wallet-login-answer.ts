import "server-only";
import { getAddress } from "viem";
import { doorOf, requestOf } from "@/lib/modules/auth/factors/sign-in-door";
import type { WalletLoginInput, WalletLoginResult } from "@/lib/modules/auth/wallets/schema";
import { signInByWallet } from "@/lib/modules/auth/wallets/sign-in-by-wallet";
import { AppError } from "@/lib/server/errors";
import { findSessionViewer } from "@/lib/server/identity/find-session";
import { sessionCookie } from "@/lib/server/identity/session-cookie";
import type { Reply } from "@/lib/server/reply";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/**
 * What `/api/wallet/login` answers; sets the cookie of the session.
 *
 * @throws AppError `unauthenticated` when message or signature are not right or the wallet is not linked.
 */
export async function answerWalletLogin(
  viewer: Viewer,
  input: WalletLoginInput,
  reply: Reply,
): Promise<WalletLoginResult> {
  const outcome = await signInByWallet(viewer, input);
  if (outcome.kind === "refused") throw new AppError("unauthenticated", outcome.message);
  if (outcome.kind === "second_factor") {
    return { success: false, second_factor_challenge: outcome.challenge };
  }
  reply.setCookie(await sessionCookie(outcome));
  const request = requestOf(viewer);
  const person = await withTransaction({ kind: "system", name: "sign-in", request }, (tx) =>
    doorOf(tx, outcome.userId),
  );
  const signedIn = await findSessionViewer(outcome, request);
  return {
    success: true,
    redirect_url: outcome.next,
    user: {
      id: outcome.userId,
      name: person?.name ?? "",
      email: person?.email ?? null,
      wallet_address: getAddress(input.wallet_address),
      role: signedIn?.role ?? "guest",
    },
  };
}
