ALTER TABLE "agenda_item" ADD COLUMN "about_kind" text;
--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "about_id" uuid;
--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_about_one" CHECK (("agenda_item"."about_kind" is null) = ("agenda_item"."about_id" is null) and ("agenda_item"."about_id" is null or "agenda_item"."subject_id" is null));
