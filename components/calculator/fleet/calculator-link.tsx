"use client";

import Link from "next/link";
import { calculatorQuery } from "@/components/calculator/fleet/calculator-query";
import type { GroupState, SiteState } from "@/components/calculator/fleet/fleet-document";

interface CalculatorLinkProps {
  readonly group: GroupState;
  readonly site: SiteState;
}

/** Shows one group's model on its own, with sensitivities, in the calculator. */
export function CalculatorLink({ group, site }: CalculatorLinkProps) {
  return (
    <Link
      href={`/calculator${calculatorQuery(group, site)}`}
      className="text-primary-text underline underline-offset-3"
    >
      Open as new machines in the calculator
    </Link>
  );
}
