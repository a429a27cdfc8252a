import "server-only";
import { getAddress, verifyMessage } from "viem";
import { z } from "zod";
import { DomainError } from "@/lib/domain/domain-error";
import { checkSiweFields } from "@/lib/domain/sign-in/check-siwe-fields";
import { parseSiweMessage } from "@/lib/domain/sign-in/parse-siwe-message";
import type { SiweFields } from "@/lib/domain/sign-in/siwe-fields";
import { challengeSecondsMax, takeChallenge } from "@/lib/modules/auth/factors/challenge";
import { databaseNowMs } from "@/lib/modules/auth/factors/database-now";
import type { WalletProof } from "@/lib/modules/auth/wallets/schema";
import { walletChainIds } from "@/lib/modules/auth/wallets/wallet-chain-ids";
import {
  type WalletAsker,
  type WalletPurpose,
  walletPlace,
  walletStatements,
} from "@/lib/modules/auth/wallets/wallet-request";
import { log } from "@/lib/server/log";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";

/** Whether a wallet's owner signed what we asked; a problem is a sentence for the person. */
export type WalletVerdict =
  | { readonly kind: "proven"; readonly address: string }
  | { readonly kind: "refused"; readonly problem: string };

const remembered = z.object({ address: z.string(), message: z.string(), sessionId: z.string().nullable() });

/**
 * Looks at the signature of a message of `openWalletRequest`. The nonce is used up whatever comes of it: of many answers
 * with one nonce, at most one is right. Only ordinary accounts can sign (the key is recovered from the signature, no
 * chain is asked); contract wallets would need their chain to answer.
 */
export async function verifyWallet(
  actor: Actor,
  purpose: WalletPurpose,
  proof: WalletProof,
  asker: WalletAsker | null,
): Promise<WalletVerdict> {
  const { question, nowMs } = await withTransaction(actor, async (tx) => ({
    question: await takeChallenge(tx, purpose, proof.nonce, asker?.userId ?? null),
    nowMs: await databaseNowMs(tx),
  }));
  const asked = remembered.safeParse(question?.data);
  if (!asked.success)
    return refused("The message was used already or is older than five minutes. Begin anew.");
  if (asked.data.sessionId !== (asker?.sessionId ?? null)) {
    return refused("The message was given out in another browser. Begin anew here.");
  }
  const message = proof.message ?? asked.data.message;
  const fields = fieldsOf(message);
  if (typeof fields === "string") return refused(fields);
  const problems = checkSiweFields(
    fields,
    {
      ...walletPlace(),
      chainIds: walletChainIds,
      nonce: proof.nonce,
      statement: walletStatements[purpose],
      now: new Date(nowMs),
      ageSecondsMax: challengeSecondsMax,
    },
    (address) => getAddress(address) === address,
  );
  const [first] = problems;
  if (first !== undefined) return refused(`The message's ${first.field} ${first.message}.`);
  if (fields.address !== asked.data.address || fields.address !== getAddress(proof.wallet_address)) {
    return refused("The message was given out for another wallet.");
  }
  if (await isSignedBy(fields.address, message, proof.signature)) {
    return { kind: "proven", address: fields.address };
  }
  return refused("The signature is not this wallet's signature of the message.");
}

function fieldsOf(message: string): SiweFields | string {
  try {
    return parseSiweMessage(message);
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

async function isSignedBy(address: string, message: string, signature: string): Promise<boolean> {
  try {
    return await verifyMessage({
      address: getAddress(address),
      message,
      signature: `0x${signature.slice(2)}`,
    });
  } catch (error) {
    // A point that is on no curve, or a recovery bit that is none: the library says so by an exception.
    log.info({ err: error }, "wallet's signature is malformed");
    return false;
  }
}

function refused(problem: string): WalletVerdict {
  return { kind: "refused", problem };
}
