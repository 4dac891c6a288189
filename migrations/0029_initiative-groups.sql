CREATE TABLE "group_member" (
	"membership_id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"from_floor" boolean DEFAULT false NOT NULL,
	"consent_on" date NOT NULL,
	"consent_text" text NOT NULL,
	"named" boolean DEFAULT false NOT NULL,
	"confirmed_on" date,
	"confirmed_paper" text DEFAULT '' NOT NULL,
	"left_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "group_member_municipality_id_membership_id_pk" PRIMARY KEY("municipality_id","membership_id"),
	CONSTRAINT "group_member_confirmed" CHECK (("group_member"."stage" = 'confirmed') = ("group_member"."confirmed_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "group_note" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"text" text NOT NULL,
	"who" text DEFAULT '' NOT NULL,
	"due_on" date,
	"done_on" date,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "group_note_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "group_note_text_given" CHECK (length("group_note"."text") between 1 and 2000),
	CONSTRAINT "group_note_task" CHECK ("group_note"."kind" = 'task' or ("group_note"."due_on" is null and "group_note"."done_on" is null))
);
--> statement-breakpoint
CREATE TABLE "group_topic" (
	"municipality_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	CONSTRAINT "group_topic_municipality_id_group_id_problem_id_pk" PRIMARY KEY("municipality_id","group_id","problem_id"),
	CONSTRAINT "group_topic_once" UNIQUE("municipality_id","problem_id")
);
--> statement-breakpoint
CREATE TABLE "initiative_group" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"regulation" text DEFAULT '' NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"balance_words" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "initiative_group_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE INDEX "group_member_group" ON "group_member" USING btree ("municipality_id","group_id");
--> statement-breakpoint
CREATE INDEX "group_note_group" ON "group_note" USING btree ("municipality_id","group_id");
--> statement-breakpoint
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_membership" FOREIGN KEY ("municipality_id","membership_id") REFERENCES "public"."membership"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_group_key" FOREIGN KEY ("municipality_id","group_id") REFERENCES "public"."initiative_group"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_note" ADD CONSTRAINT "group_note_group_key" FOREIGN KEY ("municipality_id","group_id") REFERENCES "public"."initiative_group"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_topic" ADD CONSTRAINT "group_topic_group" FOREIGN KEY ("municipality_id","group_id") REFERENCES "public"."initiative_group"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "group_topic" ADD CONSTRAINT "group_topic_problem" FOREIGN KEY ("municipality_id","problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "initiative_group" ADD CONSTRAINT "initiative_group_body" FOREIGN KEY ("municipality_id","id") REFERENCES "public"."body"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "initiative_group" ADD CONSTRAINT "initiative_group_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;
