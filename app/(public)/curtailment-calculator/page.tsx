import type { Metadata } from "next";
import { preload } from "react-dom";
import { FleetScreen } from "@/components/calculator/fleet/fleet-screen";

export const metadata: Metadata = {
  title: "Fleet and curtailment",
  description:
    "What a mixed fleet of bitcoin miners earns, which machines to switch off when the grid wants power back, and in which hours running costs more than it brings.",
};

export default function CurtailmentCalculatorPage() {
  // The page is made at build time; both answers are on their way before its scripts have loaded.
  preload("/api/market/now", { as: "fetch", crossOrigin: "anonymous" });
  preload("/api/miners", { as: "fetch", crossOrigin: "anonymous" });
  return <FleetScreen />;
}
