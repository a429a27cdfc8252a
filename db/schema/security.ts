import { bigint, doublePrecision, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** What is remembered about tries at signing in (lib/domain/sign-in/login-throttle.ts). */
export const loginThrottles = pgTable("login_throttles", {
  /** Policy and a keyed hash of account, address or both: no address stands here readable. */
  key: text("key").primaryKey(),
  tokens: doublePrecision("tokens").notNull(),
  delays: integer("delays").notNull(),
  countedAtMs: bigint("counted_at_ms", { mode: "number" }).notNull(),
  openAtMs: bigint("open_at_ms", { mode: "number" }).notNull(),
});

/** Buckets of the rate limits, shared by all processes. */
export const rateLimitBuckets = pgTable("rate_limit_buckets", {
  key: text("key").primaryKey(),
  tokens: doublePrecision("tokens").notNull(),
  refilledAt: instant("refilled_at").notNull(),
});
