CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "act" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid,
	"type" text NOT NULL,
	"issuing_body" text NOT NULL,
	"template" text,
	"subject_id" uuid,
	"title_ky" text NOT NULL,
	"title_ru" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"year" integer,
	"number" integer,
	"issued_on" date,
	"signed_by" text,
	"documents" jsonb,
	"note" text,
	"signed_at" timestamp (3) with time zone,
	"annulled_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "act_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "act_number_key" UNIQUE("municipality_id","issuing_body","type","year","number"),
	CONSTRAINT "act_registered" CHECK ("act"."state" = 'draft' or ("act"."number" is not null and "act"."year" is not null and "act"."issued_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "act_counter" (
	"municipality_id" uuid NOT NULL,
	"issuing_body" text NOT NULL,
	"type" text NOT NULL,
	"year" integer NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "act_counter_municipality_id_issuing_body_type_year_pk" PRIMARY KEY("municipality_id","issuing_body","type","year")
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"cycle_id" uuid,
	"act_id" uuid,
	"version" integer NOT NULL,
	"snapshot" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "publication_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "publication_version_key" UNIQUE("municipality_id","kind","unit_id","year","version")
);
--> statement-breakpoint
CREATE TABLE "cycle" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"stage" text DEFAULT 'needs' NOT NULL,
	"decided_by" text,
	"decided_on" date,
	"decision_basis" text,
	"aim" text,
	"responsible_person_id" uuid,
	"working_group_id" uuid,
	"sessions_opened_at" timestamp (3) with time zone,
	"sessions_opened_by" text,
	"sessions_opened_reason" text,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycle_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "cycle_year_key" UNIQUE("municipality_id","year"),
	CONSTRAINT "cycle_year_sane" CHECK ("cycle"."year" between 2000 and 2200)
);
--> statement-breakpoint
CREATE TABLE "readiness_answer" (
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"question" integer NOT NULL,
	"answer" boolean NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "readiness_answer_municipality_id_cycle_id_question_pk" PRIMARY KEY("municipality_id","cycle_id","question"),
	CONSTRAINT "readiness_question_known" CHECK ("readiness_answer"."question" between 1 and 8)
);
--> statement-breakpoint
CREATE TABLE "work_plan_item" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"activity" text,
	"stage" text NOT NULL,
	"text_ky" text NOT NULL,
	"text_ru" text NOT NULL,
	"result_ky" text DEFAULT '' NOT NULL,
	"result_ru" text DEFAULT '' NOT NULL,
	"starts_on" date,
	"due_on" date,
	"responsible_person_id" uuid,
	"responsible_text" text DEFAULT '' NOT NULL,
	"done" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "work_plan_item_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "work_plan_item_activity_key" UNIQUE("municipality_id","cycle_id","activity"),
	CONSTRAINT "work_plan_item_span" CHECK ("work_plan_item"."due_on" is null or "work_plan_item"."starts_on" is null or "work_plan_item"."due_on" >= "work_plan_item"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "budget_guess" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"name" text NOT NULL,
	"share" integer NOT NULL,
	CONSTRAINT "budget_guess_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "budget_guess_share" CHECK ("budget_guess"."share" between 0 and 10000),
	CONSTRAINT "budget_guess_name_given" CHECK (length("budget_guess"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "grouping" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"problem_id" uuid,
	"reason" text,
	"undoes_id" uuid,
	"action_id" uuid NOT NULL,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "grouping_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "grouping_seq_key" UNIQUE("municipality_id","statement_id","seq")
);
--> statement-breakpoint
CREATE TABLE "institution" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"rank" smallint,
	"name" text NOT NULL,
	"kind" text,
	"size" text,
	"relation" text,
	"drawn_by" text DEFAULT 'common' NOT NULL,
	"judgement" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "institution_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "institution_name_given" CHECK (length("institution"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"invited_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitation_municipality_id_session_id_person_id_pk" PRIMARY KEY("municipality_id","session_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "matcher_term" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"ky" text NOT NULL,
	"ru" text NOT NULL,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "matcher_term_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "matcher_term_key" UNIQUE("municipality_id","ky","ru")
);
--> statement-breakpoint
CREATE TABLE "participant" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"full_name" text,
	"sex" text,
	"age" smallint,
	"occupation" text,
	"contact" text,
	"street" text,
	"kind" text DEFAULT 'community' NOT NULL,
	"for_focus_group" boolean DEFAULT false NOT NULL,
	"for_initiative_group" boolean DEFAULT false NOT NULL,
	"for_monitoring" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "participant_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "participant_number_key" UNIQUE("municipality_id","session_id","number"),
	CONSTRAINT "participant_session_key" UNIQUE("municipality_id","session_id","id"),
	CONSTRAINT "participant_age" CHECK ("participant"."age" is null or "participant"."age" between 18 and 120),
	CONSTRAINT "participant_number_sane" CHECK ("participant"."number" between 1 and 999)
);
--> statement-breakpoint
CREATE TABLE "placement" (
	"municipality_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "placement_municipality_id_statement_id_pk" PRIMARY KEY("municipality_id","statement_id")
);
--> statement-breakpoint
CREATE TABLE "problem" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"competence" text,
	"local_matter" smallint,
	"category" text,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "problem_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "problem_name_key" UNIQUE("municipality_id","cycle_id","name"),
	CONSTRAINT "problem_name_given" CHECK (length("problem"."name") between 1 and 200),
	CONSTRAINT "problem_matter" CHECK ("problem"."local_matter" is null or ("problem"."local_matter" between 1 and 23 and "problem"."competence" = 'local'))
);
--> statement-breakpoint
CREATE TABLE "problem_merge" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"village_id" uuid,
	"from_problem_id" uuid NOT NULL,
	"into_problem_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" text,
	"undone_reason" text,
	CONSTRAINT "problem_merge_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "problem_merge_two" CHECK ("problem_merge"."from_problem_id" <> "problem_merge"."into_problem_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"village_id" uuid NOT NULL,
	"age_group" text NOT NULL,
	"sex_mode" text DEFAULT 'mixed' NOT NULL,
	"part" smallint DEFAULT 1 NOT NULL,
	"audience" text,
	"audience_reason" text,
	"state" text DEFAULT 'planned' NOT NULL,
	"planned_on" date,
	"starts_at" time(0),
	"ends_at" time(0),
	"venue" text DEFAULT '' NOT NULL,
	"planned_people" smallint,
	"planned_women" smallint,
	"held_on" date,
	"held_venue" text,
	"attendance" text DEFAULT 'counts' NOT NULL,
	"women" smallint,
	"men" smallint,
	"guests" smallint,
	"stickers_per_person" smallint DEFAULT 5 NOT NULL,
	"resource_notes" text DEFAULT '' NOT NULL,
	"institution_notes" text DEFAULT '' NOT NULL,
	"budget_notes" text DEFAULT '' NOT NULL,
	"gallery_notes" text DEFAULT '' NOT NULL,
	"budget_total" bigint,
	"revision" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "session_part_sane" CHECK ("session"."part" between 1 and 9),
	CONSTRAINT "session_people_sane" CHECK (coalesce("session"."women", 0) between 0 and 999 and coalesce("session"."men", 0) between 0 and 999 and coalesce("session"."guests", 0) between 0 and 999),
	CONSTRAINT "session_stickers_sane" CHECK ("session"."stickers_per_person" between 1 and 20),
	CONSTRAINT "session_closed_has_date" CHECK ("session"."state" <> 'closed' or "session"."closed_at" is not null),
	CONSTRAINT "session_times" CHECK ("session"."ends_at" is null or "session"."starts_at" is null or "session"."ends_at" > "session"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "session_facilitator" (
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"planned_on" date,
	"starts_at" time(0),
	"ends_at" time(0),
	CONSTRAINT "session_facilitator_municipality_id_session_id_person_id_pk" PRIMARY KEY("municipality_id","session_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "session_import" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"rows" jsonb NOT NULL,
	"state" text DEFAULT 'preview' NOT NULL,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_import_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "session_lock" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_lock_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "statement" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"participant_id" uuid,
	"slot" smallint,
	"text" text NOT NULL,
	"sex" text,
	"entry" text DEFAULT 'sticker' NOT NULL,
	"corrects_id" uuid,
	"correction_reason" text,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"device_time" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "statement_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "statement_corrected_once" UNIQUE("municipality_id","corrects_id"),
	CONSTRAINT "statement_slot_key" UNIQUE("municipality_id","participant_id","slot"),
	CONSTRAINT "statement_text_given" CHECK (length("statement"."text") between 1 and 500),
	CONSTRAINT "statement_slot_sane" CHECK ("statement"."slot" is null or ("statement"."slot" between 1 and 20 and "statement"."participant_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "body" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name_ky" text NOT NULL,
	"name_ru" text NOT NULL,
	"cycle_id" uuid,
	"formed_on" date,
	"dissolved_on" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "body_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"body_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"category" text NOT NULL,
	"post" text DEFAULT '' NOT NULL,
	"trained" boolean DEFAULT false NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "membership_span" CHECK ("membership"."valid_to" is null or "membership"."valid_to" >= "membership"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"full_name" text NOT NULL,
	"sex" text,
	"birth_year" integer,
	"occupation" text DEFAULT '' NOT NULL,
	"village_id" uuid,
	"street" text,
	"account_id" text,
	"removed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "person_name_given" CHECK (length("person"."full_name") between 1 and 200),
	CONSTRAINT "person_birth_year" CHECK ("person"."birth_year" is null or "person"."birth_year" between 1900 and 2100)
);
--> statement-breakpoint
CREATE TABLE "person_contact" (
	"municipality_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"phone" text,
	"email" text,
	"address" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_contact_municipality_id_person_id_pk" PRIMARY KEY("municipality_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "municipality_settings" (
	"municipality_id" uuid PRIMARY KEY NOT NULL,
	"age_groups" jsonb DEFAULT '["18-35","36-55","56+"]'::jsonb NOT NULL,
	"stickers_per_person" integer DEFAULT 5 NOT NULL,
	"head_act_name" text DEFAULT 'тескеме' NOT NULL,
	"head_name" text DEFAULT '' NOT NULL,
	"head_post_ky" text DEFAULT 'Айыл өкмөтүнүн башчысы' NOT NULL,
	"head_post_ru" text DEFAULT 'Глава айыл окмоту' NOT NULL,
	"executive_name_ky" text DEFAULT '' NOT NULL,
	"executive_name_ru" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"level" text NOT NULL,
	"code" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_code_key" UNIQUE("code"),
	CONSTRAINT "unit_level_known" CHECK ("unit"."level" in ('oblast', 'district', 'municipality', 'village'))
);
--> statement-breakpoint
CREATE TABLE "unit_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"takes_effect_on" date NOT NULL,
	"from_unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"to_unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"basis" text,
	"by_account_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"rows" integer NOT NULL,
	"state" text NOT NULL,
	"valid_from" date NOT NULL,
	"contents" jsonb,
	"by_account_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "unit_import_state_known" CHECK ("unit_import"."state" in ('staged', 'confirmed', 'dropped')),
	CONSTRAINT "unit_import_contents_while_staged" CHECK (("unit_import"."state" = 'staged') = ("unit_import"."contents" is not null))
);
--> statement-breakpoint
CREATE TABLE "unit_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"parent_id" uuid,
	"name_ky" text NOT NULL,
	"name_ru" text NOT NULL,
	"kind" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_version_from_key" UNIQUE("unit_id","valid_from"),
	CONSTRAINT "unit_version_span" CHECK ("unit_version"."valid_to" is null or "unit_version"."valid_to" > "unit_version"."valid_from"),
	CONSTRAINT "unit_version_names" CHECK (length("unit_version"."name_ky") between 1 and 200 and length("unit_version"."name_ru") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "village_population" (
	"municipality_id" uuid NOT NULL,
	"profile_id" uuid NOT NULL,
	"sex" text NOT NULL,
	"age_band" text NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "village_population_municipality_id_profile_id_sex_age_band_pk" PRIMARY KEY("municipality_id","profile_id","sex","age_band"),
	CONSTRAINT "village_population_people" CHECK ("village_population"."people" between 0 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "village_profile" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"village_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"households" integer,
	"basis" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "village_profile_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "village_profile_date_key" UNIQUE("municipality_id","village_id","as_of"),
	CONSTRAINT "village_profile_households" CHECK ("village_profile"."households" is null or "village_profile"."households" between 0 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chain" text NOT NULL,
	"municipality_id" uuid,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"account_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"details" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entry_chain_seq" UNIQUE("chain","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"chain" text PRIMARY KEY NOT NULL,
	"municipality_id" uuid,
	"seq" bigint NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"wait_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_credential" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_recovery_code" (
	"account_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "auth_recovery_code_account_id_code_hash_pk" PRIMARY KEY("account_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"account_id" uuid NOT NULL,
	"level" text NOT NULL,
	"browser" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "auth_session_token_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "auth_two_factor" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"lang" text DEFAULT 'ky' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_user_reachable" CHECK ("auth_user"."email" is not null or "auth_user"."phone" is not null),
	CONSTRAINT "auth_user_name_given" CHECK (length("auth_user"."name") between 1 and 200),
	CONSTRAINT "auth_user_email_lower" CHECK ("auth_user"."email" = lower("auth_user"."email"))
);
--> statement-breakpoint
CREATE TABLE "auth_verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"token_hash" text NOT NULL,
	"account_id" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_verification_token_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_assignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"valid_from" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp (3) with time zone,
	"granted_by" text NOT NULL,
	"ended_by" text,
	CONSTRAINT "role_assignment_span" CHECK ("role_assignment"."valid_to" is null or "role_assignment"."valid_to" >= "role_assignment"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "system_administrator" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_id" uuid,
	"key" text NOT NULL,
	"action" text NOT NULL,
	"account_id" text NOT NULL,
	"input_hash" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operation_key" UNIQUE NULLS NOT DISTINCT("municipality_id","key")
);
--> statement-breakpoint
CREATE TABLE "job_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"run_after" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"error_code" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "job_run_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "job_run_progress" CHECK ("job_run"."progress" >= 0 and "job_run"."total" >= 0)
);
--> statement-breakpoint
ALTER TABLE "act" ADD CONSTRAINT "act_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_act" FOREIGN KEY ("municipality_id","act_id") REFERENCES "public"."act"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle" ADD CONSTRAINT "cycle_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_answer" ADD CONSTRAINT "readiness_answer_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_plan_item" ADD CONSTRAINT "work_plan_item_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_guess" ADD CONSTRAINT "budget_guess_session_key" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grouping" ADD CONSTRAINT "grouping_statement" FOREIGN KEY ("municipality_id","statement_id") REFERENCES "public"."statement"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grouping" ADD CONSTRAINT "grouping_problem" FOREIGN KEY ("municipality_id","problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "institution" ADD CONSTRAINT "institution_session_key" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_session" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_session" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_statement" FOREIGN KEY ("municipality_id","statement_id") REFERENCES "public"."statement"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_problem_key" FOREIGN KEY ("municipality_id","problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_merge" ADD CONSTRAINT "problem_merge_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_merge" ADD CONSTRAINT "problem_merge_from" FOREIGN KEY ("municipality_id","from_problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_merge" ADD CONSTRAINT "problem_merge_into" FOREIGN KEY ("municipality_id","into_problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_facilitator" ADD CONSTRAINT "session_facilitator_session" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_facilitator" ADD CONSTRAINT "session_facilitator_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_lock" ADD CONSTRAINT "session_lock_session_key" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_session_key" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_participant" FOREIGN KEY ("municipality_id","session_id","participant_id") REFERENCES "public"."participant"("municipality_id","session_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_corrects" FOREIGN KEY ("municipality_id","corrects_id") REFERENCES "public"."statement"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body" ADD CONSTRAINT "body_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_body" FOREIGN KEY ("municipality_id","body_id") REFERENCES "public"."body"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_contact" ADD CONSTRAINT "person_contact_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "municipality_settings" ADD CONSTRAINT "municipality_settings_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_version" ADD CONSTRAINT "unit_version_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_version" ADD CONSTRAINT "unit_version_parent_id_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "village_population" ADD CONSTRAINT "village_population_profile" FOREIGN KEY ("municipality_id","profile_id") REFERENCES "public"."village_profile"("municipality_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "village_profile" ADD CONSTRAINT "village_profile_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_credential" ADD CONSTRAINT "auth_credential_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_recovery_code" ADD CONSTRAINT "auth_recovery_code_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_two_factor" ADD CONSTRAINT "auth_two_factor_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_verification" ADD CONSTRAINT "auth_verification_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_administrator" ADD CONSTRAINT "system_administrator_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "act_template" ON "act" USING btree ("municipality_id","cycle_id","template","subject_id");--> statement-breakpoint
CREATE INDEX "publication_page" ON "publication" USING btree ("municipality_id","unit_id","year");--> statement-breakpoint
CREATE INDEX "budget_guess_session" ON "budget_guess" USING btree ("municipality_id","session_id");--> statement-breakpoint
CREATE INDEX "grouping_action" ON "grouping" USING btree ("municipality_id","action_id");--> statement-breakpoint
CREATE INDEX "institution_session" ON "institution" USING btree ("municipality_id","session_id");--> statement-breakpoint
CREATE INDEX "placement_session" ON "placement" USING btree ("municipality_id","session_id","problem_id");--> statement-breakpoint
CREATE INDEX "placement_problem" ON "placement" USING btree ("municipality_id","problem_id");--> statement-breakpoint
CREATE INDEX "problem_merge_cycle" ON "problem_merge" USING btree ("municipality_id","cycle_id");--> statement-breakpoint
CREATE INDEX "session_village" ON "session" USING btree ("municipality_id","cycle_id","village_id");--> statement-breakpoint
CREATE INDEX "session_lock_session" ON "session_lock" USING btree ("municipality_id","session_id");--> statement-breakpoint
CREATE INDEX "statement_session" ON "statement" USING btree ("municipality_id","session_id");--> statement-breakpoint
CREATE INDEX "body_cycle" ON "body" USING btree ("municipality_id","cycle_id","kind");--> statement-breakpoint
CREATE INDEX "membership_person_index" ON "membership" USING btree ("municipality_id","person_id");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("municipality_id","full_name");--> statement-breakpoint
CREATE INDEX "person_account" ON "person" USING btree ("municipality_id","account_id");--> statement-breakpoint
CREATE INDEX "unit_change_date" ON "unit_change" USING btree ("takes_effect_on");--> statement-breakpoint
CREATE INDEX "unit_import_at" ON "unit_import" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_version_open_key" ON "unit_version" USING btree ("unit_id") WHERE "unit_version"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "unit_version_parent" ON "unit_version" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "auth_session_account" ON "auth_session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "auth_session_expiry" ON "auth_session" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "auth_user_phone_key" ON "auth_user" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "auth_verification_account" ON "auth_verification" USING btree ("account_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "role_assignment_open_key" ON "role_assignment" USING btree ("municipality_id","account_id","role") WHERE "role_assignment"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "role_assignment_account" ON "role_assignment" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "job_run_recent" ON "job_run" USING btree ("municipality_id","created_at");
--> statement-breakpoint
-- src/acts/schema.sql
-- One standing publication of a kind, unit and year: republishing withdraws the one before.
create unique index publication_standing on publication (municipality_id, kind, unit_id, year) where withdrawn_at is null;
--> statement-breakpoint
-- src/needs/schema.sql
-- Nobody leads or records in two places at once: the same person, the same day, hours that overlap.
alter table session_facilitator add constraint session_facilitator_one_place exclude using gist (
  municipality_id with =, person_id with =,
  tsrange(planned_on + starts_at, planned_on + coalesce(ends_at, starts_at + interval '150 minutes')) with &&
) where (planned_on is not null and starts_at is not null);
-- A problem is merged away once at a time in one list; the municipality's list has no village.
create unique index problem_merge_standing on problem_merge
  (municipality_id, from_problem_id, coalesce(village_id, '00000000-0000-0000-0000-000000000000'::uuid)) where undone_at is null;
-- One group meets once in a village's cycle, or once per part in a large village.
create unique index session_group_once on session
  (municipality_id, cycle_id, village_id, age_group, sex_mode, part) where state <> 'cancelled' and audience is null;
--> statement-breakpoint
-- src/people/schema.sql
-- A person stands once at a time in a body, and a body has one chair and one secretary at a time.
create unique index membership_person_once on membership (municipality_id, body_id, person_id) where valid_to is null;
create unique index membership_one_chair on membership (municipality_id, body_id, role) where valid_to is null and role in ('chair', 'secretary');
