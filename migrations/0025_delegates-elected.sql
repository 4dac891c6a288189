CREATE TABLE "delegate_candidate" (
	"municipality_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"person_id" uuid NOT NULL,
	"consent" text NOT NULL,
	"agreed_on" date NOT NULL,
	CONSTRAINT "delegate_candidate_municipality_id_question_id_choice_pk" PRIMARY KEY("municipality_id","question_id","choice")
);
--> statement-breakpoint
ALTER TABLE "vote_question" ADD COLUMN "seats" smallint;
--> statement-breakpoint
ALTER TABLE "vote_question" ADD CONSTRAINT "vote_question_seats_sane" CHECK ("vote_question"."seats" between 1 and 12);
--> statement-breakpoint
ALTER TABLE "delegate_candidate" ADD CONSTRAINT "delegate_candidate_question" FOREIGN KEY ("municipality_id","question_id") REFERENCES "public"."vote_question"("municipality_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "delegate_candidate" ADD CONSTRAINT "delegate_candidate_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
