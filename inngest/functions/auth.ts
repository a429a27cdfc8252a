import type { Inngest, InngestFunction } from "inngest";
import { purgeLapsed } from "@/lib/modules/auth/retention/purge-lapsed";
import { cronFunction } from "../cron-function";
import { purgeAll } from "../purge-all";

/** What people leave behind when they come and go is forgotten in time. */
export const authFunctions = (client: Inngest.Any): readonly InngestFunction.Any[] => [
  cronFunction(client, {
    id: "auth-purge-lapsed",
    cron: "7,37 * * * *",
    retries: 2,
    run: ({ signal }) => purgeAll(purgeLapsed, signal),
  }),
];
