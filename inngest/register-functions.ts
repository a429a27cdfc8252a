import { sql } from "drizzle-orm";
import { log } from "@/lib/server/log";
import { withTransaction } from "@/lib/server/transaction";
import type { RegisteredFunction } from "./embedded/registry";
import { functionNameOf } from "./function-id";

/**
 * Writes down which functions there are, for the screen that shows them; those that are gone are forgotten. A pause of
 * one that is gone is lifted, since nobody could lift it any more.
 */
export async function registerFunctions(functions: Iterable<RegisteredFunction>): Promise<void> {
  const rows = [...functions].map(({ id, triggers, crons, maxAttempts }) => ({
    fn_id: id,
    name: functionNameOf(id),
    triggers: [...triggers.map(({ event }) => event), ...crons],
    retries: maxAttempts - 1,
  }));
  await withTransaction({ kind: "system", name: "worker" }, async (tx) => {
    await tx.execute(sql`
      insert into engine_functions (fn_id, name, triggers, retries, registered_at)
      select fn_id, name, triggers, retries, app_now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(fn_id text, name text, triggers jsonb, retries int)
      order by fn_id
      on conflict (fn_id) do update set name = excluded.name, triggers = excluded.triggers, retries = excluded.retries,
        registered_at = excluded.registered_at`);
    const gone = await tx.execute<{ name: string }>(sql`
      delete from engine_functions
      where fn_id not in (select f ->> 'fn_id' from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) f)
      returning name`);
    await tx.execute(sql`
      delete from engine_function_pauses where fn_id not in (select fn_id from engine_functions)`);
    if (gone.length > 0)
      log.info({ gone: gone.map(({ name }) => name) }, "worker: functions that there were are gone");
  });
}
