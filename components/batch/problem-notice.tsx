"use client";

import { RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import type { RunProblem } from "@/components/batch/worker/protocol";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

interface ProblemNoticeProps {
  readonly problem: RunProblem;
  /** Absent where another try would end the same. */
  readonly onRetry?: (() => void) | undefined;
}

/** Why a run has stopped, what it means and what to do. */
export function ProblemNotice({ problem, onRetry }: ProblemNoticeProps) {
  const waitS = useWait(problem.retryAtMs);
  const isMild = problem.kind === "cancelled" || problem.kind === "needs-mapping";
  return (
    <div role="alert">
      <Alert tone={isMild ? "warn" : "loss"} title={problem.title}>
        <p>{problem.meaning}</p>
        {problem.requestId !== null && (
          <p className="mt-1 text-muted-foreground text-xs">
            Quote this when you ask for help:{" "}
            <code className="select-all font-mono">{problem.requestId}</code>
          </p>
        )}
        {onRetry !== undefined && (
          <Button className="mt-2" disabled={waitS > 0} onClick={onRetry}>
            <RotateCcw aria-hidden="true" />
            {waitS > 0 ? `Run again in ${waitS} s` : "Run again"}
          </Button>
        )}
      </Alert>
    </div>
  );
}

/** Whole seconds until a moment, counting down; 0 when it has come or there is none. */
function useWait(untilMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (untilMs === null) return;
    const timer = setInterval(() => {
      setNowMs(Date.now());
      if (Date.now() >= untilMs) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [untilMs]);
  return untilMs === null ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
}
