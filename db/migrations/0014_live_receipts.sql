CREATE TABLE "live_receipts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"org_id" uuid,
	"committed_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "live_receipts_order" CHECK ("live_receipts"."received_at" >= "live_receipts"."committed_at")
);
--> statement-breakpoint
CREATE INDEX "live_receipts_received_idx" ON "live_receipts" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "live_receipts_org_idx" ON "live_receipts" USING btree ("org_id","received_at");--> statement-breakpoint
ALTER TABLE live_receipts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- The product writes them; those who run a company see how long its screens waited.
CREATE POLICY scope ON live_receipts USING (
  (SELECT is_system()) OR ((SELECT is_admin()) AND org_id = (SELECT current_org())))
  WITH CHECK ((SELECT is_system()));
