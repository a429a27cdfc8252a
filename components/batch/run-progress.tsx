"use client";

import { X } from "lucide-react";
import { useEffect } from "react";
import { remainingMs } from "@/components/batch/remaining";
import type { RunSnapshot } from "@/components/batch/worker/protocol";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { type Shortcut, useShortcutHelp } from "@/lib/browser/shortcuts";
import { formatDuration } from "@/lib/domain/format/format-duration";
import { formatNumber } from "@/lib/domain/format/format-number";

interface RunProgressProps {
  readonly run: RunSnapshot;
  readonly onCancel: () => void;
}

const shortcuts: readonly Shortcut[] = [{ keys: ["Esc"], does: "Cancel" }];

/** How far a run is: count, rate, remaining time, and the way out of it. */
export function RunProgress({ run, onCancel }: RunProgressProps) {
  useShortcutHelp("While a file is read", shortcuts);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      // Escape closes what lies above the page first.
      if (
        event.key !== "Escape" ||
        document.querySelector(":popover-open, [role=dialog][data-state=open]") !== null
      )
        return;
      event.preventDefault();
      onCancel();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onCancel]);
  const ratio = run.bytesTotal === null || run.bytesTotal === 0 ? null : run.bytesRead / run.bytesTotal;
  const verb = run.mode === "check" ? "Checking" : "Calculating";
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium">
            {run.state === "sending"
              ? "Sending the file"
              : `${verb}: ${formatNumber(run.rowsRead, 0)} rows read`}
          </p>
          <div
            role="progressbar"
            aria-label={verb}
            aria-valuemin={0}
            aria-valuemax={100}
            {...(ratio === null || run.state === "sending"
              ? {}
              : { "aria-valuenow": Math.round(ratio * 100) })}
            className="my-2 h-1.5 overflow-hidden rounded-full bg-muted"
          >
            <div
              className="h-full w-full origin-left bg-primary transition-transform"
              style={{ transform: `scaleX(${ratio ?? 0})` }}
            />
          </div>
          <p className="min-h-5 text-muted-foreground text-xs">{words(run, ratio)}</p>
        </div>
        <Button onClick={onCancel}>
          <X aria-hidden="true" />
          Cancel
          <span className="max-md:hidden">
            <Kbd>Esc</Kbd>
          </span>
        </Button>
      </CardBody>
    </Card>
  );
}

function words(run: RunSnapshot, ratio: number | null): string {
  if (run.state === "sending") return "The first rows come back while the rest is still on its way.";
  const parts: string[] = [];
  if (ratio !== null) parts.push(`${Math.floor(ratio * 100)} % of the file`);
  const rate = run.elapsedMs === 0 ? 0 : (run.rowsRead / run.elapsedMs) * 1000;
  if (rate >= 1) parts.push(`${formatNumber(rate, 0)} rows/s`);
  const leftMs = remainingMs(run);
  if (leftMs !== null)
    parts.push(leftMs < 1000 ? "less than a second left" : `about ${formatDuration(leftMs)} left`);
  if (run.rowsWithErrors > 0) parts.push(`${formatNumber(run.rowsWithErrors, 0)} with errors`);
  return parts.join(" · ");
}
