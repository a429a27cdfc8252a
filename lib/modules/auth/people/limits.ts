import type { RateLimit } from "@/lib/server/rate-limit";

/** Mails that somebody can have sent to others. */
export const mailLimit: RateLimit = { name: "invitation-mail", requestsPerMinute: () => 20 };

/** Tries to use a link; each may cost a password's hash. */
export const tokenLimit: RateLimit = { name: "invitation-link", requestsPerMinute: () => 30 };
