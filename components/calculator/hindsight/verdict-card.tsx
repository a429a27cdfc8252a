"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { dayText } from "@/components/calculator/hindsight/day-text";
import { type Verdict, verdictOf } from "@/components/calculator/hindsight/verdict";
import { signedUsdText } from "@/components/calculator/signed-usd";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import type { TestedDay } from "@/lib/domain/hindsight/test-day";

interface VerdictCardProps {
  readonly tested: TestedDay;
  readonly fleet: TestedFleet;
  /** "1 × Antminer S21". */
  readonly machines: string;
}

/** The whole back-test of one day in a few sentences. */
export function VerdictCard({ tested, fleet, machines }: VerdictCardProps) {
  const verdict = verdictOf(tested, fleet);
  const { estimate } = tested;
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="text-muted-foreground">
        {machines} at {formatUsd(fleet.electricityUsdPerKwh, 4)}/kWh
      </h2>
      <p data-testid="verdict" className="mt-1.5 max-w-prose text-base leading-7">
        On {dayText(tested.dayUtc)} it said <Strong usd={verdict.medianUsd} /> profit over {verdict.months}{" "}
        months, with an 80 % band of <Strong usd={verdict.lowUsd} /> to <Strong usd={verdict.highUsd} />. What
        happened was <Strong usd={verdict.happenedUsd} />: <Place verdict={verdict} />
      </p>
      <p className="mt-2 max-w-prose">
        {flatSentence(verdict)} {rankSentence(verdict)}
      </p>
      {verdict.missingDaysUtc.length > 0 && (
        <p className="mt-2 max-w-prose text-warn">
          No close is recorded for {verdict.missingDaysUtc.join(", ")}: what happened is the sum over the
          other days, income and energy alike, and this window is not judged against the band.
        </p>
      )}
      <p className="mt-3 max-w-prose text-muted-foreground text-xs">
        Subsidy only, on both sides: transaction fees are not in the recorded history. Said with nothing but
        what was recorded by the end of {tested.dayUtc}: the close of that day, the difficulty in force, and
        drift and spread of {estimate.periods} retarget periods from {estimate.firstDayUtc} to{" "}
        {estimate.lastDayUtc}.
      </p>
    </Card>
  );
}

function Strong({ usd }: { readonly usd: number }) {
  return (
    <strong className="whitespace-nowrap font-semibold">{signedUsdText(usd, 0).replace(/^\+/, "")}</strong>
  );
}

function Place({ verdict }: { readonly verdict: Verdict }) {
  if (verdict.place === "unjudged") return <Badge tone="warn">not judged</Badge>;
  const isInside = verdict.place === "inside";
  const Icon = isInside ? CircleCheck : TriangleAlert;
  return (
    <Badge tone={isInside ? "gain" : "warn"}>
      <Icon aria-hidden="true" className="size-3.5" />
      {isInside ? "inside the band" : `${verdict.place} the band`}
    </Badge>
  );
}

function flatSentence({ flatUsd, happenedUsd, place }: Verdict): string {
  const miss = flatUsd - happenedUsd;
  const said = `The flat figure, nothing changes but the halving, said ${signedUsdText(flatUsd, 0).replace(/^\+/, "")}`;
  if (place === "unjudged") return `${said}.`;
  if (Math.abs(miss) < 0.5) return `${said}, and was right.`;
  return `${said}: ${formatUsd(Math.abs(miss), 0)} too ${miss > 0 ? "optimistic" : "pessimistic"}.`;
}

function rankSentence({ rankRatio }: Verdict): string {
  if (rankRatio === null) return "";
  return `${Math.round(rankRatio * 100)} of 100 simulated paths ended below what happened.`;
}
