ALTER TABLE "meeting_move" ADD COLUMN "starts_at" text;
--> statement-breakpoint
ALTER TABLE "meeting_office" ADD COLUMN "name_agreed" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "notice_posting" ADD COLUMN "for_hour" text;
--> statement-breakpoint
ALTER TABLE "notice_posting" ADD COLUMN "for_venue" text;
