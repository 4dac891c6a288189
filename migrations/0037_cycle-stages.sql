CREATE TABLE "cycle_stage" (
	"municipality_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"mark" text NOT NULL,
	"on" date,
	"reason" text DEFAULT '' NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cycle_stage_municipality_id_cycle_id_stage_pk" PRIMARY KEY("municipality_id","cycle_id","stage"),
	CONSTRAINT "cycle_stage_reason" CHECK ("cycle_stage"."mark" not in ('later', 'skipped') or length("cycle_stage"."reason") > 0),
	CONSTRAINT "cycle_stage_later" CHECK (("cycle_stage"."mark" = 'later') = ("cycle_stage"."on" is not null))
);
--> statement-breakpoint
ALTER TABLE "cycle" ADD COLUMN "finished_by" text;
--> statement-breakpoint
ALTER TABLE "cycle" ADD COLUMN "finished_reason" text;
--> statement-breakpoint
ALTER TABLE "cycle" ADD COLUMN "finished_numbers" jsonb;
--> statement-breakpoint
ALTER TABLE "cycle_stage" ADD CONSTRAINT "cycle_stage_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- A frozen cycle: what was counted in it stays as it was. The second wall behind the commands; restoring a backup writes past it.
CREATE FUNCTION keep_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r record;
  c uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
  CASE TG_ARGV[0]
    WHEN 'own' THEN c := r.cycle_id;
    -- A gathering or a hearing is held at any time of the year and counts nothing of the cycle.
    WHEN 'meeting' THEN IF r.kind IN ('session', 'focusGroup', 'planning') THEN c := r.cycle_id; END IF;
    WHEN 'session' THEN SELECT cycle_id INTO c FROM meeting WHERE municipality_id = r.municipality_id AND id = r.session_id;
    WHEN 'statement' THEN SELECT m.cycle_id INTO c FROM statement s
      JOIN meeting m ON m.municipality_id = s.municipality_id AND m.id = s.session_id
      WHERE s.municipality_id = r.municipality_id AND s.id = r.statement_id;
    WHEN 'focus' THEN SELECT cycle_id INTO c FROM meeting WHERE municipality_id = r.municipality_id AND id = r.focus_group_id;
    WHEN 'problem' THEN SELECT cycle_id INTO c FROM problem WHERE municipality_id = r.municipality_id AND id = r.problem_id;
    WHEN 'plan' THEN SELECT cycle_id INTO c FROM joint_plan WHERE municipality_id = r.municipality_id AND id = r.plan_id;
    WHEN 'item' THEN SELECT p.cycle_id INTO c FROM plan_item i
      JOIN joint_plan p ON p.municipality_id = i.municipality_id AND p.id = i.plan_id
      WHERE i.municipality_id = r.municipality_id AND i.id = r.item_id;
  END CASE;
  IF EXISTS (SELECT 1 FROM cycle WHERE municipality_id = r.municipality_id AND id = c AND finished_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The cycle is frozen.' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_frozen';
  END IF;
  RETURN r;
END
$$;
--> statement-breakpoint
CREATE TRIGGER meeting_frozen BEFORE INSERT OR UPDATE OF state, revision, women, men, held_on OR DELETE ON meeting FOR EACH ROW EXECUTE FUNCTION keep_frozen('meeting');
--> statement-breakpoint
CREATE TRIGGER statement_frozen BEFORE INSERT ON statement FOR EACH ROW EXECUTE FUNCTION keep_frozen('session');
--> statement-breakpoint
CREATE TRIGGER grouping_frozen BEFORE INSERT ON "grouping" FOR EACH ROW EXECUTE FUNCTION keep_frozen('statement');
--> statement-breakpoint
CREATE TRIGGER problem_merge_frozen BEFORE INSERT OR UPDATE ON problem_merge FOR EACH ROW EXECUTE FUNCTION keep_frozen('own');
--> statement-breakpoint
CREATE TRIGGER focus_entry_frozen BEFORE INSERT OR UPDATE OR DELETE ON focus_entry FOR EACH ROW EXECUTE FUNCTION keep_frozen('focus');
--> statement-breakpoint
CREATE TRIGGER focus_join_frozen BEFORE INSERT OR UPDATE ON focus_join FOR EACH ROW EXECUTE FUNCTION keep_frozen('own');
--> statement-breakpoint
CREATE TRIGGER problem_verdict_frozen BEFORE INSERT OR UPDATE ON problem_verdict FOR EACH ROW EXECUTE FUNCTION keep_frozen('problem');
--> statement-breakpoint
CREATE TRIGGER joint_plan_frozen BEFORE INSERT OR UPDATE OF state, from_year, to_year ON joint_plan FOR EACH ROW EXECUTE FUNCTION keep_frozen('own');
--> statement-breakpoint
CREATE TRIGGER plan_item_frozen BEFORE INSERT OR UPDATE OF name, cost, state, task_id, starts_on, ends_on OR DELETE ON plan_item FOR EACH ROW EXECUTE FUNCTION keep_frozen('plan');
--> statement-breakpoint
CREATE TRIGGER plan_task_frozen BEFORE INSERT OR UPDATE OR DELETE ON plan_task FOR EACH ROW EXECUTE FUNCTION keep_frozen('plan');
--> statement-breakpoint
CREATE TRIGGER plan_problem_frozen BEFORE INSERT OR UPDATE OR DELETE ON plan_problem FOR EACH ROW EXECUTE FUNCTION keep_frozen('plan');
--> statement-breakpoint
CREATE TRIGGER commitment_frozen BEFORE INSERT OR UPDATE OR DELETE ON commitment FOR EACH ROW EXECUTE FUNCTION keep_frozen('item');
