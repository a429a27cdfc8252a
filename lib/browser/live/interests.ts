import type { LiveTopic } from "@/lib/domain/live/topics";

/** Something on the screen that is asked for anew when its topic changed. */
export interface LiveInterest {
  readonly topic: LiveTopic;
  /** Resolves once the screen shows what the server answered. */
  readonly refetch: () => Promise<unknown>;
}

const interests = new Set<LiveInterest>();

/** Adds what a screen shows. @returns takes it away. */
export function addInterest(interest: LiveInterest): () => void {
  interests.add(interest);
  return () => void interests.delete(interest);
}

/** What is on the screen of one topic, or of all. */
export function interestsIn(topic: LiveTopic | "all"): readonly LiveInterest[] {
  return [...interests].filter((interest) => topic === "all" || interest.topic === topic);
}
