import type { LiveTopic } from "./topics";

/** What an entry of the audit trail tells of an act. */
interface Act {
  readonly action: string;
  readonly object: { readonly kind: string; readonly id: string };
  /** Company in whose trail it stands; null for none. */
  readonly orgId: string | null;
  /** Who did it, or whom it is about; null when nobody known. */
  readonly personId: string | null;
}

interface ChangeOfAct {
  readonly topic: LiveTopic;
  readonly orgId: string | null;
  /** Whom it is about. */
  readonly userId?: string;
}

/** What is shown of each kind of object, and where. */
const topicsOfObject: Readonly<Record<string, readonly ("people" | "account")[]>> = {
  user: ["people", "account"],
  invitation: ["people"],
  session: ["account"],
  passkey: ["account"],
  wallet: ["account"],
};

/** Acts that programs do again and again, and that no screen shows. */
const unseenActions: ReadonlySet<string> = new Set([
  "auth.tokens_issued",
  "auth.tokens_ended",
  "auth.password_rehashed",
]);

/**
 * Whose screens an act changes, apart from the trail itself: what is done to people, invitations, sessions and keys to
 * the door is seen in the list of people and on the person's account.
 */
export function changesOfAct({ action, object, orgId, personId }: Act): readonly ChangeOfAct[] {
  if (unseenActions.has(action)) return [];
  const userId = object.kind === "user" ? object.id : personId;
  return (topicsOfObject[object.kind] ?? []).flatMap((topic): ChangeOfAct[] => {
    if (topic === "account") return userId === null ? [] : [{ topic, orgId: null, userId }];
    if (orgId === null) return [];
    return [{ topic, orgId, ...(object.kind === "user" ? { userId: object.id } : {}) }];
  });
}
