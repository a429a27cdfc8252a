-- What somebody may read of sessions, invitations, keys and credentials they could have written as well: a session or a
-- key in a colleague's name, a place above their own, a token that only the product hands out.

-- The roles that a role may offer to others, as lib/domain/rbac/roles-to-give.ts has them.
CREATE FUNCTION public.may_offer(offered text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(CASE current_setting('hi.role', true)
    WHEN 'owner' THEN true
    WHEN 'admin' THEN offered <> 'owner'
    WHEN 'site_manager' THEN offered IN ('operator', 'customer')
    WHEN 'sales' THEN offered = 'customer'
  END, false);
--> statement-breakpoint

-- A person opens sessions of their own, in a company they belong to; those who run a company end the sessions in it.
ALTER POLICY scope ON user_sessions WITH CHECK (
  (SELECT is_system())
  OR (user_id = (SELECT current_person()) AND (
    ended_at IS NOT NULL OR org_id IS NULL
    OR org_id IN (SELECT place.org_id FROM memberships AS place WHERE place.user_id = (SELECT current_person()))))
  OR (ended_at IS NOT NULL AND (SELECT is_admin()) AND org_id = (SELECT current_org())));--> statement-breakpoint
-- Whoever offers a place, also by sending it once more, does so in their own name and within their role.
ALTER POLICY scope ON invitations WITH CHECK (
  (SELECT is_system())
  OR ((SELECT is_staff()) AND org_id = (SELECT current_org()) AND (
    revoked_at IS NOT NULL
    OR (accepted_at IS NULL AND invited_by_id = (SELECT current_person()) AND may_offer(role)))));--> statement-breakpoint
-- A key acts for the person who made it; those who run the company can only stop it.
ALTER POLICY scope ON api_keys WITH CHECK (
  (SELECT is_system())
  OR (org_id = (SELECT current_org()) AND (
    user_id = (SELECT current_person()) OR (revoked_at IS NOT NULL AND (SELECT is_admin())))));--> statement-breakpoint
-- The product hands these out; a person only stops their own.
ALTER POLICY scope ON refresh_tokens WITH CHECK (
  (SELECT is_system()) OR (revoked_at IS NOT NULL AND user_id = (SELECT current_person())));--> statement-breakpoint
-- A link that resets a password or confirms an address is the product's to send.
ALTER POLICY scope ON mail_tokens WITH CHECK (
  (SELECT is_system()) OR (purpose = 'change_email' AND user_id = (SELECT current_person())));--> statement-breakpoint
-- What is asked before somebody is signed in is asked by the product.
ALTER POLICY scope ON sign_in_challenges WITH CHECK (
  (SELECT is_system())
  OR (kind IN ('wallet_link', 'wallet_confirm', 'passkey_register', 'passkey_confirm') AND user_id = (SELECT current_person())));
