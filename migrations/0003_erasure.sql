CREATE TABLE "erased_participant" (
	"municipality_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"age_band" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "erased_participant_municipality_id_participant_id_pk" PRIMARY KEY("municipality_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"reason" text NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "erasure_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE INDEX "erased_participant_meeting" ON "erased_participant" USING btree ("municipality_id","meeting_id");
--> statement-breakpoint
CREATE INDEX "erasure_at" ON "erasure" USING btree ("municipality_id","at");
