ALTER TABLE "field_document" ADD COLUMN "vector" "bytea";
--> statement-breakpoint
ALTER TABLE "field_document" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "field_receipt" ADD COLUMN "content_hash" text;
