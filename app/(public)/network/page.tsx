import type { Metadata } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import { NetworkScreen } from "@/components/market/network-screen";
import { getMarketNow } from "@/lib/modules/market/queries";
import { env } from "@/lib/server/env";
import { clientAddress, type Viewer } from "@/lib/server/viewer";

export const metadata: Metadata = {
  title: "Network",
  description: "Bitcoin's price, difficulty, retargets and hashprice: now, next, and over the whole history.",
};

export default async function NetworkPage() {
  await connection();
  const address = clientAddress(await headers(), env().TRUSTED_PROXY_COUNT);
  const viewer: Viewer = { kind: "visitor", address };
  return <NetworkScreen initialNow={await getMarketNow(viewer)} />;
}
