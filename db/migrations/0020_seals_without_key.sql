ALTER TABLE "audit_seals" DROP CONSTRAINT "audit_seals_entry_id_audit_entries_id_fk";
