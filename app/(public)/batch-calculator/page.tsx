import type { Metadata } from "next";
import { preload } from "react-dom";
import { BatchScreen } from "@/components/batch/batch-screen";

export const metadata: Metadata = {
  title: "Batch calculator",
  description:
    "What a whole fleet of bitcoin mining machines earns: CSV or Excel of up to 100,000 rows in, an answer or a mendable error for every row out.",
};

export default function BatchCalculatorPage() {
  // The page is made at build time; the market is on its way before its scripts have loaded.
  preload("/api/market/now", { as: "fetch", crossOrigin: "anonymous" });
  return <BatchScreen />;
}
