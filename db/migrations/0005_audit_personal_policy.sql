-- `entry_id IN (SELECT id FROM audit_entries)` read the whole trail for the values of one page; this looks up each entry.
DROP POLICY reading ON audit_personal_values;--> statement-breakpoint
CREATE POLICY reading ON audit_personal_values FOR SELECT USING (
  (SELECT is_system())
  OR ((SELECT is_admin()) AND EXISTS (
    SELECT 1 FROM audit_entries AS entry
    WHERE entry.id = audit_personal_values.entry_id AND entry.org_id = (SELECT current_org()))));
