CREATE TABLE "calendar_day" (
	"on" date PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "calendar_day_in_year" CHECK (extract(year from "calendar_day"."on") = "calendar_day"."year")
);
--> statement-breakpoint
CREATE TABLE "clock" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"kept" jsonb NOT NULL,
	"from" date NOT NULL,
	"responsible_id" uuid,
	"done_on" date,
	"outcome" jsonb,
	"stopped_at" timestamp (3) with time zone,
	"stopped_by" text,
	"stopped_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clock_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "clock_stopped" CHECK (("clock"."stopped_at" is null) = ("clock"."stopped_by" is null)),
	CONSTRAINT "clock_outcome" CHECK (("clock"."done_on" is null) = ("clock"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "deadline_reminder" (
	"municipality_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"sent_on" date NOT NULL,
	CONSTRAINT "deadline_reminder_municipality_id_account_id_pk" PRIMARY KEY("municipality_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "deadline_rule" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"basis" text NOT NULL,
	"title" text NOT NULL,
	"article" text NOT NULL,
	"side" text NOT NULL,
	"at_least" smallint,
	"at_most" smallint,
	"unit" text NOT NULL,
	"if_not_working" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"applies_to_running" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deadline_rule_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "deadline_rule_span" CHECK ("deadline_rule"."valid_to" is null or "deadline_rule"."valid_to" >= "deadline_rule"."valid_from"),
	CONSTRAINT "deadline_rule_says_days" CHECK ("deadline_rule"."at_least" is not null or "deadline_rule"."at_most" is not null),
	CONSTRAINT "deadline_rule_window" CHECK (coalesce("deadline_rule"."at_least", 0) between 0 and coalesce("deadline_rule"."at_most", 3660)),
	CONSTRAINT "deadline_rule_at_most" CHECK (coalesce("deadline_rule"."at_most", 0) between 0 and 3660)
);
--> statement-breakpoint
CREATE TABLE "working_calendar_year" (
	"year" integer PRIMARY KEY NOT NULL,
	"basis" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"by_account_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "working_calendar_year_sane" CHECK ("working_calendar_year"."year" between 2000 and 2200)
);
--> statement-breakpoint
CREATE INDEX "calendar_day_year" ON "calendar_day" USING btree ("year");
--> statement-breakpoint
CREATE UNIQUE INDEX "clock_one" ON "clock" USING btree ("municipality_id","subject_id","rule") WHERE "clock"."stopped_at" is null;
--> statement-breakpoint
CREATE INDEX "clock_subject" ON "clock" USING btree ("municipality_id","subject_id");
--> statement-breakpoint
CREATE INDEX "clock_running" ON "clock" USING btree ("municipality_id") WHERE "clock"."stopped_at" is null and "clock"."done_on" is null;
--> statement-breakpoint
ALTER TABLE "calendar_day" ADD CONSTRAINT "calendar_day_year_working_calendar_year_year_fk" FOREIGN KEY ("year") REFERENCES "public"."working_calendar_year"("year") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "clock" ADD CONSTRAINT "clock_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "clock" ADD CONSTRAINT "clock_responsible" FOREIGN KEY ("municipality_id","responsible_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "deadline_rule" ADD CONSTRAINT "deadline_rule_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;

--> statement-breakpoint
alter table deadline_rule add constraint deadline_rule_one_at_a_time exclude using gist (
  municipality_id with =, rule with =, daterange(valid_from, valid_to, '[]') with &&
);
