"use client";

import { History } from "lucide-react";
import {
  type BackTestState,
  startBackTest,
  termNames,
  writeBackTestQuery,
} from "@/components/calculator/hindsight/back-test-state";
import type { Outcome } from "@/components/calculator/outcome";
import { ButtonLink } from "@/components/ui/button";

/** From a result to its back-test: the same machines and terms, on a day of the past. */
export function BackTestLink({ outcome }: { readonly outcome: Outcome }) {
  return (
    <div data-print="hide" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-muted-foreground">
        Would this calculator have been right before? Go back to a day of the past and see.
      </p>
      <ButtonLink href={`/calculator/back-test${backTestQuery(outcome)}`}>
        <History aria-hidden="true" /> Back-test these machines
      </ButtonLink>
    </div>
  );
}

/** The query of the back-test of a result. A catalogued machine with figures of one's own becomes one's own. */
export function backTestQuery({ state, inputs }: Pick<Outcome, "state" | "inputs">): string {
  const isOwn = state.machine === null || state.hashrateThs !== null || state.powerWatts !== null;
  const terms = Object.fromEntries(termNames.map((name) => [name, state[name]])) as Pick<
    BackTestState,
    (typeof termNames)[number]
  >;
  return writeBackTestQuery({
    ...startBackTest,
    ...terms,
    machine: isOwn ? null : state.machine,
    hashrateThs: isOwn ? inputs.hashrateThs : null,
    powerWatts: isOwn ? inputs.powerWatts : null,
  });
}
