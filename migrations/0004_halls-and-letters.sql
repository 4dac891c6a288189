CREATE TABLE "unsent_letter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_id" uuid,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"cause" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"given_up_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unsent_letter_attempts" CHECK ("unsent_letter"."attempts" > 0)
);
--> statement-breakpoint
ALTER TABLE "hall" ADD COLUMN "device_id" uuid;
--> statement-breakpoint
ALTER TABLE "hall" ADD COLUMN "device_municipality" uuid;
--> statement-breakpoint
ALTER TABLE "hall_phone" ADD COLUMN "address_hash" text;
--> statement-breakpoint
CREATE INDEX "unsent_letter_place" ON "unsent_letter" USING btree ("municipality_id","to_address");
