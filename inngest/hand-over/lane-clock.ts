/** When each aggregate's events left last, and how long its next one had better wait to become one with those after it. */
export interface LaneClock {
  /** Milliseconds that an aggregate's next event has to wait; 0 for none. */
  waitMs(lane: string, nowMs: number): number;
  /** An aggregate's event leaves now. */
  note(lane: string, nowMs: number): void;
}

/** Events a second that the engine takes at once, whosever they are. */
const freePerSecond = 25;
/** Each one more a second holds an aggregate's next event up so long after its last. */
const msPerExcess = 4;
const longestMs = 300;

/**
 * A clock by which an aggregate's events leave at once while few leave, and the farther apart the more leave: the engine's
 * work stays bounded while what waits becomes one. At 50 updates a second of one aggregate they leave about 31 ms apart.
 */
export function createLaneClock(): LaneClock {
  const leftAt = new Map<string, number>();
  const departures: number[] = [];

  function windowMs(nowMs: number): number {
    while ((departures[0] ?? nowMs) <= nowMs - 1000) departures.shift();
    return Math.min(longestMs, Math.max(0, departures.length - freePerSecond) * msPerExcess);
  }

  return {
    waitMs(lane, nowMs) {
      const last = leftAt.get(lane);
      return last === undefined ? 0 : Math.max(0, last + windowMs(nowMs) - nowMs);
    },
    note(lane, nowMs) {
      departures.push(nowMs);
      // Oldest first, since a lane that is noted anew goes to the end.
      for (const [other, at] of leftAt) {
        if (at + longestMs > nowMs) break;
        leftAt.delete(other);
      }
      leftAt.delete(lane);
      leftAt.set(lane, nowMs);
    },
  };
}
