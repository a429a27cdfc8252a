import { sealAudit } from "@/lib/server/audit/seal-audit";
import { returnExpired } from "@/lib/server/outbox/claim";

/** Work that is looked for again and again: too often, or too soon after an event, for a schedule of the engine. */
export interface PeriodicTask {
  readonly name: string;
  /** Does some of it and says how much; after none it is looked for less often. */
  readonly run: () => Promise<number>;
  /** Pause after a run that found work. */
  readonly busyMs: number;
  /** Pause after one that found none. */
  readonly idleMs: number;
  /** Whether a commit that wrote an event is a reason to look at once. */
  readonly isWokenByEvents: boolean;
}

/** All of them; each runs in every worker and has to bear that. */
export const periodicTasks: readonly PeriodicTask[] = [
  { name: "seal audit", run: sealAudit, busyMs: 200, idleMs: 500, isWokenByEvents: true },
  { name: "return claims", run: returnExpired, busyMs: 1000, idleMs: 5000, isWokenByEvents: false },
];
