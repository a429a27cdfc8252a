-- The second wall: what a query forgets to ask, the database does not show. Who asks is set by readAs and withTransaction
-- (lib/server/transaction.ts) for one transaction; where nothing is set, nothing of these tables is seen.

CREATE FUNCTION public.current_org() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hi.org_id', true), '')::uuid;
--> statement-breakpoint
CREATE FUNCTION public.current_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hi.user_id', true), '')::uuid;
--> statement-breakpoint
-- The product's own work: signing in, the worker, the seeds.
CREATE FUNCTION public.is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('hi.viewer', true) = 'system', false);
--> statement-breakpoint
-- Whoever's rights reach further than their own rows.
CREATE FUNCTION public.is_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('hi.role', true) IN ('owner', 'admin', 'site_manager', 'operator', 'sales'), false);
--> statement-breakpoint
CREATE FUNCTION public.is_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('hi.role', true) IN ('owner', 'admin'), false);
--> statement-breakpoint

ALTER TABLE companies ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE users ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE membership_sites ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE user_sessions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE login_records ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE mail_tokens ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE sign_in_challenges ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE totp_factors ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE passkeys ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE wallets ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_seals ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_personal_values ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_personal_salts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE event_outbox ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE event_inbox ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE event_dlq ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE sites ENABLE ROW LEVEL SECURITY;--> statement-breakpoint

-- `(select f())` is computed once a query instead of once a row.
CREATE POLICY scope ON memberships USING (
  (SELECT is_system()) OR user_id = (SELECT current_person())
  OR ((SELECT is_staff()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY scope ON companies USING (
  (SELECT is_system()) OR id = (SELECT current_org())
  OR id IN (SELECT org_id FROM memberships WHERE user_id = (SELECT current_person())));--> statement-breakpoint
CREATE POLICY scope ON users USING (
  (SELECT is_system()) OR id = (SELECT current_person())
  OR ((SELECT is_staff()) AND id IN (SELECT user_id FROM memberships WHERE org_id = (SELECT current_org()))));--> statement-breakpoint
CREATE POLICY scope ON membership_sites USING (
  (SELECT is_system()) OR ((SELECT is_staff()) AND org_id = (SELECT current_org()))
  OR membership_id IN (SELECT id FROM memberships WHERE user_id = (SELECT current_person())));--> statement-breakpoint
CREATE POLICY scope ON user_sessions USING (
  (SELECT is_system()) OR user_id = (SELECT current_person())
  OR ((SELECT is_admin()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY scope ON login_records USING (
  (SELECT is_system()) OR user_id = (SELECT current_person())
  OR ((SELECT is_admin()) AND user_id IN (SELECT user_id FROM memberships WHERE org_id = (SELECT current_org()))));--> statement-breakpoint
CREATE POLICY scope ON invitations USING (
  (SELECT is_system()) OR ((SELECT is_staff()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY scope ON sites USING ((SELECT is_system()) OR org_id = (SELECT current_org()));--> statement-breakpoint
CREATE POLICY scope ON api_keys USING (
  (SELECT is_system())
  OR (org_id = (SELECT current_org()) AND (user_id = (SELECT current_person()) OR (SELECT is_admin()))));--> statement-breakpoint
CREATE POLICY scope ON mail_tokens USING ((SELECT is_system()) OR user_id = (SELECT current_person()));--> statement-breakpoint
CREATE POLICY scope ON sign_in_challenges USING ((SELECT is_system()) OR user_id = (SELECT current_person()));--> statement-breakpoint
CREATE POLICY scope ON totp_factors USING ((SELECT is_system()) OR user_id = (SELECT current_person()));--> statement-breakpoint
CREATE POLICY scope ON recovery_codes USING ((SELECT is_system()) OR user_id = (SELECT current_person()));--> statement-breakpoint
CREATE POLICY scope ON passkeys USING ((SELECT is_system()) OR user_id = (SELECT current_person()));--> statement-breakpoint
CREATE POLICY scope ON wallets USING ((SELECT is_system()) OR user_id = (SELECT current_person()));--> statement-breakpoint
CREATE POLICY scope ON refresh_tokens USING ((SELECT is_system()) OR user_id = (SELECT current_person()));--> statement-breakpoint

-- The trail of a company, and that of the deployment (nil UUID) for people who are in no company.
CREATE POLICY reading ON audit_entries FOR SELECT USING (
  (SELECT is_system()) OR ((SELECT is_admin()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY writing ON audit_entries FOR INSERT WITH CHECK (
  (SELECT is_system())
  OR org_id = (SELECT coalesce(current_org(), '00000000-0000-0000-0000-000000000000'::uuid)));--> statement-breakpoint
CREATE POLICY reading ON audit_seals FOR SELECT USING (
  (SELECT is_system()) OR ((SELECT is_admin()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY writing ON audit_seals FOR INSERT WITH CHECK ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY reading ON audit_heads FOR SELECT USING (
  (SELECT is_system()) OR ((SELECT is_admin()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY writing ON audit_heads FOR INSERT WITH CHECK ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY reading ON audit_personal_values FOR SELECT USING (
  (SELECT is_system()) OR ((SELECT is_admin()) AND entry_id IN (SELECT id FROM audit_entries)));--> statement-breakpoint
CREATE POLICY writing ON audit_personal_values FOR INSERT WITH CHECK (true);--> statement-breakpoint
CREATE POLICY erasing ON audit_personal_values FOR DELETE USING ((SELECT is_system()));--> statement-breakpoint
-- Whoever writes an entry about a person needs that person's salt; it reveals nothing by itself.
CREATE POLICY reading ON audit_personal_salts FOR SELECT USING (true);--> statement-breakpoint
CREATE POLICY writing ON audit_personal_salts FOR INSERT WITH CHECK (true);--> statement-breakpoint
CREATE POLICY erasing ON audit_personal_salts FOR DELETE USING ((SELECT is_system()));--> statement-breakpoint

CREATE POLICY working ON event_outbox USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY writing ON event_outbox FOR INSERT WITH CHECK (
  (SELECT is_system()) OR org_id IS NOT DISTINCT FROM (SELECT current_org()));--> statement-breakpoint
CREATE POLICY working ON event_inbox USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON event_dlq USING ((SELECT is_system()));--> statement-breakpoint

-- Nobody changes or deletes what the trail says, the owner of the tables included.
CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are written once and never changed', TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_heads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
REVOKE UPDATE, DELETE ON audit_entries, audit_seals, audit_heads FROM hi_app;--> statement-breakpoint
REVOKE UPDATE ON audit_personal_values, audit_personal_salts FROM hi_app;--> statement-breakpoint

-- Reports have no business with people, credentials, trail and queue: hi_read could set who it is by itself.
REVOKE ALL ON users, companies, memberships, membership_sites, user_sessions, login_records, invitations, mail_tokens,
  sign_in_challenges, totp_factors, recovery_codes, passkeys, wallets, api_keys, refresh_tokens, login_throttles,
  rate_limit_buckets, audit_entries, audit_seals, audit_heads, audit_personal_values, audit_personal_salts,
  event_outbox, event_inbox, event_dlq FROM hi_read;--> statement-breakpoint

-- Losing a bucket in a crash is kind to its owner, and a write less is kind to all.
ALTER TABLE rate_limit_buckets SET UNLOGGED;--> statement-breakpoint
ALTER TABLE event_outbox SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);--> statement-breakpoint
ALTER TABLE event_inbox SET (autovacuum_vacuum_scale_factor = 0.05);
