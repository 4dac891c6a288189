ALTER TABLE "publication" ADD COLUMN "reason" text;
--> statement-breakpoint
-- What was told in the journal alone until now.
update publication p set reason = a.details ->> 'reason'
  from audit_entry a
 where a.municipality_id = p.municipality_id and a.subject_id = p.id::text
   and a.action in ('needs.publish-municipality-priorities', 'needs.publish-village-priorities')
   and (a.details ->> 'open')::int > 0;
