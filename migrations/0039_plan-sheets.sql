CREATE TABLE "plan_sheet" (
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"item_id" uuid,
	"printed_by" text NOT NULL,
	"printed_at" timestamp (3) with time zone NOT NULL,
	"typed_by" text,
	"typed_at" timestamp (3) with time zone,
	"photo_id" text,
	CONSTRAINT "plan_sheet_municipality_id_plan_id_number_pk" PRIMARY KEY("municipality_id","plan_id","number"),
	CONSTRAINT "plan_sheet_number" CHECK ("plan_sheet"."number" > 0),
	CONSTRAINT "plan_sheet_typed" CHECK (("plan_sheet"."typed_at" is null) = ("plan_sheet"."typed_by" is null))
);
--> statement-breakpoint
ALTER TABLE "plan_comment" ADD COLUMN "about" text;
--> statement-breakpoint
ALTER TABLE "plan_comment" ADD COLUMN "sheet" integer;
--> statement-breakpoint
ALTER TABLE "plan_sheet" ADD CONSTRAINT "plan_sheet_plan" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_sheet" ADD CONSTRAINT "plan_sheet_item" FOREIGN KEY ("municipality_id","item_id") REFERENCES "public"."plan_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
