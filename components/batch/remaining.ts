import type { RunSnapshot } from "@/components/batch/worker/protocol";

/**
 * Time until a run ends at its pace so far, in ms: elapsed x (bytes left / bytes read). `null` before there is a pace
 * (half a second and one percent) and when the length is unknown.
 */
export function remainingMs(run: Pick<RunSnapshot, "bytesRead" | "bytesTotal" | "elapsedMs">): number | null {
  const { bytesRead, bytesTotal, elapsedMs } = run;
  if (bytesTotal === null || bytesTotal === 0 || elapsedMs < 500 || bytesRead < bytesTotal / 100) return null;
  return Math.max(0, (elapsedMs * (bytesTotal - bytesRead)) / bytesRead);
}
