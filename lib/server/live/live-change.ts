import { z } from "zod";
import { liveTopics, liveTopicTable } from "@/lib/domain/live/topics";
import type { UserViewer } from "@/lib/server/viewer";

const changeSchema = z.object({
  topic: z.enum(liveTopics),
  orgId: z.uuid().nullable(),
  userId: z.uuid().nullable(),
  eventId: z.string().nullable(),
  committedAt: z.iso.datetime(),
});

/** What was notified: that something changed, whom it concerns, since when. */
export type LiveChange = Readonly<z.infer<typeof changeSchema>>;

/** The change that a notification tells of. @throws SyntaxError or ZodError for one that is not ours. */
export function readLiveChange(payload: string): LiveChange {
  return changeSchema.parse(JSON.parse(payload));
}

/** Whether somebody may learn of a change: they may read what changed, and it is theirs or their company's. */
export function concerns(viewer: UserViewer, { topic, orgId, userId }: LiveChange): boolean {
  const { reach, permission } = liveTopicTable[topic];
  if (!viewer.permissions.has(permission)) return false;
  if (reach === "everybody") return true;
  if (reach === "person") return userId === viewer.userId;
  return orgId !== null && orgId === viewer.orgId;
}
