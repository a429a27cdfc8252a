"use client";

import { numberSpec } from "@/components/calculator/fields";
import { LinkProblemsNotice } from "@/components/calculator/link-problems-notice";
import { MarketNotices } from "@/components/calculator/market-notices";
import { staleSentences } from "@/components/calculator/stale-words";
import type { Calculator } from "@/components/calculator/use-calculator";
import { useNow } from "@/lib/browser/use-now";

/** What a person must know before believing the figures: stale or absent market, a link that was not understood. */
export function Notices({ calculator }: { readonly calculator: Calculator }) {
  const { linkProblems, dismissLinkProblems, marketError, outcome } = calculator;
  const nowMs = useNow();
  const stale = outcome === null || nowMs === null ? [] : staleSentences(outcome.used, nowMs);
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      <LinkProblemsNotice problems={linkProblems} onUnderstood={dismissLinkProblems} />
      <MarketNotices marketError={marketError} stale={stale} />
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
