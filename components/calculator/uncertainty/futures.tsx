"use client";

import type { Dispatch } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import type { Outcome } from "@/components/calculator/outcome";
import { ownViewNames } from "@/components/calculator/uncertainty/chosen-views";
import { capitalized } from "@/components/calculator/uncertainty/odds-text";
import { UncertaintyCharts } from "@/components/calculator/uncertainty/uncertainty-charts";
import { useLater } from "@/components/calculator/uncertainty/use-later";
import { type Uncertainty, useUncertainty } from "@/components/calculator/uncertainty/use-uncertainty";
import { VerdictCards } from "@/components/calculator/uncertainty/verdict-cards";
import { viewFields, viewNames } from "@/components/calculator/uncertainty/view-fields";
import { ViewsCard } from "@/components/calculator/uncertainty/views-card";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/browser/class-names";

interface FuturesProps {
  readonly outcome: Outcome;
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

const apartMs = 80;

/** Verdicts, pictures and what they are drawn from. The answer before stays, dimmed, until the next one stands. */
export function Futures({ outcome, form, dispatch }: FuturesProps) {
  const uncertainty = useUncertainty(outcome, form);
  // A dozen fields and a page of cards in one task would be felt.
  const hasFields = useLater(true, apartMs, false);
  return (
    <>
      <Obstacles uncertainty={uncertainty} form={form} />
      <Answer uncertainty={uncertainty} />
      {hasFields ? (
        <ViewsCard uncertainty={uncertainty} form={form} dispatch={dispatch} />
      ) : (
        <Skeleton className="h-96 w-full rounded-lg" />
      )}
    </>
  );
}

function Answer({ uncertainty }: { readonly uncertainty: Uncertainty }) {
  const { answer, answered, isOld, failure, chosen } = uncertainty;
  if (answer === null || answered === null)
    // Where nothing is under way the obstacles say why.
    return failure === null && chosen?.kind !== "incomplete" && !uncertainty.isBlocked ? (
      <Skeleton className="h-96 w-full rounded-lg" />
    ) : null;
  if (answer.kind === "missing")
    return <p className="rounded-lg border bg-card p-4 text-muted-foreground">No paths: {answer.reason}.</p>;
  return (
    <div
      aria-busy={isOld}
      className={cn("flex min-w-0 flex-col gap-4 transition-opacity", isOld && "opacity-75")}
    >
      <Basis uncertainty={uncertainty} paths={answer.settings.paths} />
      <VerdictCards summary={answer} outcome={answered} />
      <UncertaintyCharts summary={answer} outcome={answered} />
    </div>
  );
}

/** One sentence that says whose view this is. */
function Basis({ uncertainty, paths }: { readonly uncertainty: Uncertainty; readonly paths: number }) {
  const { chosen, estimate } = uncertainty;
  if (chosen?.kind !== "chosen") return null;
  const own = chosen.own.map((name) => viewFields[name].label.toLowerCase());
  const measured =
    typeof estimate === "object" && estimate?.kind === "estimated" && own.length < ownViewNames.length
      ? `what price and difficulty did from ${estimate.estimate.firstDayUtc} to ${estimate.estimate.lastDayUtc}`
      : null;
  const yours = own.length === 0 ? "" : `, with your own ${own.join(", ")}`;
  return (
    <p className="text-muted-foreground">
      {paths.toLocaleString("en-US")} paths drawn from{" "}
      {measured === null ? "your own views" : `${measured}${yours}`}.
    </p>
  );
}

/** What keeps the paths from being drawn anew. */
function Obstacles({ uncertainty, form }: { readonly uncertainty: Uncertainty; readonly form: FormState }) {
  const { failure, retry, chosen, estimate, answer } = uncertainty;
  const wrong = viewNames.filter((name) => form.problems[name] !== undefined);
  const before = answer === null ? "" : " What stands here belongs to the inputs before.";
  return (
    <div role="status" className="flex flex-col gap-2 empty:hidden">
      {failure !== null && (
        <Alert tone="loss" title="The paths could not be computed">
          {capitalized(failure)}.{before}{" "}
          <Button variant="link" size="sm" onClick={retry}>
            Try again
          </Button>
        </Alert>
      )}
      {wrong.length > 0 && (
        <Alert tone="warn" title="Not updated">
          To correct: {wrong.map((name) => viewFields[name].label).join(", ")}.{before}
        </Alert>
      )}
      {chosen?.kind === "incomplete" && (
        <Alert tone="warn" title="History gives no views">
          {typeof estimate === "string"
            ? `It did not come: ${estimate}`
            : estimate?.kind === "too-few"
              ? `${capitalized(estimate.reason)}.`
              : null}{" "}
          Type your own below and everything works as usual: {chosen.missing.join(", ")}.
        </Alert>
      )}
    </div>
  );
}
