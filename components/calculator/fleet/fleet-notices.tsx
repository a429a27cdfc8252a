"use client";

import type { MarketNumber } from "@/components/calculator/fleet/resolve-fleet";
import type { Fleet } from "@/components/calculator/fleet/use-fleet";
import { MarketNotices } from "@/components/calculator/market-notices";
import { staleSentences } from "@/components/calculator/stale-words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/browser/use-now";

/** Where this fleet comes from and whether it is kept: what a person must know before editing it. */
export function MemoryNotices({ fleet }: { readonly fleet: Fleet }) {
  const {
    origin,
    linkProblems,
    dismissLinkProblems,
    unreadable,
    discardUnreadable,
    saveProblem,
    keep,
    backToOwn,
  } = fleet.memory;
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      {linkProblems.length > 0 && (
        <Alert
          tone="warn"
          title="This link could not be opened; your own fleet is shown and nothing of it is lost"
        >
          <ul>
            {linkProblems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          <Button variant="link" size="sm" onClick={dismissLinkProblems}>
            Understood
          </Button>
        </Alert>
      )}
      {origin !== "own" && (
        <Alert
          title={origin === "link" ? "This fleet came with a link" : "This fleet came from the calculator"}
        >
          What you change stays in the address. The fleet saved in this browser is untouched.
          <span className="mt-1.5 flex flex-wrap gap-2">
            <Button size="sm" onClick={keep}>
              Keep it as mine
            </Button>
            <Button size="sm" variant="ghost" onClick={backToOwn}>
              Back to my fleet
            </Button>
          </span>
        </Alert>
      )}
      {unreadable !== null && origin === "own" && (
        <Alert tone="warn" title="The fleet saved in this browser cannot be read">
          {unreadable.problem} It is kept as it is, and nothing is saved over it until you decide.
          <span className="mt-1.5 flex flex-wrap gap-2">
            <Button size="sm" onClick={() => void saveText(unreadable.text)}>
              Download it
            </Button>
            <Button size="sm" variant="ghost" onClick={discardUnreadable}>
              Go on without it
            </Button>
          </span>
        </Alert>
      )}
      {saveProblem !== null && (
        <Alert tone="warn" title="Your changes are not kept in this browser">
          {saveProblem} Save the fleet as a file, or copy its link, before you leave.
        </Alert>
      )}
    </div>
  );
}

async function saveText(text: string): Promise<void> {
  const { downloadBlob } = await import("@/lib/browser/download");
  downloadBlob(new Blob([text], { type: "application/json" }), "hashinsight-fleet-unreadable.json");
}

/** Stale or absent market, and what keeps the figures from being calculated. */
export function FigureNotices({ fleet }: { readonly fleet: Fleet }) {
  const { marketError, outcome, resolution, fleetProblem, isOutdated } = fleet;
  const nowMs = useNow();
  const names: readonly MarketNumber[] = ["btcPriceUsd", "difficulty", "feesBtcPerBlock", "blockHeight"];
  const used = outcome === null ? [] : names.map((name) => ({ name, figure: outcome.resolved.market[name] }));
  const stale = nowMs === null ? [] : staleSentences(used, nowMs);
  const issues = resolution.kind === "blocked" ? resolution.issues : [];
  const problems = [
    ...issues
      .slice(0, 6)
      .map(({ where, field, rule }) => `${where === "" ? "" : `${where}: `}${field}. ${rule}.`),
    ...(issues.length > 6 ? [`And ${issues.length - 6} more.`] : []),
    ...(fleetProblem === null ? [] : [`${fleetProblem}.`]),
  ];
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      {problems.length > 0 && (
        <div role="status">
          <Alert
            tone="warn"
            title={
              isOutdated
                ? "Not updated: these are the figures of your last valid inputs. To correct:"
                : "To see figures, correct:"
            }
          >
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Alert>
        </div>
      )}
      <MarketNotices marketError={marketError} stale={stale} />
    </div>
  );
}
