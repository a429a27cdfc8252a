-- Who sees their own place in a company could also have written it: made an owner of themselves, in any company. Places and
-- the sites that go with them are written by the product, and by owners and admins in their own company.
ALTER POLICY scope ON memberships WITH CHECK (
  (SELECT is_system()) OR ((SELECT is_admin()) AND org_id = (SELECT current_org())));--> statement-breakpoint
ALTER POLICY scope ON membership_sites WITH CHECK (
  (SELECT is_system()) OR ((SELECT is_admin()) AND org_id = (SELECT current_org())));
