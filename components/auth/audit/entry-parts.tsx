import { shortId } from "@/components/auth/audit/audit-words";
import { Badge } from "@/components/ui/badge";
import type { AuditItem } from "@/lib/modules/auth/audit/schema";

interface PressableProps {
  readonly children: React.ReactNode;
  /** What pressing shows: "Only what Ada did". */
  readonly title: string;
  readonly onPress: () => void;
}

/** A value that, pressed, narrows the trail to itself. */
function Pressable({ children, title, onPress }: PressableProps) {
  return (
    <button
      type="button"
      title={title}
      onClick={onPress}
      className="max-w-full truncate rounded-sm text-left underline decoration-border underline-offset-3 hover:decoration-foreground"
    >
      {children}
    </button>
  );
}

const actorKinds = { user: null, api_key: "API key", system: "the product itself" } as const;

interface ActorProps {
  readonly item: AuditItem;
  readonly onActor: (id: string) => void;
}

/** Who acted: by name while there is one. */
export function Actor({ item: { actor, address, addressWithheld }, onActor }: ActorProps) {
  const name = actor.name ?? (actor.kind === "system" ? actor.id : shortId(actor.id));
  return (
    <div className="min-w-0">
      <Pressable title={`Only what ${name} did`} onPress={() => onActor(actor.id)}>
        {name}
      </Pressable>
      <div className="text-muted-foreground text-xs">
        {[actorKinds[actor.kind], addressWithheld === null ? address : `address ${addressWithheld}`]
          .filter((part) => part !== null)
          .join(", ")}
      </div>
    </div>
  );
}

interface ThingProps {
  readonly item: AuditItem;
  readonly onObject: (id: string) => void;
}

/** What it was done to. */
export function Thing({ item: { object }, onObject }: ThingProps) {
  const name = object.name ?? shortId(object.id);
  return (
    <div className="min-w-0">
      <Pressable title={`Only what was done to ${name}`} onPress={() => onObject(object.id)}>
        {name}
      </Pressable>
      <div className="text-muted-foreground text-xs">{object.kind.replaceAll("_", " ")}</div>
    </div>
  );
}

/** The entry's place in the chain; within a second of the act there is none yet. */
export function Place({ sequence }: { readonly sequence: number | null }) {
  return sequence === null ? (
    <Badge tone="outline">not sealed yet</Badge>
  ) : (
    <span className="text-muted-foreground tabular-nums">{sequence.toLocaleString("en-US")}</span>
  );
}
