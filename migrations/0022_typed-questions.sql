ALTER TABLE "vote_question" ADD COLUMN "text_lang" text DEFAULT 'ky' NOT NULL;
--> statement-breakpoint
ALTER TABLE "vote_question" ADD COLUMN "text_other" text DEFAULT '' NOT NULL;
