CREATE TABLE "planning_entry" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"problem_id" uuid,
	"part" text NOT NULL,
	"text" text NOT NULL,
	"by" text,
	"likelihood" text,
	"party" text,
	"who" text DEFAULT '' NOT NULL,
	"form" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "planning_entry_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "planning_entry_text_given" CHECK (length("planning_entry"."text") between 1 and 500),
	CONSTRAINT "planning_entry_of_problem" CHECK ("planning_entry"."part" = 'proposal' or "planning_entry"."problem_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "planning_meeting" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	CONSTRAINT "planning_meeting_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "invited_as" text;
--> statement-breakpoint
CREATE INDEX "planning_entry_meeting" ON "planning_entry" USING btree ("municipality_id","meeting_id");
--> statement-breakpoint
ALTER TABLE "planning_entry" ADD CONSTRAINT "planning_entry_meeting_key" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."planning_meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "planning_entry" ADD CONSTRAINT "planning_entry_problem" FOREIGN KEY ("municipality_id","problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "planning_meeting" ADD CONSTRAINT "planning_meeting_meeting" FOREIGN KEY ("municipality_id","id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
