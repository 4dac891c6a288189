CREATE TABLE "plan_import" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"items" jsonb NOT NULL,
	"said" jsonb NOT NULL,
	"state" text DEFAULT 'preview' NOT NULL,
	"by_account_id" text NOT NULL,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_import_municipality_id_id_pk" PRIMARY KEY("municipality_id","id")
);
--> statement-breakpoint
CREATE INDEX "plan_import_of_plan" ON "plan_import" USING btree ("municipality_id","plan_id");
--> statement-breakpoint
ALTER TABLE "plan_import" ADD CONSTRAINT "plan_import_plan" FOREIGN KEY ("municipality_id","plan_id") REFERENCES "public"."joint_plan"("municipality_id","id") ON DELETE no action ON UPDATE no action;
