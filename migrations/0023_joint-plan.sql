CREATE TABLE "commitment" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"source" text NOT NULL,
	"giver" text NOT NULL,
	"year" smallint NOT NULL,
	"amount" bigint NOT NULL,
	"term" text DEFAULT 'once' NOT NULL,
	"quantity" text DEFAULT '' NOT NULL,
	"valuation" text DEFAULT '' NOT NULL,
	"promiser" text DEFAULT '' NOT NULL,
	"organisation_id" uuid,
	"named" boolean DEFAULT false NOT NULL,
	"promised_on" date,
	"sheet_file_id" text,
	"withdrawn_on" date,
	"withdrawn_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commitment_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "commitment_amount" CHECK ("commitment"."amount" >= 0),
	CONSTRAINT "commitment_sheet" CHECK (("commitment"."promised_on" is null) = ("commitment"."sheet_file_id" is null)),
	CONSTRAINT "commitment_withdrawn" CHECK ("commitment"."withdrawn_on" is null or length("commitment"."withdrawn_reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "joint_plan" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"from_year" smallint NOT NULL,
	"to_year" smallint NOT NULL,
	"lang" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"discussion_until" date,
	"moved_share" smallint DEFAULT 1000 NOT NULL,
	"stands_in" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "joint_plan_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "joint_plan_cycle_key" UNIQUE("municipality_id","cycle_id"),
	CONSTRAINT "joint_plan_years" CHECK ("joint_plan"."to_year" between "joint_plan"."from_year" and "joint_plan"."from_year" + 2),
	CONSTRAINT "joint_plan_share" CHECK ("joint_plan"."moved_share" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "plan_approval" (
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"step" text NOT NULL,
	"on" date NOT NULL,
	"paper" text NOT NULL,
	"act_id" uuid,
	"meeting_id" uuid,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "plan_approval_municipality_id_plan_id_round_step_pk" PRIMARY KEY("municipality_id","plan_id","round","step")
);
--> statement-breakpoint
CREATE TABLE "plan_comment" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"text" text NOT NULL,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"settled_by" text DEFAULT '' NOT NULL,
	CONSTRAINT "plan_comment_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_comment_text_given" CHECK (length("plan_comment"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "plan_direction" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"title" text NOT NULL,
	"title_other" text DEFAULT '' NOT NULL,
	"local_matter" smallint,
	"own_means" text DEFAULT '' NOT NULL,
	"petition_to" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_direction_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_direction_title_given" CHECK (length("plan_direction"."title") between 1 and 300),
	CONSTRAINT "plan_direction_matter" CHECK ("plan_direction"."local_matter" is null or "plan_direction"."local_matter" between 1 and 23)
);
--> statement-breakpoint
CREATE TABLE "plan_indicator" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"baseline" text,
	"target" text,
	"by_sex" boolean DEFAULT false NOT NULL,
	"way" text,
	"source" text DEFAULT '' NOT NULL,
	"document" text DEFAULT '' NOT NULL,
	"measured_on" date,
	CONSTRAINT "plan_indicator_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_indicator_text_given" CHECK (length("plan_indicator"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "plan_item" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"name_other" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"doer" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"responsible_person_id" uuid,
	"responsible_text" text DEFAULT '' NOT NULL,
	"co_executors" text DEFAULT '' NOT NULL,
	"by_agreement" boolean DEFAULT false NOT NULL,
	"beneficiaries" text DEFAULT '' NOT NULL,
	"beneficiary_count" integer,
	"risks" text DEFAULT '' NOT NULL,
	"partner" text DEFAULT '' NOT NULL,
	"cost" bigint,
	"dropped_reason" text DEFAULT '' NOT NULL,
	"carried_from_id" uuid,
	"revision" integer DEFAULT 0 NOT NULL,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_item_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_item_name_given" CHECK (length("plan_item"."name") between 1 and 500),
	CONSTRAINT "plan_item_span" CHECK ("plan_item"."ends_on" is null or "plan_item"."starts_on" is null or "plan_item"."ends_on" >= "plan_item"."starts_on"),
	CONSTRAINT "plan_item_cost" CHECK ("plan_item"."cost" is null or "plan_item"."cost" >= 0)
);
--> statement-breakpoint
CREATE TABLE "plan_problem" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"direction_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"village_id" uuid,
	"rank" smallint,
	"votes" integer,
	"goal" text DEFAULT '' NOT NULL,
	"goal_other" text DEFAULT '' NOT NULL,
	"without_items" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_problem_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_problem_once" UNIQUE NULLS NOT DISTINCT("municipality_id","plan_id","problem_id","village_id")
);
--> statement-breakpoint
CREATE TABLE "plan_step" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"text" text NOT NULL,
	"result" text DEFAULT '' NOT NULL,
	CONSTRAINT "plan_step_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_step_text_given" CHECK (length("plan_step"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "plan_task" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"plan_problem_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"text" text NOT NULL,
	"text_other" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_task_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_task_text_given" CHECK (length("plan_task"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"way" text,
	"item_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"paper" text DEFAULT '' NOT NULL,
	"paper_on" date,
	"plan" jsonb NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "plan_version_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "plan_version_number_key" UNIQUE("municipality_id","plan_id","number")
);
--> statement-breakpoint
CREATE INDEX "commitment_item" ON "commitment" USING btree ("municipality_id","item_id");
--> statement-breakpoint
CREATE INDEX "plan_comment_item" ON "plan_comment" USING btree ("municipality_id","item_id");
--> statement-breakpoint
CREATE INDEX "plan_direction_plan" ON "plan_direction" USING btree ("municipality_id","plan_id");
--> statement-breakpoint
CREATE INDEX "plan_indicator_item" ON "plan_indicator" USING btree ("municipality_id","item_id");
--> statement-breakpoint
CREATE INDEX "plan_item_task" ON "plan_item" USING btree ("municipality_id","task_id");
--> statement-breakpoint
CREATE INDEX "plan_item_plan" ON "plan_item" USING btree ("municipality_id","plan_id");
--> statement-breakpoint
CREATE INDEX "plan_step_item" ON "plan_step" USING btree ("municipality_id","item_id");
--> statement-breakpoint
CREATE INDEX "plan_task_problem" ON "plan_task" USING btree ("municipality_id","plan_problem_id");
--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_item_key" FOREIGN KEY ("municipality_id","item_id") REFERENCES "public"."plan_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "joint_plan" ADD CONSTRAINT "joint_plan_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_approval" ADD CONSTRAINT "plan_approval_plan" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_approval" ADD CONSTRAINT "plan_approval_act" FOREIGN KEY ("municipality_id","act_id") REFERENCES "public"."act"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_approval" ADD CONSTRAINT "plan_approval_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_comment" ADD CONSTRAINT "plan_comment_item_key" FOREIGN KEY ("municipality_id","item_id") REFERENCES "public"."plan_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_direction" ADD CONSTRAINT "plan_direction_plan_key" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_indicator" ADD CONSTRAINT "plan_indicator_item_key" FOREIGN KEY ("municipality_id","item_id") REFERENCES "public"."plan_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_plan_key" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_task_key" FOREIGN KEY ("municipality_id","task_id") REFERENCES "public"."plan_task"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_person" FOREIGN KEY ("municipality_id","responsible_person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_carried" FOREIGN KEY ("municipality_id","carried_from_id") REFERENCES "public"."plan_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_problem" ADD CONSTRAINT "plan_problem_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_problem" ADD CONSTRAINT "plan_problem_plan" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_problem" ADD CONSTRAINT "plan_problem_direction" FOREIGN KEY ("municipality_id","direction_id") REFERENCES "public"."plan_direction"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_problem" ADD CONSTRAINT "plan_problem_problem" FOREIGN KEY ("municipality_id","problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_step" ADD CONSTRAINT "plan_step_item_key" FOREIGN KEY ("municipality_id","item_id") REFERENCES "public"."plan_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_task" ADD CONSTRAINT "plan_task_plan" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_task" ADD CONSTRAINT "plan_task_problem_key" FOREIGN KEY ("municipality_id","plan_problem_id") REFERENCES "public"."plan_problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
