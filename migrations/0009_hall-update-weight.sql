ALTER TABLE "hall_update" ADD COLUMN "structs" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "hall_update" ADD COLUMN "clients" integer DEFAULT 0 NOT NULL;
