import type { Metadata } from "next";
import { CatalogueScreen } from "@/components/catalogue/catalogue-screen";

export const metadata: Metadata = {
  title: "Machines",
  description: "Mining machines with hashrate, power, efficiency and strike price, each with its source.",
};

export default function MinersPage() {
  return <CatalogueScreen />;
}
