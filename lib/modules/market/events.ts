import { z } from "zod";
import { defineEvent } from "@/lib/server/outbox/outbox";

const decimal = z.string().regex(/^\d+(\.\d+)?$/);

/** A price was recorded that differs from the one before. */
export const marketPriceChanged = defineEvent({
  type: "market.price_changed",
  aggregateType: "market",
  payload: z.strictObject({
    priceUsd: decimal,
    source: z.string(),
    /** When it was observed. */
    asOf: z.iso.datetime(),
  }),
});

/** A new difficulty is in force. */
export const marketRetargeted = defineEvent({
  type: "market.retargeted",
  aggregateType: "market",
  payload: z.strictObject({
    /** First block that carries it. */
    height: z.int().nonnegative(),
    difficulty: decimal,
    dayUtc: z.iso.date(),
  }),
});
