import type { Metadata } from "next";
import { AccountScreen } from "@/components/auth/account/account-screen";
import { getAccount } from "@/lib/modules/auth/accounts/queries";
import { listDevices } from "@/lib/modules/auth/sessions/queries";
import { readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const [account, devices] = await readForPage("/account", (viewer) =>
    Promise.all([getAccount(viewer), listDevices(viewer)]),
  );
  return <AccountScreen account={account} devices={devices} />;
}
