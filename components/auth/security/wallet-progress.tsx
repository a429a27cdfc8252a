"use client";

import { Wallet as WalletIcon } from "lucide-react";
import type { WalletStep } from "@/components/auth/security/use-wallet-flow";
import { FormError } from "@/components/forms/form-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { FoundWallet } from "@/lib/browser/wallet";

interface WalletProgressProps {
  readonly step: WalletStep;
  readonly onChoose: (wallet: FoundWallet) => void;
  readonly onStop: () => void;
}

/** What a wallet is doing, and what the person has to do about it. */
export function WalletProgress({ step, onChoose, onStop }: WalletProgressProps) {
  if (step.kind === "idle" || step.kind === "looking") return null;
  if (step.kind === "failed") return <FormError failure={step.failure} />;
  if (step.kind === "none") {
    return (
      <div role="status">
        <Alert title="No wallet in this browser">
          Install the extension of a wallet, or open this page in the browser inside the wallet's app.
        </Alert>
      </div>
    );
  }
  if (step.kind === "asking") {
    return (
      <p role="status" className="text-muted-foreground">
        Go on in {step.wallet}: choose the account and sign the message. It costs nothing.
      </p>
    );
  }
  return (
    <fieldset className="grid gap-2 rounded-md border p-3">
      <legend className="px-1 font-medium">Which wallet?</legend>
      {step.wallets.map((wallet) => (
        <Button key={wallet.id} className="w-full justify-start" onClick={() => onChoose(wallet)}>
          {wallet.icon === null ? (
            <WalletIcon aria-hidden="true" />
          ) : (
            // biome-ignore lint/performance/noImgElement: the wallet hands over a small data address
            <img src={wallet.icon} alt="" width={16} height={16} />
          )}
          {wallet.name}
        </Button>
      ))}
      <Button variant="ghost" onClick={onStop}>
        Cancel
      </Button>
    </fieldset>
  );
}
