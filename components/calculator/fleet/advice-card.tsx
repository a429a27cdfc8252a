"use client";

import type { Dispatch } from "react";
import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { adviceSentence } from "@/components/calculator/fleet/curtailment-words";
import type { FleetAction } from "@/components/calculator/fleet/fleet-state";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatUsd } from "@/lib/domain/format/format-usd";

interface AdviceCardProps {
  readonly outcome: FleetOutcome;
  readonly dispatch: Dispatch<FleetAction>;
}

const linesMax = 6;

/** The models that lose money per kWh whatever the grid wants, each with a clear order. */
export function AdviceCard({ outcome, dispatch }: AdviceCardProps) {
  const off = outcome.best?.groups.filter(({ switchOff }) => switchOff) ?? [];
  if (off.length === 0) return null;
  const gain = outcome.best?.plan.impact.netEffectUsdPerDay ?? 0;
  const isApplied = outcome.plan?.request.strategy === "unprofitable";
  return (
    <Alert
      tone="loss"
      title={`Switched off, ${off.length === 1 ? "this model brings" : "these bring"} ${formatUsd(gain)} a day more than running`}
    >
      <ul>
        {off.slice(0, linesMax).map((advice) => (
          <li key={advice.id}>{adviceSentence(advice)}</li>
        ))}
        {off.length > linesMax && <li>And {off.length - linesMax} more lines.</li>}
      </ul>
      {!isApplied && (
        <Button
          size="sm"
          className="mt-2"
          onClick={() => dispatch({ type: "curtailment", change: { strategy: "unprofitable" } })}
        >
          Show the fleet without {off.length === 1 ? "it" : "them"}
        </Button>
      )}
    </Alert>
  );
}
