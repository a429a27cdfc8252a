"use client";

import { useEffect, useMemo, useState } from "react";
import type { FormState } from "@/components/calculator/calculator-state";
import type { Outcome } from "@/components/calculator/outcome";
import { type ChosenViews, chosenViews } from "@/components/calculator/uncertainty/chosen-views";
import type { UncertaintyQuestion } from "@/components/calculator/uncertainty/uncertainty-question";
import { viewNames } from "@/components/calculator/uncertainty/view-fields";
import { useMarketHistory } from "@/components/market/use-market-history";
import { useLatestWorker } from "@/lib/browser/use-latest-worker";
import { estimateViews, type ViewsEstimate } from "@/lib/domain/uncertainty/estimate-views";
import type { UncertaintyAnswer } from "@/lib/domain/uncertainty/summarize-paths";

/** Error of a probability at most 2.2 points; the worker needs a few hundredths of a second. */
const paths = 2000;
const pauseMs = 250;

const startWorker = () => new Worker(new URL("./uncertainty-worker.ts", import.meta.url), { type: "module" });

export interface Uncertainty {
  readonly answer: UncertaintyAnswer | null;
  /** The calculation that the answer belongs to. */
  readonly answered: Outcome | null;
  /** The answer shown belongs to earlier inputs. */
  readonly isOld: boolean;
  /** Why there is no newer answer: the worker's words. */
  readonly failure: string | null;
  readonly retry: () => void;
  readonly chosen: ChosenViews | null;
  /** What history says; a sentence when it did not come, `null` while it is under way. */
  readonly estimate: ViewsEstimate | string | null;
  /** Where the closes come from. */
  readonly historySource: string | null;
  /** A view or the seed is typed wrongly: what is shown stands on the views before. */
  readonly isBlocked: boolean;
}

/** Many futures of an outcome, computed in a worker once typing pauses. */
export function useUncertainty(outcome: Outcome, { state, problems }: FormState): Uncertainty {
  const history = useMarketHistory();
  const estimate = useMemo(() => {
    if (history.data === undefined) return history.error === null ? null : history.error.message;
    return estimateViews(history.data.days, history.data.retargets);
  }, [history.data, history.error]);
  const isBlocked = viewNames.some((name) => problems[name] !== undefined);
  const isAwaited = estimate === null;
  const estimated =
    typeof estimate === "object" && estimate?.kind === "estimated" ? estimate.estimate.views : null;
  const chosen = useMemo(
    () => (isBlocked || isAwaited ? null : chosenViews(state, estimated)),
    [isBlocked, isAwaited, state, estimated],
  );
  // As text, so that a question equal to the one before is the same question.
  const asked =
    chosen?.kind === "chosen"
      ? JSON.stringify({
          inputs: outcome.inputs,
          views: chosen.views,
          settings: { paths, seed: state.pathSeed ?? 0 },
        } satisfies UncertaintyQuestion)
      : null;
  const question = useMemo(
    () => (asked === null ? null : (JSON.parse(asked) as UncertaintyQuestion)),
    [asked],
  );
  const [outcomes] = useState(() => new WeakMap<UncertaintyQuestion, Outcome>());
  useEffect(() => {
    if (question !== null) outcomes.set(question, outcome);
  }, [outcomes, question, outcome]);
  const { request, answer, isPending, failure, retry } = useLatestWorker<
    UncertaintyQuestion,
    UncertaintyAnswer
  >(startWorker, question, pauseMs);
  return {
    answer,
    answered: request === null ? null : (outcomes.get(request) ?? null),
    isOld: isPending || isBlocked || failure !== null,
    failure,
    retry,
    chosen,
    estimate,
    historySource: history.data?.provenance.closeUsd ?? null,
    isBlocked,
  };
}
