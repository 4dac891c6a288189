CREATE TABLE "field_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"device_id" uuid,
	"code_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "field_code_hash" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "field_device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"label" text NOT NULL,
	"token_hash" text NOT NULL,
	"recovery_sealed" text NOT NULL,
	"app" text DEFAULT '' NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"clock_off" integer,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "field_document" (
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"meeting" text NOT NULL,
	"state" "bytea" NOT NULL,
	"written" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "field_document_municipality_id_meeting_id_pk" PRIMARY KEY("municipality_id","meeting_id"),
	CONSTRAINT "field_document_size" CHECK (octet_length("field_document"."state") <= 8388608)
);
--> statement-breakpoint
CREATE TABLE "field_key" (
	"municipality_id" uuid PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"private_sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "field_receipt" (
	"municipality_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"schema" smallint NOT NULL,
	"via" text NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"by_name" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "field_receipt_municipality_id_item_id_pk" PRIMARY KEY("municipality_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "hall" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"title" text NOT NULL,
	"lang" text NOT NULL,
	"stickers_per_person" smallint NOT NULL,
	"ask_sex" boolean DEFAULT false NOT NULL,
	"meeting" jsonb,
	"host_hash" text NOT NULL,
	"recorder_hash" text NOT NULL,
	"wall_hash" text NOT NULL,
	"code" text NOT NULL,
	"gallery" text DEFAULT 'closed' NOT NULL,
	"wall" jsonb,
	"wall_seq" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hall_code_key" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "hall_phone" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hall_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"cookie_hash" text NOT NULL,
	"trace_hash" text NOT NULL,
	"again_of" uuid,
	"sex" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"person_id" uuid,
	"admitted_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hall_phone_number" UNIQUE("hall_id","number"),
	CONSTRAINT "hall_phone_cookie" UNIQUE("hall_id","cookie_hash")
);
--> statement-breakpoint
CREATE TABLE "hall_photo" (
	"hall_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"data" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hall_photo_hall_id_photo_id_pk" PRIMARY KEY("hall_id","photo_id")
);
--> statement-breakpoint
CREATE TABLE "hall_sticker" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hall_id" uuid NOT NULL,
	"phone_id" uuid NOT NULL,
	"slot" smallint NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hall_sticker_slot" UNIQUE("phone_id","slot"),
	CONSTRAINT "hall_sticker_slot_sane" CHECK ("hall_sticker"."slot" between 1 and 20),
	CONSTRAINT "hall_sticker_text_given" CHECK (length("hall_sticker"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "hall_update" (
	"hall_id" uuid NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "hall_update_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"data" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hall_update_hall_id_seq_pk" PRIMARY KEY("hall_id","seq")
);
--> statement-breakpoint
CREATE TABLE "budget_question" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_question_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "budget_question_text_given" CHECK (length("budget_question"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "focus_entry" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"focus_group_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"part" text NOT NULL,
	"text" text NOT NULL,
	"likelihood" text,
	"party" text,
	"who" text DEFAULT '' NOT NULL,
	"form" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "focus_entry_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "focus_entry_text_given" CHECK (length("focus_entry"."text") between 1 and 500),
	CONSTRAINT "focus_entry_likelihood" CHECK ("focus_entry"."likelihood" is null or "focus_entry"."part" = 'consequence'),
	CONSTRAINT "focus_entry_party" CHECK ("focus_entry"."party" is null or "focus_entry"."part" = 'contribution')
);
--> statement-breakpoint
CREATE TABLE "focus_facilitator" (
	"municipality_id" uuid NOT NULL,
	"focus_group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "focus_facilitator_municipality_id_focus_group_id_person_id_pk" PRIMARY KEY("municipality_id","focus_group_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "focus_group" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"village_id" uuid,
	"state" text DEFAULT 'planned' NOT NULL,
	"planned_on" date,
	"starts_at" time(0),
	"ends_at" time(0),
	"venue" text DEFAULT '' NOT NULL,
	"held_on" date,
	"held_venue" text,
	"attendance" text DEFAULT 'counts' NOT NULL,
	"women" smallint,
	"men" smallint,
	"deputies" smallint,
	"executives" smallint,
	"organisations" smallint,
	"opening_notes" text DEFAULT '' NOT NULL,
	"causes_notes" text DEFAULT '' NOT NULL,
	"consequences_notes" text DEFAULT '' NOT NULL,
	"solutions_notes" text DEFAULT '' NOT NULL,
	"candidates_notes" text DEFAULT '' NOT NULL,
	"closing_notes" text DEFAULT '' NOT NULL,
	"criteria" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"finished_by" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "focus_group_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "focus_group_times" CHECK ("focus_group"."ends_at" is null or "focus_group"."starts_at" is null or "focus_group"."ends_at" > "focus_group"."starts_at"),
	CONSTRAINT "focus_group_closed_has_date" CHECK ("focus_group"."state" <> 'closed' or "focus_group"."closed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "focus_participant" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"focus_group_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"full_name" text,
	"sex" text,
	"age" smallint,
	"age_band" text,
	"occupation" text,
	"contact" text,
	"street" text,
	"kind" text DEFAULT 'community' NOT NULL,
	"for_initiative_group" boolean DEFAULT false NOT NULL,
	"for_monitoring" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "focus_participant_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "focus_participant_number_key" UNIQUE("municipality_id","focus_group_id","number"),
	CONSTRAINT "focus_participant_age" CHECK ("focus_participant"."age" is null or "focus_participant"."age" between 18 and 120),
	CONSTRAINT "focus_participant_number_sane" CHECK ("focus_participant"."number" between 1 and 999)
);
--> statement-breakpoint
CREATE TABLE "focus_topic" (
	"municipality_id" uuid NOT NULL,
	"focus_group_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"subgroup" text DEFAULT '' NOT NULL,
	CONSTRAINT "focus_topic_municipality_id_focus_group_id_problem_id_pk" PRIMARY KEY("municipality_id","focus_group_id","problem_id")
);
--> statement-breakpoint
CREATE TABLE "institution_link" (
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"a_id" uuid NOT NULL,
	"b_id" uuid NOT NULL,
	"relation" text NOT NULL,
	CONSTRAINT "institution_link_municipality_id_session_id_a_id_b_id_pk" PRIMARY KEY("municipality_id","session_id","a_id","b_id"),
	CONSTRAINT "institution_link_order" CHECK ("institution_link"."a_id" < "institution_link"."b_id")
);
--> statement-breakpoint
CREATE TABLE "known_expense" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"seq" smallint NOT NULL,
	"key" text,
	"name" text NOT NULL,
	"amount" bigint NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_expense_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "known_expense_amount" CHECK ("known_expense"."amount" >= 0),
	CONSTRAINT "known_expense_name_given" CHECK (length("known_expense"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "resource_object" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"kind" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"condition" text,
	"users" text[] DEFAULT '{}' NOT NULL,
	"wished" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"shape" text DEFAULT 'none' NOT NULL,
	"crs" text DEFAULT 'sheet' NOT NULL,
	"points" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "resource_object_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "resource_object_points" CHECK (jsonb_typeof("resource_object"."points") = 'array' and jsonb_array_length("resource_object"."points") <= 500)
);
--> statement-breakpoint
CREATE TABLE "session_photo" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"purpose" text DEFAULT 'other' NOT NULL,
	"caption" text DEFAULT '' NOT NULL,
	"file_id" text,
	"width" integer,
	"height" integer,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_photo_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
ALTER TABLE "budget_guess" ADD COLUMN "key" text;
--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "same_as" uuid;
--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "executive" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "drawn" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "quality" smallint;
--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "satisfaction" smallint;
--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "x" smallint;
--> statement-breakpoint
ALTER TABLE "institution" ADD COLUMN "y" smallint;
--> statement-breakpoint
ALTER TABLE "participant" ADD COLUMN "age_band" text;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "deputies" smallint;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "executives" smallint;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "opening_notes" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "competence_notes" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "closing_notes" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "map_base" text DEFAULT 'sheet' NOT NULL;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "map_photo_id" uuid;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "finished_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "finished_by" text;
--> statement-breakpoint
ALTER TABLE "statement" ADD COLUMN "way" text DEFAULT 'typed' NOT NULL;
--> statement-breakpoint
CREATE INDEX "field_device_account" ON "field_device" USING btree ("municipality_id","account_id");
--> statement-breakpoint
CREATE INDEX "field_receipt_meeting" ON "field_receipt" USING btree ("municipality_id","meeting_id");
--> statement-breakpoint
CREATE INDEX "field_receipt_device" ON "field_receipt" USING btree ("municipality_id","device_id");
--> statement-breakpoint
CREATE INDEX "hall_sticker_hall" ON "hall_sticker" USING btree ("hall_id","at");
--> statement-breakpoint
CREATE INDEX "budget_question_session" ON "budget_question" USING btree ("municipality_id","session_id");
--> statement-breakpoint
CREATE INDEX "focus_entry_group" ON "focus_entry" USING btree ("municipality_id","focus_group_id","problem_id");
--> statement-breakpoint
CREATE INDEX "focus_group_of_cycle" ON "focus_group" USING btree ("municipality_id","cycle_id");
--> statement-breakpoint
CREATE INDEX "known_expense_cycle" ON "known_expense" USING btree ("municipality_id","cycle_id");
--> statement-breakpoint
CREATE INDEX "resource_object_session" ON "resource_object" USING btree ("municipality_id","session_id");
--> statement-breakpoint
CREATE INDEX "session_photo_session" ON "session_photo" USING btree ("municipality_id","session_id");
--> statement-breakpoint
ALTER TABLE "institution" ADD CONSTRAINT "institution_session_row" UNIQUE("municipality_id","session_id","id");
--> statement-breakpoint
ALTER TABLE "institution" ADD CONSTRAINT "institution_marks" CHECK (("institution"."quality" is null or "institution"."quality" between 1 and 5) and ("institution"."satisfaction" is null or "institution"."satisfaction" between 1 and 5));
--> statement-breakpoint
ALTER TABLE "field_receipt" ADD CONSTRAINT "field_receipt_device_id_field_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."field_device"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "hall_phone" ADD CONSTRAINT "hall_phone_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "hall_phone" ADD CONSTRAINT "hall_phone_again" FOREIGN KEY ("again_of") REFERENCES "public"."hall_phone"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "hall_photo" ADD CONSTRAINT "hall_photo_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "hall_sticker" ADD CONSTRAINT "hall_sticker_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "hall_sticker" ADD CONSTRAINT "hall_sticker_phone_id_hall_phone_id_fk" FOREIGN KEY ("phone_id") REFERENCES "public"."hall_phone"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "hall_update" ADD CONSTRAINT "hall_update_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "budget_question" ADD CONSTRAINT "budget_question_session_key" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_entry" ADD CONSTRAINT "focus_entry_topic" FOREIGN KEY ("municipality_id","focus_group_id","problem_id") REFERENCES "public"."focus_topic"("municipality_id","focus_group_id","problem_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_facilitator" ADD CONSTRAINT "focus_facilitator_group" FOREIGN KEY ("municipality_id","focus_group_id") REFERENCES "public"."focus_group"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_facilitator" ADD CONSTRAINT "focus_facilitator_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_group" ADD CONSTRAINT "focus_group_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_group" ADD CONSTRAINT "focus_group_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_group" ADD CONSTRAINT "focus_group_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_participant" ADD CONSTRAINT "focus_participant_group" FOREIGN KEY ("municipality_id","focus_group_id") REFERENCES "public"."focus_group"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_topic" ADD CONSTRAINT "focus_topic_group" FOREIGN KEY ("municipality_id","focus_group_id") REFERENCES "public"."focus_group"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_topic" ADD CONSTRAINT "focus_topic_problem" FOREIGN KEY ("municipality_id","problem_id") REFERENCES "public"."problem"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "institution_link" ADD CONSTRAINT "institution_link_a" FOREIGN KEY ("municipality_id","session_id","a_id") REFERENCES "public"."institution"("municipality_id","session_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "institution_link" ADD CONSTRAINT "institution_link_b" FOREIGN KEY ("municipality_id","session_id","b_id") REFERENCES "public"."institution"("municipality_id","session_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "known_expense" ADD CONSTRAINT "known_expense_cycle_key" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "resource_object" ADD CONSTRAINT "resource_object_session_key" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "session_photo" ADD CONSTRAINT "session_photo_session_key" FOREIGN KEY ("municipality_id","session_id") REFERENCES "public"."session"("municipality_id","id") ON DELETE no action ON UPDATE no action;
