CREATE TABLE "municipality_emblem" (
	"municipality_id" uuid PRIMARY KEY NOT NULL,
	"picture" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "municipality_emblem_size" CHECK (length("municipality_emblem"."picture") between 50 and 200000)
);
--> statement-breakpoint
ALTER TABLE "problem" DROP CONSTRAINT "problem_name_given";
--> statement-breakpoint
ALTER TABLE "problem" ADD COLUMN "name_ru" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "municipality_settings" ADD COLUMN "seat_ky" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "municipality_settings" ADD COLUMN "seat_ru" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_name_given" CHECK (length("problem"."name") between 1 and 200 and length("problem"."name_ru") <= 200);
--> statement-breakpoint
ALTER TABLE "municipality_emblem" ADD CONSTRAINT "municipality_emblem_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
