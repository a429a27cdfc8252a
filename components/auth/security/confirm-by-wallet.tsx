"use client";

import { Wallet } from "lucide-react";
import { answerData, useWalletFlow } from "@/components/auth/security/use-wallet-flow";
import { WalletProgress } from "@/components/auth/security/wallet-progress";
import { Button } from "@/components/ui/button";
import { callAction } from "@/lib/browser/action-answer";
import { confirmByWalletAction, requestWalletConfirmAction } from "@/lib/modules/auth/wallets/actions";

interface ConfirmByWalletProps {
  /** Whether another way stands above it. */
  readonly isOther: boolean;
  readonly onConfirmed: () => void;
}

/** Proves anew who one is by the signature of a linked wallet. */
export function ConfirmByWallet({ isOther, onConfirmed }: ConfirmByWalletProps) {
  const { step, isPending, start, ask, stop } = useWalletFlow({
    request: async (address, chainId) =>
      answerData(
        await callAction(requestWalletConfirmAction, { wallet_address: address, chain_id: chainId }),
      ),
    prove: async (proof) => {
      answerData(await callAction(confirmByWalletAction, proof));
      onConfirmed();
    },
  });
  return (
    <div className="grid gap-3">
      <Button className="w-full" aria-disabled={isPending} onClick={() => void start()}>
        <Wallet aria-hidden="true" />
        {isPending
          ? "Waiting for the wallet …"
          : isOther
            ? "Sign with a wallet instead"
            : "Sign with a wallet"}
      </Button>
      <WalletProgress step={step} onChoose={(wallet) => void ask(wallet)} onStop={stop} />
    </div>
  );
}
