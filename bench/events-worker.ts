/* What bench/events.ts runs beside its writers: relay, engine and consumers of the ledger, until its parent disconnects. */
import { sql } from "drizzle-orm";
import { consumerFunction } from "@/inngest/consumer-function";
import { startEngine } from "@/inngest/engine";
import { eventsFunctions } from "@/inngest/functions/events";
import { listenToJobs, listenToOutbox } from "@/inngest/listen";
import { startRelay } from "@/inngest/relay";
import { ledgerConsumer, ledgerRaised } from "@/inngest/testing/ledger";
import { env } from "@/lib/server/env";
import { databaseConsumer } from "@/lib/server/outbox/consumer";
import { ledgerSummed } from "./ledger-summed";

/** Reads nothing but the version that it was told: what was there before is older. */
const summing = databaseConsumer({
  name: "ledger.sum",
  event: ledgerSummed,
  async handle(tx, { id, payload: { account, version } }) {
    await tx.execute(
      sql`update ledger_projection set n = greatest(n, ${version}) where account = ${account}`,
    );
    await tx.execute(sql`
      insert into ledger_applied (event_id, account, version, applied_at)
      values (${id}, ${account}, ${version}, clock_timestamp())`);
  },
});

const consumers = process.env.BENCH_CONSUMERS === "none" ? [] : [ledgerConsumer(), summing];
const engine = await startEngine(null, (client) => [
  ...consumers.map((consumer) => consumerFunction(client, consumer)),
  ...eventsFunctions(client),
]);
const eventTypes = new Map([ledgerRaised, ledgerSummed].map((event) => [event.type, event]));
const relay = startRelay({ handOver: engine.handOver, eventTypes, onHandedOver: engine.wake });
const url = env().DATABASE_LISTEN_URL ?? env().DATABASE_URL;
const listeners = [listenToOutbox(url, relay.wake), listenToJobs(url, engine.wake)];

process.once("disconnect", async () => {
  await Promise.all([relay.stop(), engine.stop()]);
  await Promise.all(listeners.map((listener) => listener.close()));
  process.exit(0);
});
process.send?.("ready");
