import { auditDifference } from "@/lib/domain/audit/audit-difference";
import type { RestoredEntry } from "@/lib/domain/audit/restore-personal";
import type { AuditChange } from "@/lib/modules/auth/audit/schema";

type Withheld = AuditChange["beforeWithheld"];

/** The fields that an act changed, with what can no longer be shown of them; ordered by their names. */
export function entryChanges({ entry, erased, altered }: RestoredEntry): AuditChange[] {
  const withheld = (side: "before" | "after", path: string): Withheld => {
    const place = `/${side}${path}`;
    if (erased.includes(place)) return "erased";
    return altered.includes(place) ? "altered" : null;
  };
  const changes = auditDifference(entry.before, entry.after).map((change) => ({
    ...change,
    beforeWithheld: withheld("before", change.path),
    afterWithheld: withheld("after", change.path),
  }));
  // Where both values are gone the rows look alike there, but the person should see that something stood there.
  const missing = new Set(
    [...erased, ...altered]
      .map((place) => /^\/(?:before|after)(\/.+)$/.exec(place)?.[1])
      .filter((path) => path !== undefined && !changes.some((change) => covers(change.path, path))),
  );
  for (const path of missing) {
    if (path === undefined) continue;
    const sides = { beforeWithheld: withheld("before", path), afterWithheld: withheld("after", path) };
    changes.push({ path, kind: "changed", before: null, after: null, ...sides });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const covers = (outer: string, path: string): boolean => path === outer || path.startsWith(`${outer}/`);
