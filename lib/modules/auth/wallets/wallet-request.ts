import "server-only";
import { randomBytes } from "node:crypto";
import { getAddress } from "viem";
import type { Transaction } from "@/db/client";
import { siweMessage } from "@/lib/domain/sign-in/siwe-message";
import { challengeSecondsMax, openChallenge } from "@/lib/modules/auth/factors/challenge";
import { databaseNowMs } from "@/lib/modules/auth/factors/database-now";
import type { WalletNonceInput, WalletRequest } from "@/lib/modules/auth/wallets/schema";
import { publicAddress } from "@/lib/server/public-address";

/** What a signature is good for; one for signing in links nothing, and the other way round. */
export type WalletPurpose = "wallet_sign_in" | "wallet_link" | "wallet_confirm";

/** Who is asked to sign; null while nobody is signed in. */
export interface WalletAsker {
  readonly userId: string;
  /** The one session that may answer; null where any of the person's may. */
  readonly sessionId: string | null;
}

/** What the person reads in the wallet. */
export const walletStatements: Readonly<Record<WalletPurpose, string>> = {
  wallet_sign_in: "Sign in to HashInsight. This costs nothing and moves nothing.",
  wallet_link:
    "Link this wallet to my HashInsight account, so that it can sign in to it. This costs nothing and moves nothing.",
  wallet_confirm:
    "Confirm to HashInsight that it is me, for what I am about to do. This costs nothing and moves nothing.",
};

/** Host and page that messages name; from the public address, never from the request. */
export function walletPlace(): { readonly domain: string; readonly uri: string } {
  const address = publicAddress();
  return { domain: new URL(address).host, uri: `${address}/login` };
}

/** A message for a wallet to sign (ERC-4361), with a nonce that is remembered for five minutes. */
export async function openWalletRequest(
  tx: Transaction,
  purpose: WalletPurpose,
  input: WalletNonceInput,
  asker: WalletAsker | null,
): Promise<WalletRequest> {
  const address = getAddress(input.wallet_address);
  const nonce = randomBytes(16).toString("hex");
  const nowMs = await databaseNowMs(tx);
  const message = siweMessage({
    scheme: null,
    ...walletPlace(),
    address,
    statement: walletStatements[purpose],
    version: "1",
    chainId: input.chain_id,
    nonce,
    issuedAt: new Date(nowMs).toISOString(),
    expirationTime: new Date(nowMs + challengeSecondsMax * 1000).toISOString(),
    notBefore: null,
    requestId: null,
    resources: null,
  });
  const data = { address, message, sessionId: asker?.sessionId ?? null };
  await openChallenge(tx, { kind: purpose, word: nonce, userId: asker?.userId ?? null, data });
  return { nonce, message, wallet_address: address };
}
