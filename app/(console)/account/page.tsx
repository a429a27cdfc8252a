import type { Metadata } from "next";
import { AccountScreen } from "@/components/auth/account/account-screen";
import { getAccount } from "@/lib/modules/auth/accounts/queries";
import { listPasskeys } from "@/lib/modules/auth/passkeys/queries";
import { listDevices } from "@/lib/modules/auth/sessions/queries";
import { getTotp } from "@/lib/modules/auth/totp/queries";
import { listWallets } from "@/lib/modules/auth/wallets/queries";
import { readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { account, rest } = await readForPage("/account", async (viewer) => ({
    // First, and alone: it refuses visitors before anything else is under way.
    account: await getAccount(viewer),
    rest: await Promise.all([
      listDevices(viewer),
      getTotp(viewer),
      listPasskeys(viewer),
      listWallets(viewer),
    ]),
  }));
  const [devices, totp, passkeys, wallets] = rest;
  return (
    <AccountScreen account={account} devices={devices} totp={totp} passkeys={passkeys} wallets={wallets} />
  );
}
