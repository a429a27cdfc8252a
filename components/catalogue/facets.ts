import { coolings } from "@/components/catalogue/cooling";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

export const statuses = ["confirmed", "unconfirmed"] as const;

/** Upper ends in J/TH that the efficiency filter offers. */
export const efficiencySteps = [15, 20, 25, 30] as const;

/** What narrows the catalogue beside the words that are searched for. */
export interface Facets {
  readonly makers: readonly string[];
  readonly coolings: readonly MinerModel["cooling"][];
  readonly status: MinerModel["status"] | null;
  readonly efficiencyMax: number | null;
}

/** Nothing narrowed. */
export const noFacets: Facets = { makers: [], coolings: [], status: null, efficiencyMax: null };

/** The facets a link asks for; parts that nobody understands narrow nothing. */
export function readFacets(params: URLSearchParams): Facets {
  const cooled = list(params.get("cooling"));
  const efficiencyMax = Number(params.get("eff"));
  return {
    makers: list(params.get("maker")),
    coolings: coolings.filter((cooling) => cooled.includes(cooling)),
    status: statuses.find((status) => status === params.get("status")) ?? null,
    efficiencyMax: efficiencySteps.find((step) => step === efficiencyMax) ?? null,
  };
}

/** Adds to the parameters of a link what differs from "nothing narrowed". */
export function writeFacets(facets: Facets, params: URLSearchParams): void {
  if (facets.makers.length > 0) params.set("maker", facets.makers.join(","));
  if (facets.coolings.length > 0) params.set("cooling", facets.coolings.join(","));
  if (facets.status !== null) params.set("status", facets.status);
  if (facets.efficiencyMax !== null) params.set("eff", String(facets.efficiencyMax));
}

export function isNarrowed({ makers, coolings: cooled, status, efficiencyMax }: Facets): boolean {
  return makers.length > 0 || cooled.length > 0 || status !== null || efficiencyMax !== null;
}

/** The machines within all facets, in the order given. */
export function withinFacets(models: readonly MinerModel[], facets: Facets): MinerModel[] {
  return models.filter(
    (model) =>
      (facets.makers.length === 0 || facets.makers.includes(model.maker)) &&
      (facets.coolings.length === 0 || facets.coolings.includes(model.cooling)) &&
      (facets.status === null || model.status === facets.status) &&
      (facets.efficiencyMax === null || model.efficiencyJoulesPerTh <= facets.efficiencyMax),
  );
}

function list(text: string | null): string[] {
  return (text ?? "").split(",").filter(Boolean);
}
