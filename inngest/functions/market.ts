import type { Inngest, InngestFunction } from "inngest";
import {
  collectDailyCloses,
  collectNetwork,
  collectPrice,
  compactMarketSnapshots,
  watchRetargets,
} from "@/lib/modules/market/collector";
import { cronFunction } from "../cron-function";
import { purgeAll } from "../purge-all";

/** What Bitcoin costs and how hard it is to mine, collected by the clock. */
export const marketFunctions = (client: Inngest.Any): readonly InngestFunction.Any[] => [
  cronFunction(client, {
    id: "market-record-price",
    cron: "* * * * *",
    // The next minute asks again.
    retries: 0,
    timeoutMs: 30_000,
    run: async () => said(await collectPrice()),
  }),
  cronFunction(client, {
    id: "market-record-network",
    cron: "*/10 * * * *",
    retries: 1,
    run: async () => said(await collectNetwork()),
  }),
  // Asks a provider only while a day is missing or a boundary of difficulty has passed.
  cronFunction(client, {
    id: "market-fill-daily-closes",
    cron: "3-59/10 * * * *",
    retries: 0,
    run: () => collectDailyCloses(),
  }),
  cronFunction(client, {
    id: "market-watch-retargets",
    cron: "6-59/10 * * * *",
    retries: 0,
    run: () => watchRetargets(),
  }),
  cronFunction(client, {
    id: "market-compact-snapshots",
    cron: "25 0 * * *",
    retries: 3,
    run: ({ signal }) => purgeAll(compactMarketSnapshots, signal),
  }),
];

const said = (isWritten: boolean) => (isWritten ? "written" : "nothing to write");
