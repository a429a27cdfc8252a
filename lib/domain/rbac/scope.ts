/** How far a permission reaches, from nothing to everything a company has. */
export const scopes = ["none", "self", "sites", "company"] as const;

/**
 * `none`: refused. `self`: what is the person's own, and what belongs to nobody (prices, the network). `sites`: the
 * sites given to the person. `company`: all of the company that the person acts for; nothing reaches further.
 */
export type Scope = (typeof scopes)[number];

/** Whether `given` reaches at least as far as `needed`. */
export function reaches(given: Scope, needed: Scope): boolean {
  return scopes.indexOf(given) >= scopes.indexOf(needed);
}
