import type { CallBudget } from "../call-budget";

/** A budget that is never spent, for tests of something else. */
export const openBudget: CallBudget = { take: () => Promise.resolve(true) };
