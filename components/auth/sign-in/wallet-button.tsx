"use client";

import { Wallet } from "lucide-react";
import { useWalletFlow } from "@/components/auth/security/use-wallet-flow";
import { WalletProgress } from "@/components/auth/security/wallet-progress";
import { Button } from "@/components/ui/button";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type { WalletRequest } from "@/lib/modules/auth/wallets/schema";

interface WalletButtonProps {
  /** Where to go afterwards; without it where the person's role begins. */
  readonly next?: string | undefined;
  /** The wallet was right, and the person has a second factor to show. */
  readonly onSecondFactor: (challenge: string) => void;
}

/** Signs in by a wallet that is linked to an account. What it needs loads with the click. */
export function WalletButton({ next, onSecondFactor }: WalletButtonProps) {
  const { step, isPending, start, ask, stop } = useWalletFlow({
    request: (address, chainId) =>
      fetchJson("/api/wallet/nonce", readRequest, {
        method: "POST",
        body: { wallet_address: address, chain_id: chainId },
      }),
    prove: async (proof) => {
      const answer = await fetchJson("/api/wallet/login", readLogin, {
        method: "POST",
        body: { ...proof, ...(next === undefined ? {} : { next }) },
      });
      if ("challenge" in answer) onSecondFactor(answer.challenge);
      else location.assign(answer.next);
    },
  });
  return (
    <div className="grid gap-3">
      <Button className="w-full" aria-disabled={isPending} onClick={() => void start()}>
        <Wallet aria-hidden="true" />
        {isPending ? "Waiting for the wallet …" : "Sign in with a wallet"}
      </Button>
      <WalletProgress step={step} onChoose={(wallet) => void ask(wallet)} onStop={stop} />
    </div>
  );
}

function readRequest(body: unknown): WalletRequest {
  if (isRecord(body)) {
    const { nonce, message, wallet_address } = body;
    if (typeof nonce === "string" && typeof message === "string" && typeof wallet_address === "string") {
      return { nonce, message, wallet_address };
    }
  }
  throw new TypeError("not a message to sign");
}

function readLogin(body: unknown): { readonly challenge: string } | { readonly next: string } {
  if (isRecord(body)) {
    if (typeof body.second_factor_challenge === "string") return { challenge: body.second_factor_challenge };
    if (typeof body.redirect_url === "string") return { next: body.redirect_url };
  }
  throw new TypeError("not an answer to a sign-in");
}
