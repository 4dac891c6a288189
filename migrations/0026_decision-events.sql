CREATE TABLE "decision_event" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"text" text NOT NULL,
	"file_id" text,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decision_event_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "decision_event_says_something" CHECK (length("decision_event"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE INDEX "decision_event_of" ON "decision_event" USING btree ("municipality_id","question_id","at");
--> statement-breakpoint
ALTER TABLE "decision_event" ADD CONSTRAINT "decision_event_question" FOREIGN KEY ("municipality_id","question_id") REFERENCES "public"."vote_question"("municipality_id","id") ON DELETE no action ON UPDATE no action;
