/** What is remembered about tries at signing in, for an account, an address, or both together. */
export interface ThrottleState {
  /** Tries left before a delay, with a part of the next; below 0 after tries that were delayed. */
  readonly tokens: number;
  /** Delays in a row; each is twice the one before. */
  readonly delays: number;
  readonly countedAtMs: number;
  /** The next try is heard from this moment on. */
  readonly openAtMs: number;
}

/** How many tries go through at once, how fast they come back, and how delays grow. */
export interface ThrottlePolicy {
  readonly triesMax: number;
  readonly msPerTry: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Whether a success wipes failures away. Not for an address alone: an attacker can sign in with his own account. */
  readonly forgives: boolean;
}

// No delay is longer than a try takes to come back: so whoever keeps trying meets a delay each time.
const policy = { msPerTry: 900_000, firstDelayMs: 1000, longestDelayMs: 900_000 } as const;

/**
 * For one account from one network address, for an address whatever the account, and for an account whatever the
 * address. The last is wide, because it delays the person too, who may come from elsewhere with the right password.
 */
export const throttlePolicies = {
  accountFromAddress: { ...policy, triesMax: 5, forgives: true },
  address: { ...policy, triesMax: 30, msPerTry: 60_000, longestDelayMs: 60_000, forgives: false },
  account: { ...policy, triesMax: 100, msPerTry: 36_000, longestDelayMs: 30_000, forgives: true },
} as const satisfies Readonly<Record<string, ThrottlePolicy>>;

/** Milliseconds after the last try in which any state turns into one like a fresh one: from the emptiest bucket to a full one. */
export const throttleForgetsAfterMs = Math.max(
  ...Object.values(throttlePolicies).map(({ triesMax, msPerTry }) => 2 * triesMax * msPerTry),
);

/** Nothing has been tried yet. */
export function freshThrottle(nowMs: number, { triesMax }: ThrottlePolicy): ThrottleState {
  return { tokens: triesMax, delays: 0, countedAtMs: nowMs, openAtMs: nowMs };
}

/** Milliseconds until the next try is heard; 0 when it may come now. A clock that went back lengthens no delay. */
export function waitMs(state: ThrottleState, nowMs: number, { longestDelayMs }: ThrottlePolicy): number {
  return Math.min(longestDelayMs, Math.max(0, state.openAtMs - nowMs));
}

/**
 * The state after a try.
 *
 * A token bucket: each failure takes a token, and tokens come back evenly. A failure that takes the last one, or finds
 * none, is followed by a delay, each twice the one before up to the longest; a full bucket forgets the delays. Nobody is
 * shut out for good.
 *
 * Write a try down as `failed` before the password is looked at and as `succeeded` after, so that tries made at once
 * count. A success where successes forgive gives a fresh state; elsewhere it gives back the token and the doubling that
 * its failure took, but opens nothing: the delay may be that of somebody else's try.
 */
export function nextAttempt(
  state: ThrottleState,
  nowMs: number,
  outcome: "failed" | "succeeded",
  limits: ThrottlePolicy,
): ThrottleState {
  const passedMs = Math.max(0, nowMs - state.countedAtMs);
  const refilled = Math.min(limits.triesMax, state.tokens + passedMs / limits.msPerTry);
  if (outcome === "succeeded") {
    if (limits.forgives) return freshThrottle(nowMs, limits);
    const tokens = Math.min(limits.triesMax, refilled + 1);
    return { ...state, tokens, delays: Math.max(0, state.delays - 1), countedAtMs: nowMs };
  }
  const tokens = Math.max(-limits.triesMax, refilled - 1);
  const before = refilled === limits.triesMax ? 0 : state.delays;
  if (tokens >= 1) return { tokens, delays: before, countedAtMs: nowMs, openAtMs: nowMs };
  const delayMs = Math.min(limits.longestDelayMs, limits.firstDelayMs * 2 ** before);
  return { tokens, delays: before + 1, countedAtMs: nowMs, openAtMs: nowMs + delayMs };
}
