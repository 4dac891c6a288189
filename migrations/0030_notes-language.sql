ALTER TABLE "meeting" ADD COLUMN "notes_lang" text;
