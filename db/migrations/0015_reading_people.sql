DROP INDEX "login_records_occurred_idx";--> statement-breakpoint
CREATE INDEX "login_records_occurred_idx" ON "login_records" USING btree ("occurred_at","id");