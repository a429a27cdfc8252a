"use client";

import { useState } from "react";
import type { ActionAnswer, ActionFailure } from "@/lib/browser/action-answer";
import { ApiError } from "@/lib/browser/fetch-json";
import type { FoundWallet, WalletAccount } from "@/lib/browser/wallet";
import type { WalletProof, WalletRequest } from "@/lib/modules/auth/wallets/schema";
import { walletChainIds } from "@/lib/modules/auth/wallets/wallet-chain-ids";

/** How far a wallet has come with proving itself. */
export type WalletStep =
  | { readonly kind: "idle" }
  | { readonly kind: "looking" }
  /** More than one wallet is in this browser. */
  | { readonly kind: "choosing"; readonly wallets: readonly FoundWallet[] }
  | { readonly kind: "none" }
  | { readonly kind: "asking"; readonly wallet: string }
  | { readonly kind: "failed"; readonly failure: ActionFailure };

/** Which chain a message may name, from the one a wallet is on. */
export type WalletChain = (typeof walletChainIds)[number];

interface WalletFlow {
  /** The message for an account of the wallet. */
  readonly request: (address: string, chainId: WalletChain) => Promise<WalletRequest>;
  /** Hands in the signed message. */
  readonly prove: (proof: WalletProof) => Promise<void>;
}

/** What an action answered, in a call of a flow; throws the failure, which is shown as it is. */
export function answerData<Data>(answer: ActionAnswer<Data>): Data {
  if (answer.ok) return answer.data;
  throw new FlowFailure(answer.error);
}

class FlowFailure extends Error {
  override readonly name = "FlowFailure";
  readonly failure: ActionFailure;
  constructor(failure: ActionFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Finds the wallets of this browser, lets the person choose, and gets a message signed. All of it loads with `start`. */
export function useWalletFlow({ request, prove }: WalletFlow) {
  const [step, setStep] = useState<WalletStep>({ kind: "idle" });
  const ask = async (wallet: FoundWallet) => {
    setStep({ kind: "asking", wallet: wallet.name });
    try {
      const { signByWallet } = await import("@/lib/browser/wallet");
      const signed = await signByWallet(wallet.id, ({ address, chainId }: WalletAccount) =>
        request(address, walletChainIds.find((id) => id === chainId) ?? 1),
      );
      const { message, nonce, wallet_address } = signed.request;
      await prove({ wallet_address, message, nonce, signature: signed.signature });
      setStep({ kind: "idle" });
    } catch (error) {
      setStep({ kind: "failed", failure: failureOf(error) });
    }
  };
  const isPending = step.kind === "looking" || step.kind === "asking";
  const start = async () => {
    if (isPending) return;
    setStep({ kind: "looking" });
    const wallets = await import("@/lib/browser/wallet")
      .then(({ findWallets }) => findWallets())
      .catch(() => null);
    if (wallets === null) return setStep({ kind: "failed", failure: notLoaded });
    const [only] = wallets;
    if (only === undefined) setStep({ kind: "none" });
    else if (wallets.length === 1) await ask(only);
    else setStep({ kind: "choosing", wallets });
  };
  const stop = () => setStep({ kind: "idle" });
  return { step, isPending, start, ask, stop };
}

const notLoaded: ActionFailure = {
  code: "unreachable",
  message: "What talks to wallets could not be loaded. Check the connection and try again.",
  requestId: "",
};

function failureOf(error: unknown): ActionFailure {
  if (error instanceof FlowFailure) return error.failure;
  if (error instanceof ApiError) {
    return {
      code: error.code,
      message: error.message,
      fields: error.fields,
      requestId: error.requestId ?? "",
    };
  }
  if (error instanceof Error && error.name === "WalletProblem") {
    return { code: "wallet", message: error.message, requestId: "" };
  }
  throw error;
}
