CREATE TABLE "unit_address" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"within_id" uuid,
	"word" text NOT NULL,
	"base" text NOT NULL,
	"valid_from" date NOT NULL,
	"set_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_address_word_key" UNIQUE NULLS NOT DISTINCT("within_id","word"),
	CONSTRAINT "unit_address_word_shape" CHECK ("unit_address"."word" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("unit_address"."word") between 1 and 130)
);
--> statement-breakpoint
CREATE INDEX "unit_address_unit" ON "unit_address" USING btree ("unit_id");
--> statement-breakpoint
ALTER TABLE "unit_address" ADD CONSTRAINT "unit_address_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "unit_address" ADD CONSTRAINT "unit_address_within_id_unit_id_fk" FOREIGN KEY ("within_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
