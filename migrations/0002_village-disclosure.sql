CREATE TABLE "village_disclosure" (
	"municipality_id" uuid NOT NULL,
	"village_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"state" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "village_disclosure_municipality_id_village_id_year_pk" PRIMARY KEY("municipality_id","village_id","year")
);
--> statement-breakpoint
ALTER TABLE "village_disclosure" ADD CONSTRAINT "village_disclosure_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
