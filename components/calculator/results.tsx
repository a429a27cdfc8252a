"use client";

import dynamic from "next/dynamic";
import { type Dispatch, memo, useDeferredValue } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import { BreakevenCard, HashpriceCard } from "@/components/calculator/margin-cards";
import type { Outcome } from "@/components/calculator/outcome";
import { ReturnCard } from "@/components/calculator/return-card";
import { Skeleton } from "@/components/ui/skeleton";

const Pictures = dynamic(() => import("@/components/calculator/pictures").then((module) => module.Pictures), {
  ssr: false,
  loading: () => <Skeleton className="h-96 w-full rounded-lg" />,
});

// Off the first load: nobody goes back before having looked.
const BackTestLink = dynamic(
  () => import("@/components/calculator/hindsight/back-test-link").then((module) => module.BackTestLink),
  { ssr: false, loading: () => <Skeleton className="h-control w-full" /> },
);

// Tables below the first screen; the headline never waits for them.
const MethodsCard = dynamic(
  () => import("@/components/calculator/methods-card").then((module) => module.MethodsCard),
  { ssr: false, loading: () => <Skeleton className="h-64 rounded-lg" /> },
);
const PayoutCard = dynamic(() =>
  import("@/components/calculator/methods-card").then((module) => module.PayoutCard),
);

// Only a hosted fleet has it.
const HostingCard = dynamic(() =>
  import("@/components/calculator/hosting-card").then((module) => module.HostingCard),
);

interface ResultsProps {
  readonly outcome: Outcome;
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

/** Everything below the headline; it may lag a keystroke behind, the headline never does. */
export function Results({ outcome, form, dispatch }: ResultsProps) {
  const deferred = useDeferredValue(outcome);
  return (
    <>
      <Cards outcome={deferred} />
      <BackTestLink outcome={deferred} />
      <Pictures outcome={deferred} form={form} dispatch={dispatch} />
    </>
  );
}

const Cards = memo(function Cards({ outcome }: { readonly outcome: Outcome }) {
  const { hosting, production } = outcome.result;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
      <BreakevenCard outcome={outcome} />
      <ReturnCard outcome={outcome} />
      <HashpriceCard outcome={outcome} />
      <MethodsCard outcome={outcome} />
      {hosting !== null && <HostingCard outcome={outcome} hosting={hosting} />}
      {outcome.inputs.payoutScheme === "pplns" && production.payoutBand.reason !== "" && (
        <PayoutCard outcome={outcome} />
      )}
    </div>
  );
});
