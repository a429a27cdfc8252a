import type { Metadata } from "next";
import { preload } from "react-dom";
import { CatalogueScreen } from "@/components/catalogue/catalogue-screen";

export const metadata: Metadata = {
  title: "Machines",
  description: "Mining machines with hashrate, power, efficiency and strike price, each with its source.",
};

export default function MinersPage() {
  // The page is made at build time; the machines are on their way before its scripts have loaded.
  preload("/api/miners", { as: "fetch", crossOrigin: "anonymous" });
  return <CatalogueScreen />;
}
