import type { Metadata } from "next";
import { preload } from "react-dom";
import { Calculator } from "@/components/calculator/calculator";

export const metadata: Metadata = {
  title: "Calculator",
  description:
    "What bitcoin mining machines earn per day, their break-even power price and payback, on market figures that name source and age.",
};

export default function CalculatorPage() {
  // The page is made at build time; both answers are on their way before its scripts have loaded.
  preload("/api/market/now", { as: "fetch", crossOrigin: "anonymous" });
  preload("/api/miners", { as: "fetch", crossOrigin: "anonymous" });
  return <Calculator />;
}
