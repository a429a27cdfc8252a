DROP INDEX "audit_entries_org_order_idx";--> statement-breakpoint
DROP INDEX "audit_entries_object_idx";--> statement-breakpoint
DROP INDEX "audit_entries_actor_idx";--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "written_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_entries_written_by_idx" ON "audit_entries" USING btree ("written_by");--> statement-breakpoint
CREATE INDEX "audit_entries_at_idx" ON "audit_entries" USING btree ("org_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_at_idx" ON "audit_entries" USING btree ("org_id","actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_entries_action_at_idx" ON "audit_entries" USING btree ("org_id","action","at");--> statement-breakpoint
CREATE INDEX "audit_entries_object_at_idx" ON "audit_entries" USING btree ("org_id","object_kind","object_id","at");