-- What somebody may read they could have written as well. People write their own row, the product writes everything, and
-- the company and its sites are written by those who run it.
ALTER POLICY scope ON users WITH CHECK ((SELECT is_system()) OR id = (SELECT current_person()));--> statement-breakpoint
ALTER POLICY scope ON companies WITH CHECK (
  (SELECT is_system()) OR ((SELECT is_admin()) AND id = (SELECT current_org())));--> statement-breakpoint
ALTER POLICY scope ON sites WITH CHECK (
  (SELECT is_system()) OR ((SELECT is_staff()) AND org_id = (SELECT current_org())));--> statement-breakpoint
ALTER POLICY scope ON login_records WITH CHECK ((SELECT is_system()));
