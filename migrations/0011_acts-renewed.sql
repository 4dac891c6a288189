ALTER TABLE "act" ALTER COLUMN "number" SET DATA TYPE text;
--> statement-breakpoint
ALTER TABLE "act" ADD COLUMN "running" integer;
--> statement-breakpoint
SELECT set_config('ashar.system', 'on', true);
--> statement-breakpoint
UPDATE "act" SET "running" = "number"::integer WHERE "number" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "act" ADD COLUMN "replaces_id" uuid;
--> statement-breakpoint
ALTER TABLE "act" ADD CONSTRAINT "act_replaces" FOREIGN KEY ("municipality_id","replaces_id") REFERENCES "public"."act"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- An annulled order of a cycle had no next draft: the cycle stood still. It gets one.
INSERT INTO "act" ("id", "municipality_id", "cycle_id", "type", "issuing_body", "template", "subject_id", "title_ky", "title_ru")
SELECT DISTINCT ON (a.municipality_id, a.cycle_id, a.template, a.subject_id)
       gen_random_uuid(), a.municipality_id, a.cycle_id, a.type, a.issuing_body, a.template, a.subject_id, a.title_ky, a.title_ru
  FROM "act" a
 WHERE a.state = 'annulled' AND a.template IS NOT NULL AND a.cycle_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM "act" s WHERE s.municipality_id = a.municipality_id AND s.cycle_id = a.cycle_id
                    AND s.template = a.template AND s.subject_id IS NOT DISTINCT FROM a.subject_id AND s.state <> 'annulled')
 ORDER BY a.municipality_id, a.cycle_id, a.template, a.subject_id, a.id DESC;
