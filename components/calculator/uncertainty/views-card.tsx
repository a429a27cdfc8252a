"use client";

import { Dices, RotateCcw } from "lucide-react";
import { type Dispatch, useCallback } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import { SpecOverride } from "@/components/calculator/spec-fields";
import { StateNumber } from "@/components/calculator/state-fields";
import { ownViewNames, projectedGrowths } from "@/components/calculator/uncertainty/chosen-views";
import { MethodNote } from "@/components/calculator/uncertainty/method-note";
import type { Uncertainty } from "@/components/calculator/uncertainty/use-uncertainty";
import { type ViewName, viewFields } from "@/components/calculator/uncertainty/view-fields";
import { viewFigure } from "@/components/calculator/uncertainty/view-figures";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

interface ViewsCardProps {
  readonly uncertainty: Uncertainty;
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

const seedMax = viewFields.pathSeed.limit.max;

/** What the paths are drawn from: measured on history until the person has views of their own. */
export function ViewsCard({ uncertainty, form, dispatch }: ViewsCardProps) {
  const { state, problems } = form;
  const { estimate } = uncertainty;
  const set = useCallback(
    (name: ViewName, value: number | null, problem: string | null = null) =>
      dispatch({ type: "number", name, value, problem }),
    [dispatch],
  );
  const hasOwn = ownViewNames.some((name) => state[name] !== null || problems[name] !== undefined);
  const growths = projectedGrowths(state);
  return (
    <Card>
      <CardHeader
        level={3}
        title="What the paths are drawn from"
        description="Measured on history. Type over it what you believe yourself; a growth of your own is taken as certain."
        actions={
          <>
            <Button
              size="sm"
              disabled={growths === null}
              onClick={() => {
                if (growths === null) return;
                set("viewPriceGrowth", growths.viewPriceGrowth);
                set("viewDifficultyGrowth", growths.viewDifficultyGrowth);
              }}
            >
              Use growth of “Months ahead”
            </Button>
            <Button
              size="sm"
              disabled={!hasOwn}
              onClick={() => {
                for (const name of ownViewNames) set(name, null);
              }}
            >
              <RotateCcw aria-hidden="true" /> Back to history
            </Button>
          </>
        }
      />
      <CardBody>
        <form
          aria-label="Views of price and difficulty"
          onSubmit={(event) => event.preventDefault()}
          data-print="hide"
          className="grid items-start gap-x-4 gap-y-3.5 sm:grid-cols-2 xl:grid-cols-3"
        >
          {ownViewNames.map((name) => (
            <SpecOverride
              key={name}
              name={name}
              spec={viewFields[name]}
              value={state[name]}
              error={state[name] === null ? null : (problems[name] ?? null)}
              onNumber={set}
              figure={viewFigure(name, estimate)}
              origin="history"
            />
          ))}
          <div className="flex flex-col items-start gap-1.5">
            <StateNumber
              form={form}
              dispatch={dispatch}
              name="pathSeed"
              className="w-full"
              help="The same seed draws the same paths."
            />
            <Button
              size="sm"
              onClick={() =>
                set("pathSeed", state.pathSeed === null || state.pathSeed >= seedMax ? 0 : state.pathSeed + 1)
              }
            >
              <Dices aria-hidden="true" /> Draw again
            </Button>
          </div>
        </form>
        <MethodNote estimate={estimate} historySource={uncertainty.historySource} />
      </CardBody>
    </Card>
  );
}
