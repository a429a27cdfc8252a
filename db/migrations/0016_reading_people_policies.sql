-- `IN (SELECT …)` made a hash of all people of the company for the name of one; of EXISTS the planner may make either, a
-- step along the index for a few rows and the hash for many.
ALTER POLICY scope ON users USING (
  (SELECT is_system()) OR id = (SELECT current_person())
  OR ((SELECT is_staff()) AND EXISTS (
    SELECT 1 FROM memberships AS place
    WHERE place.user_id = users.id AND place.org_id = (SELECT current_org()))));--> statement-breakpoint
ALTER POLICY scope ON login_records USING (
  (SELECT is_system()) OR user_id = (SELECT current_person())
  OR ((SELECT is_admin()) AND EXISTS (
    SELECT 1 FROM memberships AS place
    WHERE place.user_id = login_records.user_id AND place.org_id = (SELECT current_org()))));--> statement-breakpoint

-- Lists of everybody ask the policy of `users` for every person of the deployment. These two are the same wall, asked once
-- a place in a company instead: they run as the owner of the tables, whom policies let pass, and say themselves who may
-- see a row. Password hashes are not among their columns.
CREATE VIEW company_people AS
  SELECT place.id, place.org_id, place.user_id, place.role, place.is_active, place.expires_at, place.created_at,
    place.version, person.name, person.email, person.is_active AS is_account_active, person.last_sign_in_at
  FROM memberships AS place JOIN users AS person ON person.id = place.user_id
  WHERE (SELECT is_system()) OR place.user_id = (SELECT current_person())
    OR ((SELECT is_staff()) AND place.org_id = (SELECT current_org()));--> statement-breakpoint
-- A LEFT JOIN, which the planner leaves out where no name is read.
CREATE VIEW company_logins AS
  SELECT login.id, place.org_id, login.user_id, login.occurred_at, login.method, login.outcome, login.address,
    login.user_agent, person.name, person.email
  FROM login_records AS login
  JOIN memberships AS place ON place.user_id = login.user_id AND place.created_at <= login.occurred_at
  LEFT JOIN users AS person ON person.id = login.user_id
  WHERE (SELECT is_system()) OR login.user_id = (SELECT current_person())
    OR ((SELECT is_admin()) AND place.org_id = (SELECT current_org()));--> statement-breakpoint
REVOKE ALL ON company_people, company_logins FROM hi_app, hi_read;--> statement-breakpoint
GRANT SELECT ON company_people, company_logins TO hi_app;
