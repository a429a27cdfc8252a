"use client";

import { Badge } from "@/components/ui/badge";
import { useNow } from "@/lib/browser/use-now";
import type { PersonState } from "@/lib/modules/auth/people/schema";

interface StateBadgeProps {
  readonly state: PersonState;
  readonly accessEndsAt: string | null;
  readonly linkEndsAt?: string | null;
}

const tones = {
  open: "gain",
  ending: "warn",
  suspended: "loss",
  expired: "loss",
  invited: "outline",
} as const;

/** How somebody's access stands, in words: "Ends in 12 days". */
export function StateBadge({ state, accessEndsAt, linkEndsAt = null }: StateBadgeProps) {
  const nowMs = useNow();
  return <Badge tone={tones[state]}>{wordsOf(state, accessEndsAt, linkEndsAt, nowMs)}</Badge>;
}

function wordsOf(
  state: PersonState,
  accessEndsAt: string | null,
  linkEndsAt: string | null,
  nowMs: number | null,
): string {
  switch (state) {
    case "open":
      return "Open";
    case "suspended":
      return "Suspended";
    case "expired":
      return "Ended";
    case "ending":
      return nowMs === null || accessEndsAt === null ? "Ends soon" : endsIn(Date.parse(accessEndsAt) - nowMs);
    case "invited":
      return nowMs !== null && linkEndsAt !== null && Date.parse(linkEndsAt) <= nowMs
        ? "Invitation ran out"
        : "Invited";
  }
}

function endsIn(leftMs: number): string {
  const days = Math.floor(leftMs / 86_400_000);
  if (days < 1) return "Ends today";
  return days === 1 ? "Ends in a day" : `Ends in ${days} days`;
}
