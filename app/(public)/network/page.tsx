import type { Metadata } from "next";
import { connection } from "next/server";
import { NetworkScreen } from "@/components/market/network-screen";
import { getMarketNow } from "@/lib/modules/market/queries";
import { pageViewer } from "@/lib/server/page";

export const metadata: Metadata = {
  title: "Network",
  description: "Bitcoin's price, difficulty, retargets and hashprice: now, next, and over the whole history.",
};

export default async function NetworkPage() {
  await connection();
  return <NetworkScreen initialNow={await getMarketNow(await pageViewer())} />;
}
