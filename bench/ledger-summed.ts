import { ledgerRaised } from "@/inngest/testing/ledger";
import { defineEvent } from "@/lib/server/outbox/outbox";

/** An account was raised, of which the newest version says all. */
export const ledgerSummed = defineEvent({ ...ledgerRaised, type: "ledger.summed", coalesce: true });
