import { z } from "zod";
import { defineContract } from "@/lib/server/contract";

export const coolings = ["air", "hydro", "immersion"] as const;

/** One machine of the catalogue in one bin: the figures on its plate, never measured ones. */
export const minerModelSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  maker: z.string().min(1),
  bin: z.string().min(1).describe("Hashrate grade within the model, such as 104T."),
  hashrateThs: z.number().positive(),
  powerWatts: z.number().positive(),
  efficiencyJoulesPerTh: z.number().positive().describe("powerWatts / hashrateThs, computed when read."),
  cooling: z.enum(coolings).describe("Hydro and immersion need plant besides the machine."),
  releasedOn: z
    .string()
    .regex(/^\d{4}(-\d{2})?$/)
    .nullable()
    .describe("Year or month, as far as known."),
  source: z.strictObject({ title: z.string().min(1), url: z.url().nullable(), checkedOn: z.iso.date() }),
  status: z
    .enum(["confirmed", "unconfirmed"])
    .describe("Confirmed: a manufacturer or a second public catalogue gives the same figures."),
  revision: z.number().int().positive(),
  referencePriceUsd: z
    .number()
    .positive()
    .nullable()
    .describe("A placeholder that ages quickly; override it."),
  priceAsOf: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .nullable(),
  note: z.string().nullable(),
  aliases: z.array(z.string()),
});
export type MinerModel = z.infer<typeof minerModelSchema>;

export const minerListSchema = z.strictObject({ models: z.array(minerModelSchema) });

export const minersContract = defineContract({
  method: "GET",
  path: "/api/miners",
  tag: "Catalogue",
  summary: "Every mining machine of the catalogue, most efficient first",
  permission: "calculator:use",
  result: minerListSchema,
  cacheControl: "public, max-age=300, stale-while-revalidate=86400",
});
