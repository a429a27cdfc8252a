import { interestsIn, type LiveInterest } from "@/lib/browser/live/interests";
import type { LiveTopic } from "@/lib/domain/live/topics";

/** At most so often is one thing asked anew, however fast it changes. */
const leastMs = 250;

/**
 * Asks anew for what is on the screen. What changes while it is being asked for is asked for once more afterwards: the
 * answer under way may be from before. While the page is hidden nothing is asked; it is made up for at the return.
 */
export function createRefetcher() {
  const running = new Set<LiveInterest>();
  const wanted = new Set<LiveInterest>();
  const missed = new Set<LiveTopic | "all">();

  async function run(interest: LiveInterest): Promise<void> {
    running.add(interest);
    while (wanted.delete(interest) && interestsIn(interest.topic).includes(interest)) {
      const pause = new Promise((resolve) => setTimeout(resolve, leastMs));
      // A query keeps and shows its own failure.
      await Promise.allSettled([interest.refetch(), pause]);
    }
    running.delete(interest);
  }

  function ask(topic: LiveTopic | "all"): void {
    if (document.visibilityState === "hidden") {
      missed.add(topic);
      return;
    }
    for (const interest of interestsIn(topic)) {
      wanted.add(interest);
      if (!running.has(interest)) void run(interest);
    }
  }

  return {
    ask,
    /** After the page was hidden: asks for what changed meanwhile. */
    makeUp(): void {
      const topics = [...missed];
      missed.clear();
      if (topics.includes("all")) ask("all");
      else for (const topic of topics) ask(topic);
    },
  };
}
