CREATE TABLE "venn_organisation" (
	"municipality_id" uuid NOT NULL,
	"village_id" uuid NOT NULL,
	"name_key" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	CONSTRAINT "venn_organisation_municipality_id_village_id_name_key_pk" PRIMARY KEY("municipality_id","village_id","name_key")
);
--> statement-breakpoint
CREATE INDEX "venn_organisation_of" ON "venn_organisation" USING btree ("municipality_id","organisation_id");
--> statement-breakpoint
ALTER TABLE "venn_organisation" ADD CONSTRAINT "venn_organisation_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "venn_organisation" ADD CONSTRAINT "venn_organisation_organisation" FOREIGN KEY ("municipality_id","organisation_id") REFERENCES "public"."organisation"("municipality_id","id") ON DELETE no action ON UPDATE no action;
