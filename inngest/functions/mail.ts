import type { Inngest, InngestFunction } from "inngest";
import { mailCarrier } from "@/lib/server/mail/mail-carrier";
import { purgeMailDeliveries } from "@/lib/server/mail/purge-mail-deliveries";
import { purgeMailFolder } from "@/lib/server/mail/purge-mail-folder";
import { consumerFunction } from "../consumer-function";
import { mailConsumer } from "../consumers/mail";
import { cronFunction } from "../cron-function";
import { purgeAll } from "../purge-all";

/** Mails that were asked for leave; what is known of them is forgotten in time. */
export const mailFunctions = (client: Inngest.Any): readonly InngestFunction.Any[] => [
  consumerFunction(client, mailConsumer(mailCarrier())),
  cronFunction(client, {
    id: "mail-purge-deliveries",
    cron: "17 * * * *",
    retries: 2,
    run: ({ signal }) => purgeAll(purgeMailDeliveries, signal),
  }),
  cronFunction(client, {
    id: "mail-purge-folder",
    cron: "27 * * * *",
    retries: 2,
    run: ({ signal }) => purgeAll(purgeMailFolder, signal),
  }),
];
