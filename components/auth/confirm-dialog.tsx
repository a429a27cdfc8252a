"use client";

import { useQuery } from "@tanstack/react-query";
import { ConfirmByAppCode } from "@/components/auth/security/confirm-by-app-code";
import { ConfirmByPasskey } from "@/components/auth/security/confirm-by-passkey";
import { ConfirmByPassword } from "@/components/auth/security/confirm-by-password";
import { ConfirmByWallet } from "@/components/auth/security/confirm-by-wallet";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { callAction } from "@/lib/browser/action-answer";
import { reportSignedOut } from "@/lib/browser/ask-person";
import { confirmWaysAction } from "@/lib/modules/auth/sessions/actions";
import type { ConfirmWays } from "@/lib/modules/auth/sessions/schema";

type Settle = (isConfirmed: boolean) => void;

/** Asks the person to prove anew who they are, before something that a borrowed browser must not do. */
export function ConfirmDialog({ onSettled }: { readonly onSettled: Settle }) {
  const ways = useQuery({ queryKey: ["auth", "confirm-ways"], queryFn: askForWays, gcTime: 0, retry: false });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onSettled(false)}
      title="Confirm that it is you"
      description="What you are about to do matters. You are asked again after ten minutes at the earliest."
    >
      {ways.data !== undefined ? (
        <Ways ways={ways.data} onSettled={onSettled} />
      ) : ways.isError ? (
        <Alert tone="loss" title={ways.error.message}>
          <Button variant="link" onClick={() => void ways.refetch()}>
            Try again
          </Button>
        </Alert>
      ) : (
        <div role="status" className="grid gap-4">
          <span className="sr-only">Looking how you can confirm</span>
          <Skeleton className="h-16" />
          <Skeleton className="h-9 w-40" />
        </div>
      )}
    </Dialog>
  );
}

/** A form first, where there is one; what needs no typing under it. */
function Ways({ ways, onSettled }: { readonly ways: ConfirmWays; readonly onSettled: Settle }) {
  const { password, passkey, wallet, appCode } = ways;
  const onConfirmed = () => onSettled(true);
  const hasForm = password || appCode;
  const cancel = (
    <Button variant="ghost" onClick={() => onSettled(false)}>
      Cancel
    </Button>
  );
  return (
    <div className="grid gap-4">
      {password && <ConfirmByPassword aside={cancel} onConfirmed={onConfirmed} />}
      {appCode && <ConfirmByAppCode aside={cancel} onConfirmed={onConfirmed} />}
      {(passkey || wallet) && (
        <div className="grid gap-3 border-t pt-4 first:border-t-0 first:pt-0">
          {passkey && <ConfirmByPasskey isOther={hasForm} onConfirmed={onConfirmed} />}
          {wallet && <ConfirmByWallet isOther={hasForm || passkey} onConfirmed={onConfirmed} />}
        </div>
      )}
      {!hasForm && !passkey && !wallet && (
        <Alert tone="warn" title="You have nothing to confirm with yet">
          <a href="/forgot-password" className="underline underline-offset-3">
            Have a link sent by mail
          </a>{" "}
          to choose a password, then come back.
        </Alert>
      )}
      {!hasForm && <div>{cancel}</div>}
    </div>
  );
}

async function askForWays(): Promise<ConfirmWays> {
  const answer = await callAction(confirmWaysAction, {});
  if (answer.ok) return answer.data;
  if (answer.error.code === "unauthenticated") reportSignedOut();
  throw new Error(answer.error.message);
}
