CREATE TABLE "mail_deliveries" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"calls" integer DEFAULT 1 NOT NULL,
	"is_in_call" boolean DEFAULT true NOT NULL,
	"unknown_outcomes" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"provider_id" text,
	"last_error" text
);
--> statement-breakpoint
DROP INDEX "event_outbox_due_idx";--> statement-breakpoint
CREATE INDEX "event_outbox_pending_idx" ON "event_outbox" USING btree ("id") WHERE "event_outbox"."state" = 0;--> statement-breakpoint
CREATE INDEX "event_outbox_lease_idx" ON "event_outbox" USING btree ("lease_until") WHERE "event_outbox"."state" = 1;