CREATE TABLE "door_waiting" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"ticket_hash" text NOT NULL,
	"full_name" text,
	"sex" text,
	"village_id" uuid,
	"kind" text DEFAULT 'community' NOT NULL,
	"may_vote" boolean DEFAULT true NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"token_id" uuid,
	"decided_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "door_waiting_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "door_waiting_ticket" UNIQUE("municipality_id","meeting_id","ticket_hash")
);
--> statement-breakpoint
CREATE TABLE "meeting_door" (
	"code" text PRIMARY KEY NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"self_register" boolean DEFAULT true NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meeting_door_of" UNIQUE("municipality_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "member_vote" (
	"municipality_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"entry" smallint NOT NULL,
	"person_id" uuid NOT NULL,
	"vote" text NOT NULL,
	"dissent" text DEFAULT '' NOT NULL,
	"presided" boolean DEFAULT false NOT NULL,
	"account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_vote_municipality_id_question_id_entry_person_id_pk" PRIMARY KEY("municipality_id","question_id","entry","person_id")
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"municipality_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "vote_once" PRIMARY KEY("municipality_id","question_id","token_id")
);
--> statement-breakpoint
CREATE TABLE "vote_member" (
	"municipality_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"full_name" text NOT NULL,
	"place" smallint NOT NULL,
	CONSTRAINT "vote_member_municipality_id_question_id_person_id_pk" PRIMARY KEY("municipality_id","question_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "vote_question" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"options" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"way" text NOT NULL,
	"secret" boolean DEFAULT false NOT NULL,
	"rule_name" text NOT NULL,
	"rule" jsonb,
	"state" text DEFAULT 'draft' NOT NULL,
	"present" integer,
	"members" integer,
	"count" jsonb,
	"chair" text,
	"opened_at" timestamp (3) with time zone,
	"opened_by" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"annulled_at" timestamp (3) with time zone,
	"annulled_by" text,
	"annul_reason" text,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vote_question_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "vote_question_number" UNIQUE("municipality_id","meeting_id","number"),
	CONSTRAINT "vote_question_text_given" CHECK (length("vote_question"."text") between 1 and 1000),
	CONSTRAINT "vote_question_rule_frozen" CHECK ("vote_question"."state" in ('draft', 'annulled') or "vote_question"."rule" is not null),
	CONSTRAINT "vote_question_counted" CHECK ("vote_question"."state" <> 'closed' or "vote_question"."count" is not null),
	CONSTRAINT "vote_question_secret_on_paper" CHECK (not "vote_question"."secret" or "vote_question"."way" = 'paper')
);
--> statement-breakpoint
CREATE TABLE "vote_tally" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"figures" jsonb NOT NULL,
	"account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "vote_tally_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "vote_token" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"code_hash" text NOT NULL,
	"participant_id" uuid,
	"given_at" timestamp (3) with time zone,
	"given_by" text,
	"voided_at" timestamp (3) with time zone,
	"voided_by" text,
	"void_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vote_token_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "vote_token_number" UNIQUE("municipality_id","meeting_id","number"),
	CONSTRAINT "vote_token_code" UNIQUE("municipality_id","meeting_id","code_hash"),
	CONSTRAINT "vote_token_number_sane" CHECK ("vote_token"."number" between 1 and 99999),
	CONSTRAINT "vote_token_void_reason" CHECK ("vote_token"."voided_at" is null or "vote_token"."void_reason" is not null)
);
--> statement-breakpoint
ALTER TABLE "participant" ADD COLUMN "village_id" uuid;
--> statement-breakpoint
CREATE INDEX "door_waiting_state" ON "door_waiting" USING btree ("municipality_id","meeting_id","state");
--> statement-breakpoint
CREATE UNIQUE INDEX "vote_question_one_open" ON "vote_question" USING btree ("municipality_id","meeting_id") WHERE "vote_question"."state" = 'open';
--> statement-breakpoint
CREATE INDEX "vote_tally_of" ON "vote_tally" USING btree ("municipality_id","question_id","at");
--> statement-breakpoint
CREATE UNIQUE INDEX "vote_token_one_each" ON "vote_token" USING btree ("municipality_id","participant_id") WHERE "vote_token"."voided_at" is null and "vote_token"."participant_id" is not null;
--> statement-breakpoint
ALTER TABLE "door_waiting" ADD CONSTRAINT "door_waiting_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "door_waiting" ADD CONSTRAINT "door_waiting_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "door_waiting" ADD CONSTRAINT "door_waiting_token" FOREIGN KEY ("municipality_id","token_id") REFERENCES "public"."vote_token"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_door" ADD CONSTRAINT "meeting_door_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "member_vote" ADD CONSTRAINT "member_vote_member" FOREIGN KEY ("municipality_id","question_id","person_id") REFERENCES "public"."vote_member"("municipality_id","question_id","person_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_question_key" FOREIGN KEY ("municipality_id","question_id") REFERENCES "public"."vote_question"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_token_key" FOREIGN KEY ("municipality_id","token_id") REFERENCES "public"."vote_token"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "vote_member" ADD CONSTRAINT "vote_member_question" FOREIGN KEY ("municipality_id","question_id") REFERENCES "public"."vote_question"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "vote_member" ADD CONSTRAINT "vote_member_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "vote_question" ADD CONSTRAINT "vote_question_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "vote_tally" ADD CONSTRAINT "vote_tally_question" FOREIGN KEY ("municipality_id","question_id") REFERENCES "public"."vote_question"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "vote_token" ADD CONSTRAINT "vote_token_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Written by hand: when somebody is erased at their wish, the token stays and says no more whose it was. Only the one
-- column is emptied, which Drizzle cannot say.
ALTER TABLE "vote_token" ADD CONSTRAINT "vote_token_participant" FOREIGN KEY ("municipality_id","participant_id") REFERENCES "public"."participant"("municipality_id","id") ON DELETE set null ("participant_id");
