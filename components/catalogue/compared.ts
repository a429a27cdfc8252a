import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** So many machines still fit side by side. */
export const comparedMax = 4;

export interface Compared {
  /** In the order asked, each once, at most four. */
  readonly models: readonly MinerModel[];
  /** Asked for, but not in the catalogue. */
  readonly unknown: readonly string[];
  /** Known, but beyond the fourth. */
  readonly leftOut: readonly MinerModel[];
}

/** The slugs in `?m=a,b,c`, each once. */
export function comparedSlugs(text: string | null): string[] {
  return [
    ...new Set(
      (text ?? "")
        .split(",")
        .map((slug) => slug.trim())
        .filter(Boolean),
    ),
  ];
}

/** Which machines a comparison shows, which it does not know, and which are too many. */
export function pickCompared(models: readonly MinerModel[], slugs: readonly string[]): Compared {
  const bySlug = new Map(models.map((model) => [model.slug, model]));
  const known = slugs.flatMap((slug) => bySlug.get(slug) ?? []);
  return {
    models: known.slice(0, comparedMax),
    unknown: slugs.filter((slug) => !bySlug.has(slug)),
    leftOut: known.slice(comparedMax),
  };
}

/** Adds or removes a slug; `null` when it would be the fifth. */
export function toggleCompared(slugs: readonly string[], slug: string): string[] | null {
  if (slugs.includes(slug)) return slugs.filter((other) => other !== slug);
  return slugs.length >= comparedMax ? null : [...slugs, slug];
}

/** The address of a comparison. */
export function compareHref(slugs: readonly string[]): string {
  return slugs.length === 0
    ? "/miners/compare"
    : `/miners/compare?m=${slugs.map(encodeURIComponent).join(",")}`;
}

/** Positions of the best values: all equal ones, or none when fewer than two are known or all are the same. */
export function bestOf(values: readonly (number | null)[], better: "higher" | "lower"): readonly number[] {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return [];
  const best = better === "higher" ? Math.max(...known) : Math.min(...known);
  if (known.every((value) => value === best)) return [];
  return values.flatMap((value, index) => (value === best ? [index] : []));
}
