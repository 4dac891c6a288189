ALTER TABLE "plan_indicator" ADD COLUMN "frequency" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "plan_item" ADD COLUMN "outcome" text;
--> statement-breakpoint
ALTER TABLE "plan_item" ADD COLUMN "outcome_reason" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_carried_once" UNIQUE("municipality_id","plan_id","carried_from_id");
--> statement-breakpoint
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_outcome" CHECK ("plan_item"."outcome" <> 'stopped' or length("plan_item"."outcome_reason") > 0);
