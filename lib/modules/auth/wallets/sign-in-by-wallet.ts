import "server-only";
import { eq, sql } from "drizzle-orm";
import { getAddress } from "viem";
import type { Transaction } from "@/db/client";
import { wallets } from "@/db/schema/credentials";
import {
  doorkeeper,
  doorOf,
  requestOf,
  type SignInOutcome,
  sessionToReplace,
} from "@/lib/modules/auth/factors/sign-in-door";
import { finishSignIn, landingOf } from "@/lib/modules/auth/sign-in/finish-sign-in";
import { recordLogin } from "@/lib/modules/auth/sign-in/record-login";
import { forgiveAttempt, guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { beginSecondFactor } from "@/lib/modules/auth/totp/begin-second-factor";
import type { WalletLoginInput, WalletNonceInput, WalletRequest } from "@/lib/modules/auth/wallets/schema";
import { verifyWallet, type WalletVerdict } from "@/lib/modules/auth/wallets/verify-wallet";
import { limitWallet } from "@/lib/modules/auth/wallets/wallet-limit";
import { openWalletRequest } from "@/lib/modules/auth/wallets/wallet-request";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

const notLinked =
  "This wallet is linked to no account that may sign in. Sign in another way and link it on the page of your account.";

/** A message to sign in by; the same for wallets that are linked and wallets that are not. */
export async function requestWalletSignIn(viewer: Viewer, input: WalletNonceInput): Promise<WalletRequest> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  await limitWallet(actor, request, "nonce", getAddress(input.wallet_address));
  return withTransaction(actor, (tx) => openWalletRequest(tx, "wallet_sign_in", input, null));
}

/**
 * Signs in by a wallet's signature. A wallet is one factor: its key may lie in a browser's storage, so that whoever has
 * an authenticator app set up is asked for its code as after a password.
 */
export async function signInByWallet(viewer: Viewer, input: WalletLoginInput): Promise<SignInOutcome> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  const address = getAddress(input.wallet_address);
  await limitWallet(actor, request, "login", address);
  const account = `wallet:${address}`;
  await guardAttempt(request, account);
  const { next, ...proof } = input;
  const verdict = await verifyWallet(actor, "wallet_sign_in", proof, null);
  const outcome = await withTransaction(actor, (tx) => letIn(tx, viewer, address, verdict, next));
  if (outcome.kind !== "refused") await forgiveAttempt(request, account);
  return outcome;
}

async function letIn(
  tx: Transaction,
  viewer: Viewer,
  address: string,
  verdict: WalletVerdict,
  next: string | undefined,
): Promise<SignInOutcome> {
  const request = requestOf(viewer);
  const [wallet] = await tx.select().from(wallets).where(eq(wallets.address, address));
  const person = wallet === undefined ? null : await doorOf(tx, wallet.userId);
  const userId = wallet?.userId ?? null;
  const about = { userId, identifier: person?.email ?? address, method: "wallet", request } as const;
  if (verdict.kind === "refused") {
    await recordLogin(tx, { ...about, outcome: "wrong_signature" });
    return { kind: "refused", message: verdict.problem };
  }
  if (userId === null || person === null || person.closed !== null) {
    await recordLogin(tx, { ...about, outcome: person?.closed ?? "unknown_account" });
    return { kind: "refused", message: notLinked };
  }
  await tx.update(wallets).set({ lastUsedAt: sql`app_now()` }).where(eq(wallets.address, address));
  const challenge = await beginSecondFactor(tx, userId, "wallet");
  if (challenge !== null) {
    await recordLogin(tx, { ...about, outcome: "second_factor_wanted" });
    return { kind: "second_factor", challenge };
  }
  const sessionId = await finishSignIn(tx, {
    userId,
    method: "wallet",
    request,
    ...sessionToReplace(viewer),
  });
  return { kind: "signed_in", userId, sessionId, next: await landingOf(tx, sessionId, next) };
}
