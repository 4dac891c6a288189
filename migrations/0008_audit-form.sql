ALTER TABLE "audit_entry" ADD COLUMN "form" smallint DEFAULT 1 NOT NULL;
