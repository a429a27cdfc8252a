ALTER TABLE mail_deliveries ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY working ON mail_deliveries USING ((SELECT is_system()));--> statement-breakpoint
REVOKE ALL ON mail_deliveries FROM hi_read;
