import { sql } from "drizzle-orm";
import { database } from "@/lib/server/database";
import { log } from "@/lib/server/log";

const probeMsMax = 1_000;

/** Whether the database answers within a second. Says only up or down; the reason goes to the log. */
export async function databaseState(): Promise<"up" | "down"> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${probeMsMax} ms`)), probeMsMax);
    });
    await Promise.race([database().db.execute(sql`select 1`), tooLate]);
    return "up";
  } catch (error) {
    log.error({ err: error }, "database is not ready");
    return "down";
  } finally {
    clearTimeout(timer);
  }
}
