ALTER TABLE "vote_tally" ADD COLUMN "paper_typed_on" date;
--> statement-breakpoint
ALTER TABLE "participant" ADD COLUMN "paper_typed_on" date;
--> statement-breakpoint
ALTER TABLE "speech" ADD COLUMN "paper_typed_on" date;
