"use client";

import Link from "next/link";
import type { CalculatorState } from "@/components/calculator/calculator-state";
import { writeLink } from "@/components/calculator/link-state";

/** Takes these machines along to the screen that knows several models, and which of them should rest. */
export function FleetLinkNote({ state }: { readonly state: CalculatorState }) {
  return (
    <p className="text-muted-foreground text-xs">
      Several models, or switching off by the hour?{" "}
      <Link
        href={`/curtailment-calculator${writeLink(state)}`}
        prefetch={false}
        className="text-primary-text underline underline-offset-3"
      >
        Open these machines as a fleet
      </Link>
    </p>
  );
}
