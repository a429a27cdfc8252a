import type { Metadata } from "next";
import { preload } from "react-dom";
import { BackTestScreen } from "@/components/calculator/hindsight/back-test-screen";

export const metadata: Metadata = {
  title: "Back-test",
  description:
    "Had you used this calculator on a day of the past: what it said, what happened, and how often its band held.",
};

export default function BackTestPage() {
  // The page is made at build time; both answers are on their way before its scripts have loaded.
  preload("/api/market/history", { as: "fetch", crossOrigin: "anonymous" });
  preload("/api/miners", { as: "fetch", crossOrigin: "anonymous" });
  return <BackTestScreen />;
}
