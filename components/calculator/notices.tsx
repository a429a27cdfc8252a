"use client";

import { numberSpec } from "@/components/calculator/fields";
import { staleSentences } from "@/components/calculator/stale-words";
import type { Calculator } from "@/components/calculator/use-calculator";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/browser/use-now";

/** What a person must know before believing the figures: stale or absent market, a link that was not understood. */
export function Notices({ calculator }: { readonly calculator: Calculator }) {
  const { linkProblems, dismissLinkProblems, marketError, outcome } = calculator;
  const nowMs = useNow();
  const stale = outcome === null || nowMs === null ? [] : staleSentences(outcome.used, nowMs);
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      {linkProblems.length > 0 && (
        <Alert tone="warn" title="Part of this link could not be used">
          <ul>
            {linkProblems.map(({ field, given, rule }) => (
              <li key={`${field} ${given}`}>
                {field}: “{given}” is not {rule}; the starting value stands instead.
              </li>
            ))}
          </ul>
          <Button variant="link" size="sm" onClick={dismissLinkProblems}>
            Understood
          </Button>
        </Alert>
      )}
      {marketError !== null && (
        <Alert tone="loss" title="No market figures">
          {marketError} Type your own price, difficulty and subsidy under “Market” and everything works as
          usual.
        </Alert>
      )}
      {stale.length > 0 && (
        <Alert tone="warn" title={stale[0]}>
          {stale.length > 1 && (
            <ul>
              {stale.slice(1).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Alert>
      )}
    </div>
  );
}

/** Stands over results that belong to the last valid inputs. */
export function DimmedNotice({ calculator }: { readonly calculator: Calculator }) {
  const { blockedBy, outcome } = calculator;
  if (blockedBy.length === 0) return null;
  const names = blockedBy.map((name) => numberSpec(name).label).join(", ");
  return (
    <p role="status" className="rounded-md border border-warn/40 bg-warn-soft px-3 py-2 text-warn">
      {outcome === null
        ? `To see a result, give: ${names}.`
        : `Not updated: these are the results of your last valid inputs. To correct: ${names}.`}
    </p>
  );
}
