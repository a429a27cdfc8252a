"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { AccountSection } from "@/components/auth/account/account-section";
import { Moment } from "@/components/shell/moment";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { useLivePage } from "@/lib/browser/live/use-live";
import { useAction } from "@/lib/browser/use-action";
import { useNow } from "@/lib/browser/use-now";
import { formatAge } from "@/lib/domain/format/format-duration";
import { endDeviceAction, logoutEverywhereAction } from "@/lib/modules/auth/sessions/actions";
import type { Device } from "@/lib/modules/auth/sessions/schema";

const methodWords: Readonly<Record<Device["method"], string>> = {
  password: "by password",
  passkey: "by passkey",
  wallet: "by wallet",
  invitation: "by invitation",
};

/** The browsers that are signed in; each can be signed out from here. */
export function DevicesSection({ devices }: { readonly devices: readonly Device[] }) {
  useLivePage("account");
  const everywhere = useAction(logoutEverywhereAction, () => location.assign("/login"));
  const leaveAll = async () => {
    const answer = await everywhere.run({});
    if (answer?.ok === false) tellFailure(answer.error.message);
  };
  return (
    <AccountSection
      id="devices"
      title="Devices"
      description="Where you are signed in. Is one not yours? Sign it out and change your password."
      actions={
        <Button
          variant="destructive"
          size="sm"
          aria-disabled={everywhere.isPending}
          onClick={() => void leaveAll()}
        >
          Sign out everywhere
        </Button>
      }
    >
      <ul className="-my-3 divide-y">
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
    </AccountSection>
  );
}

function DeviceRow({ device }: { readonly device: Device }) {
  const router = useRouter();
  const nowMs = useNow();
  const { id, browser, system, isPhone, isThisOne } = device;
  const name = `${browser} on ${system}`;
  const end = useAction(endDeviceAction, () => {
    notify("success", `${name} is signed out.`);
    router.refresh();
  });
  const signOut = async () => {
    const answer = await end.run({ deviceId: id });
    if (answer?.ok === false) tellFailure(answer.error.message);
  };
  const Icon = isPhone ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3.5 py-3">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {name} {isThisOne && <Badge tone="gain">this device</Badge>}
        </p>
        <p className="text-muted-foreground text-xs">
          {device.address} · signed in {methodWords[device.method]} <Moment at={device.signedInAt} />
        </p>
        {!isThisOne && nowMs !== null && (
          <p className="text-muted-foreground text-xs">Last seen {formatAge(device.lastSeenAt, nowMs)}</p>
        )}
      </div>
      {!isThisOne && (
        <Button
          size="sm"
          aria-label={`Sign out ${name}`}
          aria-disabled={end.isPending}
          onClick={() => void signOut()}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}

function tellFailure(message: string): void {
  notify("error", "Nobody is signed out", { description: message });
}
