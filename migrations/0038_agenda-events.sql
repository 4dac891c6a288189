CREATE TABLE "agenda_event" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"text" text NOT NULL,
	"file_id" text,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agenda_event_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "agenda_event_says_something" CHECK (length("agenda_event"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE INDEX "agenda_event_of" ON "agenda_event" USING btree ("municipality_id","item_id","at");
--> statement-breakpoint
ALTER TABLE "agenda_event" ADD CONSTRAINT "agenda_event_item" FOREIGN KEY ("municipality_id","item_id") REFERENCES "public"."agenda_item"("municipality_id","id") ON DELETE no action ON UPDATE no action;
