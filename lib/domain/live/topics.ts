import type { Permission } from "../rbac/permission-table";

/** Whose screens a change concerns: everybody's, those of one company, or those of one person. */
type LiveReach = "everybody" | "company" | "person";

interface LiveTopicRow {
  readonly reach: LiveReach;
  /** Who may hear that something changed: whoever may read it. */
  readonly permission: Permission;
}

/** What screens can be told has changed; never what it changed to, which each screen asks for as the person it is. */
export const liveTopicTable = {
  market: { reach: "everybody", permission: "market:read" },
  portfolio: { reach: "person", permission: "calculator:save" },
  account: { reach: "person", permission: "auth:manage_own_account" },
  people: { reach: "company", permission: "auth:read_people" },
  audit: { reach: "company", permission: "auth:read_audit" },
  events: { reach: "company", permission: "events:read" },
} as const satisfies Readonly<Record<string, LiveTopicRow>>;

/** The name of a topic. */
export type LiveTopic = keyof typeof liveTopicTable;

/** All topics in the table's order. */
export const liveTopics = Object.keys(liveTopicTable) as readonly LiveTopic[] as readonly [
  LiveTopic,
  ...LiveTopic[],
];

/** Whether a word from outside names a topic. */
export function isLiveTopic(word: unknown): word is LiveTopic {
  return typeof word === "string" && Object.hasOwn(liveTopicTable, word);
}
