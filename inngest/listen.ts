import postgres from "postgres";
import { log } from "@/lib/server/log";
import { outboxChannel } from "@/lib/server/outbox/outbox";

/**
 * Calls `wake` at each commit that wrote events, and after every (re)subscription, since nobody keeps what was
 * said while nobody listened. Holds one connection of its own, which postgres.js opens again a second after it is cut
 * or could not be had; while it is away the poll goes on.
 *
 * @param url past any pooler, which would not carry notifications.
 */
export function listenToOutbox(url: string, wake: () => void): { close(): Promise<void> } {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    backoff: () => 1,
    onnotice: () => {},
    connection: { application_name: "hashinsight-listen" },
  });
  let isMissing = false;
  let isClosed = false;

  function subscribed(): void {
    if (isMissing) log.info("worker: hears of new events");
    isMissing = false;
    wake();
  }

  sql.listen(outboxChannel, wake, subscribed).catch((error: unknown) => {
    if (isClosed) return;
    isMissing = true;
    log.warn({ err: error }, "worker: cannot listen for new events; the poll goes on, and so do the tries");
  });
  return {
    async close() {
      isClosed = true;
      await sql.end({ timeout: 1 });
    },
  };
}
