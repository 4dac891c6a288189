ALTER TABLE "session_import" ADD COLUMN "summary" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "session_import" ADD COLUMN "job_id" uuid;
--> statement-breakpoint
ALTER TABLE "unit_import" ADD COLUMN "reading" jsonb;

--> statement-breakpoint
-- Files that wait for confirmation were kept without the summary that their preview shows now: nothing of them
-- counts yet, and they are read again in a second.
UPDATE "session_import" SET "state" = 'dropped', "rows" = '[]'::jsonb WHERE "state" = 'preview';
