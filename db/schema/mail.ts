import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * What is known of each mail that was to leave. A mail service that takes no idempotency key cannot be asked whether a
 * call that was cut off reached it: the row is written before the call, and says so afterwards.
 */
export const mailDeliveries = pgTable("mail_deliveries", {
  /** Id of the event that asked for the mail. */
  eventId: uuid("event_id").primaryKey(),
  startedAt: instant("started_at").notNull().defaultNow(),
  calls: integer("calls").notNull().default(1),
  /** Whether a call is under way, or was cut off before anybody learned how it ended. */
  isInCall: boolean("is_in_call").notNull().default(true),
  /** Calls that ended without anybody learning how: so many copies more may have left. */
  unknownOutcomes: integer("unknown_outcomes").notNull().default(0),
  sentAt: instant("sent_at"),
  /** Under which the mail service knows it. */
  providerId: text("provider_id"),
  lastError: text("last_error"),
});
