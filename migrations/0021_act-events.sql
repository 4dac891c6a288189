CREATE TABLE "act_event" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"act_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"file_id" text,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "act_event_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "act_event_says_something" CHECK ("act_event"."file_id" is not null or length("act_event"."text") > 0)
);
--> statement-breakpoint
ALTER TABLE "act" ADD COLUMN "signed_as" text;
--> statement-breakpoint
CREATE INDEX "act_event_act" ON "act_event" USING btree ("municipality_id","act_id");
--> statement-breakpoint
ALTER TABLE "act_event" ADD CONSTRAINT "act_event_act_key" FOREIGN KEY ("municipality_id","act_id") REFERENCES "public"."act"("municipality_id","id") ON DELETE no action ON UPDATE no action;
