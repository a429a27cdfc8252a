"use client";

import dynamic from "next/dynamic";
import type { Dispatch } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import type { Outcome } from "@/components/calculator/outcome";
import { Skeleton } from "@/components/ui/skeleton";
import { useNearScreen } from "@/lib/browser/use-near-screen";

const Futures = dynamic(
  () => import("@/components/calculator/uncertainty/futures").then((module) => module.Futures),
  { ssr: false, loading: () => <Skeleton className="h-96 w-full rounded-lg" /> },
);

interface SectionProps {
  readonly outcome: Outcome;
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

/** "What it does not know": loaded, and computed, once it comes near the screen. */
export function UncertaintySection(props: SectionProps) {
  const { ref, isNear } = useNearScreen<HTMLElement>();
  return (
    <section
      ref={ref}
      id="uncertainty"
      aria-labelledby="uncertainty-title"
      className="flex min-w-0 flex-col gap-4"
    >
      <div className="border-t pt-5">
        <h2 id="uncertainty-title" className="font-semibold text-lg">
          What it does not know
        </h2>
        <p className="mt-0.5 max-w-prose text-muted-foreground">
          Everything above follows one path of price and difficulty. Here are many.
        </p>
      </div>
      {isNear ? <Futures {...props} /> : <Skeleton className="h-96 w-full rounded-lg" />}
    </section>
  );
}
