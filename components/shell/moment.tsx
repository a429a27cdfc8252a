"use client";

import { useNow } from "@/lib/browser/use-now";
import { formatAge } from "@/lib/domain/format/format-duration";

interface MomentProps {
  /** ISO 8601 moment. */
  readonly at: string;
  /** Adds how far away it is: "in 5 d 3 h". */
  readonly distance?: boolean;
}

/** A moment in the person's zone; in UTC until the browser is there to know the zone. */
export function Moment({ at, distance = false }: MomentProps) {
  const nowMs = useNow();
  return (
    <time dateTime={at}>
      {new Date(at).toLocaleString("en-GB", {
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        timeZoneName: "short",
        ...(nowMs === null ? { timeZone: "UTC" } : {}),
      })}
      {distance && nowMs !== null && (
        <span className="block text-muted-foreground text-xs">{formatAge(at, nowMs)}</span>
      )}
    </time>
  );
}
