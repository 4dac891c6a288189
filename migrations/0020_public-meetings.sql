CREATE TABLE "agenda_item" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"text" text NOT NULL,
	"other" text DEFAULT '' NOT NULL,
	"minutes" smallint,
	"speaker" text DEFAULT '' NOT NULL,
	"subject_id" uuid,
	"heard" text DEFAULT '' NOT NULL,
	"decision" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agenda_item_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "agenda_item_text_given" CHECK (length("agenda_item"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "checklist_item" (
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"row" text NOT NULL,
	"responsible" text DEFAULT '' NOT NULL,
	"due_on" date,
	"done_on" date,
	CONSTRAINT "checklist_item_municipality_id_meeting_id_row_pk" PRIMARY KEY("municipality_id","meeting_id","row")
);
--> statement-breakpoint
CREATE TABLE "meeting_move" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"planned_on" date,
	"venue" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meeting_move_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "meeting_office" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"office" text NOT NULL,
	"at_meeting" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_office_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "meeting_office_once" UNIQUE("municipality_id","meeting_id","office","person_id")
);
--> statement-breakpoint
CREATE TABLE "notice_posting" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"posted_on" date NOT NULL,
	"for_day" date,
	"file_id" text,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notice_posting_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE TABLE "public_meeting" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"form" text NOT NULL,
	"topic" text,
	"title" text NOT NULL,
	"title_lang" text NOT NULL,
	"title_other" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"street" text DEFAULT '' NOT NULL,
	"initiator" text NOT NULL,
	"initiated_on" date NOT NULL,
	"signatures" smallint,
	"answer" text,
	"answered_on" date,
	"answer_reason" text DEFAULT '' NOT NULL,
	"capacity" smallint,
	"access" text DEFAULT '' NOT NULL,
	"transport" text DEFAULT '' NOT NULL,
	"hour_suits" text DEFAULT '' NOT NULL,
	"nature" text DEFAULT '' NOT NULL,
	"who_comes" text DEFAULT '' NOT NULL,
	"study_from" date,
	"study_place" text DEFAULT '' NOT NULL,
	"proposals_how" text DEFAULT '' NOT NULL,
	"budget_facts" text DEFAULT '' NOT NULL,
	"notice_other" text DEFAULT '' NOT NULL,
	"binding_by" text DEFAULT '' NOT NULL,
	"order_text" text DEFAULT '' NOT NULL,
	"first_met_on" date,
	"body_id" uuid,
	"sent_on" date,
	"sent_to" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "public_meeting_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "public_meeting_title_given" CHECK (length("public_meeting"."title") between 3 and 300),
	CONSTRAINT "public_meeting_answered" CHECK (("public_meeting"."answer" is null) = ("public_meeting"."answered_on" is null))
);
--> statement-breakpoint
CREATE TABLE "speech" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"agenda_item_id" uuid,
	"number" smallint NOT NULL,
	"kind" text NOT NULL,
	"official" text DEFAULT '' NOT NULL,
	"resident_name" text DEFAULT '' NOT NULL,
	"name_agreed" boolean DEFAULT false NOT NULL,
	"sex" text,
	"village_id" uuid,
	"slip" smallint,
	"minutes" smallint,
	"text" text NOT NULL,
	"text_lang" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "speech_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "speech_number_key" UNIQUE("municipality_id","meeting_id","number"),
	CONSTRAINT "speech_slip_key" UNIQUE("municipality_id","meeting_id","slip"),
	CONSTRAINT "speech_text_given" CHECK (length("speech"."text") between 1 and 3000),
	CONSTRAINT "speech_of_somebody" CHECK ("speech"."official" = '' or "speech"."resident_name" = '')
);
--> statement-breakpoint
CREATE INDEX "agenda_item_meeting" ON "agenda_item" USING btree ("municipality_id","meeting_id");
--> statement-breakpoint
CREATE INDEX "meeting_move_meeting" ON "meeting_move" USING btree ("municipality_id","meeting_id");
--> statement-breakpoint
CREATE INDEX "notice_posting_meeting" ON "notice_posting" USING btree ("municipality_id","meeting_id");
--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_meeting_key" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."public_meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_subject" FOREIGN KEY ("municipality_id","subject_id") REFERENCES "public"."publication"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."public_meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_move" ADD CONSTRAINT "meeting_move_meeting_key" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."public_meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_office" ADD CONSTRAINT "meeting_office_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."public_meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_office" ADD CONSTRAINT "meeting_office_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice_posting" ADD CONSTRAINT "notice_posting_meeting_key" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."public_meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "public_meeting" ADD CONSTRAINT "public_meeting_meeting" FOREIGN KEY ("municipality_id","id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "public_meeting" ADD CONSTRAINT "public_meeting_body" FOREIGN KEY ("municipality_id","body_id") REFERENCES "public"."body"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "speech" ADD CONSTRAINT "speech_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "speech" ADD CONSTRAINT "speech_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."public_meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "speech" ADD CONSTRAINT "speech_agenda_item" FOREIGN KEY ("municipality_id","agenda_item_id") REFERENCES "public"."agenda_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
