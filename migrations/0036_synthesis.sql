CREATE TABLE "focus_join" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"part" text NOT NULL,
	"text" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"into_id" uuid,
	"undone_at" timestamp (3) with time zone,
	"undone_by" text DEFAULT '' NOT NULL,
	CONSTRAINT "focus_join_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "focus_join_text_given" CHECK (length("focus_join"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "focus_join_line" (
	"municipality_id" uuid NOT NULL,
	"join_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"standing" boolean DEFAULT true NOT NULL,
	CONSTRAINT "focus_join_line_municipality_id_join_id_entry_id_pk" PRIMARY KEY("municipality_id","join_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "problem_verdict" (
	"municipality_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"helper" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "problem_verdict_municipality_id_problem_id_pk" PRIMARY KEY("municipality_id","problem_id"),
	CONSTRAINT "problem_verdict_reason" CHECK ("problem_verdict"."verdict" <> 'notSoon' or length("problem_verdict"."reason") > 0)
);
--> statement-breakpoint
CREATE INDEX "focus_join_cycle" ON "focus_join" USING btree ("municipality_id","cycle_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "focus_join_line_once" ON "focus_join_line" USING btree ("municipality_id","entry_id") WHERE "focus_join_line"."standing";
--> statement-breakpoint
ALTER TABLE "focus_join" ADD CONSTRAINT "focus_join_of_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_join" ADD CONSTRAINT "focus_join_into" FOREIGN KEY ("municipality_id","into_id") REFERENCES "public"."focus_join"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_join_line" ADD CONSTRAINT "focus_join_line_join" FOREIGN KEY ("municipality_id","join_id") REFERENCES "public"."focus_join"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_join_line" ADD CONSTRAINT "focus_join_line_entry" FOREIGN KEY ("municipality_id","entry_id") REFERENCES "public"."focus_entry"("municipality_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "problem_verdict" ADD CONSTRAINT "problem_verdict_problem" FOREIGN KEY ("municipality_id","problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;
