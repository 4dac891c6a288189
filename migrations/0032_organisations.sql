CREATE TABLE "organisation" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name_ky" text NOT NULL,
	"name_ru" text NOT NULL,
	"speaker_id" uuid,
	"phone" text,
	"email" text,
	"address" text,
	"named_on" date,
	"valid_from" date,
	"valid_to" date,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "organisation_named" CHECK (length("organisation"."name_ky") between 1 and 200 and length("organisation"."name_ru") between 1 and 200),
	CONSTRAINT "organisation_span" CHECK ("organisation"."valid_to" is null or "organisation"."valid_from" is null or "organisation"."valid_to" >= "organisation"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "organisation_name" (
	"municipality_id" uuid NOT NULL,
	"name_key" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	CONSTRAINT "organisation_name_once" PRIMARY KEY("municipality_id","name_key")
);
--> statement-breakpoint
CREATE INDEX "organisation_speaker_index" ON "organisation" USING btree ("municipality_id","speaker_id");
--> statement-breakpoint
CREATE INDEX "organisation_name_of" ON "organisation_name" USING btree ("municipality_id","organisation_id");
--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_speaker" FOREIGN KEY ("municipality_id","speaker_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "organisation_name" ADD CONSTRAINT "organisation_name_organisation" FOREIGN KEY ("municipality_id","organisation_id") REFERENCES "public"."organisation"("municipality_id","id") ON DELETE cascade ON UPDATE no action;
