import "server-only";
import { sql } from "drizzle-orm";
import { readEvents } from "@/lib/modules/events/events-scope";
import type { JobFunction, JobFunctions } from "@/lib/modules/events/schema";
import type { Viewer } from "@/lib/server/viewer";
import { iso } from "./get-overview";

interface FunctionRow extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly triggers: readonly string[];
  readonly retries: number;
  readonly pausedAt: string | null;
  readonly pausedBy: string | null;
  readonly pauseReason: string | null;
  readonly openRuns: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly lastRunAt: string | null;
  readonly nextAt: string | null;
}

/** Every function that the worker registered, by name. What a function does is done for all companies alike. */
export function listFunctions(viewer: Viewer): Promise<JobFunctions> {
  return readEvents(viewer, async (tx, scope) => {
    const rows = await tx.execute<FunctionRow>(sql`
      with runs as (
        select fn_id, count(*) filter (where status = 'running')::int as open_runs,
          count(*) filter (where status = 'completed')::int as completed,
          count(*) filter (where status = 'failed')::int as failed,
          count(*) filter (where status = 'cancelled')::int as cancelled,
          percentile_cont(0.5) within group (order by extract(epoch from ended_at - created_at) * 1000)
            filter (where ended_at is not null) as p50,
          percentile_cont(0.95) within group (order by extract(epoch from ended_at - created_at) * 1000)
            filter (where ended_at is not null) as p95
        from inngest_run where created_at >= app_now() - interval '1 day' or status = 'running' group by fn_id)
      select f.fn_id as id, f.name, f.triggers, f.retries, ${iso(sql`p.paused_at`)} as "pausedAt",
        coalesce(u.name, p.paused_by) as "pausedBy", p.reason as "pauseReason",
        coalesce(r.open_runs, 0) as "openRuns", coalesce(r.completed, 0) as completed,
        coalesce(r.failed, 0) as failed, coalesce(r.cancelled, 0) as cancelled,
        r.p50::float8 as "p50Ms", r.p95::float8 as "p95Ms",
        (select ${iso(sql`max(created_at)`)} from inngest_run l where l.fn_id = f.fn_id) as "lastRunAt",
        (select ${iso(sql`min(fire_at)`)} from inngest_cron c where c.fn_id = f.fn_id) as "nextAt"
      from engine_functions f
      left join runs r using (fn_id)
      left join engine_function_pauses p using (fn_id)
      left join users u on p.paused_by = 'user:' || u.id
      order by f.name`);
    return {
      mayPause: scope.isAlone && viewer.kind === "user" && viewer.permissions.has("events:pause_functions"),
      functions: rows.map(toFunction),
    };
  });
}

function toFunction(row: FunctionRow): JobFunction {
  const { id, name, triggers, retries, pausedAt, pausedBy, pauseReason, openRuns } = row;
  const { completed, failed, cancelled, p50Ms, p95Ms, lastRunAt, nextAt } = row;
  return {
    id,
    name,
    triggers: [...triggers],
    retries,
    pause: pausedAt === null ? null : { at: pausedAt, by: pausedBy ?? "", reason: pauseReason ?? "" },
    openRuns,
    lastDay: { completed, failed, cancelled },
    p50Ms,
    p95Ms,
    lastRunAt,
    nextAt,
  };
}
