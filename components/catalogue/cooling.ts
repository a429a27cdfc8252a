import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** The ways to cool a machine, as filters and tables name them. */
export const coolings = ["air", "hydro", "immersion"] as const satisfies readonly MinerModel["cooling"][];

/** What a way of cooling asks for besides the machine. */
export const coolingMeaning: Readonly<Record<MinerModel["cooling"], string>> = {
  air: "Fans only",
  hydro: "Needs a water loop with heat exchangers",
  immersion: "Needs tanks of dielectric fluid",
};
