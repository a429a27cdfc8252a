"use client";

import { Wallet as WalletIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { AccountSection } from "@/components/auth/account/account-section";
import { answerData, useWalletFlow } from "@/components/auth/security/use-wallet-flow";
import { WalletProgress } from "@/components/auth/security/wallet-progress";
import { FormError } from "@/components/forms/form-error";
import { Moment } from "@/components/shell/moment";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { callAction, confirmed } from "@/lib/browser/action-answer";
import { useAction } from "@/lib/browser/use-action";
import {
  linkWalletAction,
  requestWalletLinkAction,
  unlinkWalletAction,
} from "@/lib/modules/auth/wallets/actions";
import type { Wallet } from "@/lib/modules/auth/wallets/schema";

/** The wallets that sign in to the account: to link and to remove. */
export function WalletsSection({ wallets }: { readonly wallets: readonly Wallet[] }) {
  const router = useRouter();
  const { step, isPending, start, ask, stop } = useWalletFlow({
    request: async (address, chainId) =>
      answerData(await confirmed(requestWalletLinkAction)({ wallet_address: address, chain_id: chainId })),
    prove: async (proof) => {
      const { address } = answerData(await callAction(linkWalletAction, proof));
      notify("success", `The wallet ${shortAddress(address)} is linked.`);
      router.refresh();
    },
  });
  return (
    <AccountSection
      id="wallets"
      title="Wallets"
      description="Sign in by a signature of your Ethereum account. Nothing is sent and nothing costs anything."
    >
      <div className="grid gap-4">
        {wallets.length > 0 && (
          <ul className="-mt-3 divide-y">
            {wallets.map((wallet) => (
              <WalletRow key={wallet.address} wallet={wallet} />
            ))}
          </ul>
        )}
        <WalletProgress step={step} onChoose={(wallet) => void ask(wallet)} onStop={stop} />
        <Button className="justify-self-start" aria-disabled={isPending} onClick={() => void start()}>
          {isPending ? "Waiting for the wallet …" : "Link a wallet"}
        </Button>
      </div>
    </AccountSection>
  );
}

function WalletRow({ wallet: { address, linkedAt, lastUsedAt } }: { readonly wallet: Wallet }) {
  const router = useRouter();
  const unlink = useAction(unlinkWalletAction, () => {
    notify("success", `The wallet ${shortAddress(address)} is removed.`);
    router.refresh();
  });
  return (
    <li className="grid gap-3 py-3">
      <FormError failure={unlink.failure} />
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
        <WalletIcon aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
        <div className="min-w-0 flex-1 basis-52">
          <p className="break-all font-mono">{address}</p>
          <p className="text-muted-foreground text-xs">
            Linked <Moment at={linkedAt} />,{" "}
            {lastUsedAt === null ? (
              "not used yet"
            ) : (
              <>
                last used <Moment at={lastUsedAt} />
              </>
            )}
          </p>
        </div>
        <Button
          size="sm"
          variant="destructive"
          aria-label={`Remove ${shortAddress(address)}`}
          aria-disabled={unlink.isPending}
          onClick={() => void unlink.run({ address })}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}

function shortAddress(address: string): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
