/** How a try to sign in ended. */
export const loginOutcomes = [
  "succeeded",
  "wrong_password",
  "unknown_account",
  "second_factor_wanted",
  "wrong_second_factor",
  "throttled",
  "not_verified",
  "suspended",
  "wrong_signature",
] as const;

/** Tries of people nobody knows belong to no company: they are not in a company's list. */
export const outcomesOfPeople = loginOutcomes.filter((outcome) => outcome !== "unknown_account");
