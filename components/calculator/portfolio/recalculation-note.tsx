"use client";

import { RefreshCw } from "lucide-react";
import { useNow } from "@/lib/browser/use-now";
import { formatAge } from "@/lib/domain/format/format-duration";
import type { Portfolio } from "@/lib/modules/calculator/portfolio/schema";

const longMs = 60_000;

/** Says that figures are on their way, since when, and what stands there meanwhile. */
export function RecalculationNote({ portfolio }: { readonly portfolio: Portfolio }) {
  const nowMs = useNow();
  const { isRecalculating, changedAt, totals } = portfolio;
  const isLong = changedAt !== null && nowMs !== null && nowMs - Date.parse(changedAt) > longMs;
  return (
    <div role="status" className={isRecalculating ? "mb-4" : "sr-only"}>
      {isRecalculating && (
        <p className="flex items-center gap-2.5 rounded-md border bg-muted px-3 py-2.5">
          <RefreshCw aria-hidden="true" className="size-4 shrink-0 motion-safe:animate-spin" />
          <span>
            <span className="font-medium">Recalculating.</span>{" "}
            {totals === null
              ? "The figures come in a moment."
              : "The figures are those of before your change."}
            {isLong &&
              ` It takes longer than usual (changed ${formatAge(changedAt, nowMs)}); nothing is lost, your change waits its turn.`}
          </span>
        </p>
      )}
    </div>
  );
}
