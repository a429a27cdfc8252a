import type { Metadata } from "next";
import { CompareScreen } from "@/components/catalogue/compare-screen";

export const metadata: Metadata = {
  title: "Compare machines",
  description:
    "Up to four mining machines side by side: plate figures, strike price, and profit at your power price.",
};

export default function ComparePage() {
  return <CompareScreen />;
}
