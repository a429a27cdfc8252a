import "server-only";
import postgres from "postgres";
import { log } from "@/lib/server/log";

interface Listening {
  readonly channel: string;
  /** What hears there, in the log: "worker: new events". */
  readonly what: string;
  readonly onMessage: (payload: string) => void;
  /** After every (re)subscription: nobody keeps what was said while nobody listened. */
  readonly onSubscribed: () => void;
}

/**
 * Hears what is notified on a channel. Holds one connection of its own, which postgres.js opens again a second after it
 * is cut or could not be had.
 *
 * @param url past any pooler, which would not carry notifications.
 */
export function listenTo(
  url: string,
  { channel, what, onMessage, onSubscribed }: Listening,
): { close(): Promise<void> } {
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
    if (isMissing) log.info(`${what}: heard of again`);
    isMissing = false;
    onSubscribed();
  }

  sql.listen(channel, onMessage, subscribed).catch((error: unknown) => {
    if (isClosed) return;
    isMissing = true;
    log.warn(
      { err: error },
      `${what}: cannot listen; the tries go on, and so does what needs no notification`,
    );
  });
  return {
    async close() {
      isClosed = true;
      await sql.end({ timeout: 1 });
    },
  };
}
