import { runStateNames } from "@/components/events/events-state";
import { Badge } from "@/components/ui/badge";
import type { Run } from "@/lib/modules/events/schema";

const tones = { running: "outline", completed: "gain", failed: "loss", cancelled: "neutral" } as const;

export function RunStateBadge({ state }: { readonly state: Run["state"] }) {
  return <Badge tone={tones[state]}>{runStateNames[state]}</Badge>;
}
