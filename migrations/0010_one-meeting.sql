-- One meeting for every kind: what sessions and focus groups share moves into one table, their leaders, people,
-- invitations, photos, locks and notes into tables of a meeting. Ids stay, so do counts and everything that names them.
-- The owner may not pass by the wall between municipalities: it says that this is the system's work.
select set_config('ashar.system', 'on', true);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" uuid NOT NULL,
	"municipality_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cycle_id" uuid NOT NULL,
	"village_id" uuid,
	"once" text,
	"state" text DEFAULT 'planned' NOT NULL,
	"planned_on" date,
	"starts_at" time(0),
	"ends_at" time(0),
	"venue" text DEFAULT '' NOT NULL,
	"planned_people" smallint,
	"planned_women" smallint,
	"held_on" date,
	"held_venue" text,
	"attendance" text DEFAULT 'counts' NOT NULL,
	"women" smallint,
	"men" smallint,
	"guests" smallint,
	"deputies" smallint,
	"executives" smallint,
	"organisations" smallint,
	"revision" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"finished_by" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_municipality_id_id_pk" PRIMARY KEY("municipality_id","id"),
	CONSTRAINT "meeting_people_sane" CHECK (coalesce("meeting"."women", 0) between 0 and 999 and coalesce("meeting"."men", 0) between 0 and 999 and coalesce("meeting"."guests", 0) between 0 and 999),
	CONSTRAINT "meeting_closed_has_date" CHECK ("meeting"."state" <> 'closed' or "meeting"."closed_at" is not null),
	CONSTRAINT "meeting_times" CHECK ("meeting"."ends_at" is null or "meeting"."starts_at" is null or "meeting"."ends_at" > "meeting"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "meeting_leader" (
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"planned_on" date,
	"starts_at" time(0),
	"ends_at" time(0),
	CONSTRAINT "meeting_leader_municipality_id_meeting_id_person_id_pk" PRIMARY KEY("municipality_id","meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_note" (
	"municipality_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"part" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "meeting_note_municipality_id_meeting_id_part_pk" PRIMARY KEY("municipality_id","meeting_id","part")
);
--> statement-breakpoint
insert into meeting (id, municipality_id, kind, cycle_id, village_id, once, state, planned_on, starts_at, ends_at, venue,
    planned_people, planned_women, held_on, held_venue, attendance, women, men, guests, deputies, executives, revision,
    finished_at, finished_by, closed_at, closed_by, created_at, updated_at)
  select id, municipality_id, 'session', cycle_id, village_id,
         case when audience is null then concat_ws(' ', age_group, sex_mode, part) end,
         state, planned_on, starts_at, ends_at, venue, planned_people, planned_women, held_on, held_venue, attendance,
         women, men, guests, deputies, executives, revision, finished_at, finished_by, closed_at, closed_by, created_at,
         updated_at
    from session;
--> statement-breakpoint
insert into meeting (id, municipality_id, kind, cycle_id, village_id, state, planned_on, starts_at, ends_at, venue, held_on,
    held_venue, attendance, women, men, deputies, executives, organisations, revision, finished_at, finished_by,
    closed_at, closed_by, created_at, updated_at)
  select id, municipality_id, 'focusGroup', cycle_id, village_id, state, planned_on, starts_at, ends_at, venue, held_on,
         held_venue, attendance, women, men, deputies, executives, organisations, revision, finished_at, finished_by,
         closed_at, closed_by, created_at, updated_at
    from focus_group;
--> statement-breakpoint
insert into meeting_note (municipality_id, meeting_id, part, text)
  select s.municipality_id, s.id, n.part, n.text from session s, lateral (values
      ('opening', s.opening_notes), ('resources', s.resource_notes), ('institutions', s.institution_notes),
      ('competence', s.competence_notes), ('budget', s.budget_notes), ('gallery', s.gallery_notes),
      ('closing', s.closing_notes)) n (part, text)
   where n.text <> ''
  union all
  select g.municipality_id, g.id, n.part, n.text from focus_group g, lateral (values
      ('opening', g.opening_notes), ('causes', g.causes_notes), ('consequences', g.consequences_notes),
      ('solutions', g.solutions_notes), ('candidates', g.candidates_notes), ('closing', g.closing_notes)) n (part, text)
   where n.text <> '';
--> statement-breakpoint
alter table meeting_leader add constraint meeting_leader_one_place exclude using gist (
  municipality_id with =, person_id with =,
  tsrange(planned_on + starts_at, planned_on + coalesce(ends_at, starts_at + interval '150 minutes')) with &&
) where (planned_on is not null and starts_at is not null);
--> statement-breakpoint
insert into meeting_leader (municipality_id, meeting_id, person_id, role, planned_on, starts_at, ends_at)
  select municipality_id, session_id, person_id, role, planned_on, starts_at, ends_at from session_facilitator;
--> statement-breakpoint
-- Until now somebody could lead a focus group while leading elsewhere. Such a leader stays, without the hours that
-- cannot both be true: whoever moves that meeting is told.
do $$
declare led record;
begin
  for led in
    select f.municipality_id, f.focus_group_id, f.person_id, f.role, g.planned_on, g.starts_at, g.ends_at, g.state
      from focus_facilitator f
      join focus_group g on g.municipality_id = f.municipality_id and g.id = f.focus_group_id
     order by g.created_at, f.focus_group_id, f.person_id
  loop
    begin
      insert into meeting_leader (municipality_id, meeting_id, person_id, role, planned_on, starts_at, ends_at)
      select led.municipality_id, led.focus_group_id, led.person_id, led.role,
             case when led.state <> 'cancelled' then led.planned_on end,
             case when led.state <> 'cancelled' then led.starts_at end,
             case when led.state <> 'cancelled' then led.ends_at end;
    exception when exclusion_violation then
      insert into meeting_leader (municipality_id, meeting_id, person_id, role)
      values (led.municipality_id, led.focus_group_id, led.person_id, led.role);
    end;
  end loop;
end $$;
--> statement-breakpoint
alter table "invitation" drop constraint "invitation_session";
--> statement-breakpoint
alter table "invitation" rename column session_id to meeting_id;
--> statement-breakpoint
alter table "invitation" rename constraint "invitation_municipality_id_session_id_person_id_pk" to "invitation_municipality_id_meeting_id_person_id_pk";
--> statement-breakpoint
alter table "participant" drop constraint "participant_session";
--> statement-breakpoint
alter table "participant" rename column session_id to meeting_id;
--> statement-breakpoint
alter table "participant" rename constraint "participant_session_key" to "participant_meeting_key";
--> statement-breakpoint
alter table "session_photo" drop constraint "session_photo_session_key";
--> statement-breakpoint
alter table "session_photo" rename to "meeting_photo";
--> statement-breakpoint
alter table "meeting_photo" rename column session_id to meeting_id;
--> statement-breakpoint
alter table "meeting_photo" rename constraint "session_photo_municipality_id_id_pk" to "meeting_photo_municipality_id_id_pk";
--> statement-breakpoint
alter index "session_photo_session" rename to "meeting_photo_meeting";
--> statement-breakpoint
alter table "session_lock" drop constraint "session_lock_session_key";
--> statement-breakpoint
alter table "session_lock" rename to "meeting_lock";
--> statement-breakpoint
alter table "meeting_lock" rename column session_id to meeting_id;
--> statement-breakpoint
alter table "meeting_lock" rename constraint "session_lock_municipality_id_id_pk" to "meeting_lock_municipality_id_id_pk";
--> statement-breakpoint
alter index "session_lock_session" rename to "meeting_lock_meeting";
--> statement-breakpoint
-- A phone may have carried somebody's id from a session into a focus group: the second gets one of its own.
insert into participant (id, municipality_id, meeting_id, number, full_name, sex, age, age_band, occupation, contact, street,
    kind, for_initiative_group, for_monitoring, created_at, updated_at)
  select case when exists (select from participant p where p.municipality_id = f.municipality_id and p.id = f.id)
              then gen_random_uuid() else f.id end,
         municipality_id, focus_group_id, number, full_name, sex, age, age_band, occupation, contact, street, kind,
         for_initiative_group, for_monitoring, created_at, updated_at
    from focus_participant f;
--> statement-breakpoint
-- Closings and reopenings of focus groups stood in the log of changes alone; their history begins with them.
insert into meeting_lock (id, municipality_id, meeting_id, kind, reason, by_account_id, by_name, at)
  select gen_random_uuid(), a.municipality_id, g.id,
         case a.action when 'needs.close-focus-group' then 'closed' else 'reopened' end, a.details ->> 'reason',
         a.account_id, a.actor_name, a.at
    from audit_entry a
    join focus_group g on g.municipality_id = a.municipality_id and g.id::text = a.subject_id
   where a.action in ('needs.close-focus-group', 'needs.reopen-focus-group');
--> statement-breakpoint
drop table "session_facilitator";
--> statement-breakpoint
drop table "focus_facilitator";
--> statement-breakpoint
drop table "focus_participant";
--> statement-breakpoint
drop index "session_group_once";
--> statement-breakpoint
alter table "session" drop constraint "session_municipality_id_unit_id_fk",
  drop column "cycle_id",
  drop column "village_id",
  drop column "state",
  drop column "planned_on",
  drop column "starts_at",
  drop column "ends_at",
  drop column "venue",
  drop column "planned_people",
  drop column "planned_women",
  drop column "held_on",
  drop column "held_venue",
  drop column "attendance",
  drop column "women",
  drop column "men",
  drop column "guests",
  drop column "deputies",
  drop column "executives",
  drop column "resource_notes",
  drop column "institution_notes",
  drop column "budget_notes",
  drop column "gallery_notes",
  drop column "opening_notes",
  drop column "competence_notes",
  drop column "closing_notes",
  drop column "revision",
  drop column "finished_at",
  drop column "finished_by",
  drop column "closed_at",
  drop column "closed_by",
  drop column "created_at",
  drop column "updated_at";
--> statement-breakpoint
alter table "focus_group" drop constraint "focus_group_municipality_id_unit_id_fk",
  drop column "cycle_id",
  drop column "village_id",
  drop column "state",
  drop column "planned_on",
  drop column "starts_at",
  drop column "ends_at",
  drop column "venue",
  drop column "held_on",
  drop column "held_venue",
  drop column "attendance",
  drop column "women",
  drop column "men",
  drop column "deputies",
  drop column "executives",
  drop column "organisations",
  drop column "opening_notes",
  drop column "causes_notes",
  drop column "consequences_notes",
  drop column "solutions_notes",
  drop column "candidates_notes",
  drop column "closing_notes",
  drop column "revision",
  drop column "finished_at",
  drop column "finished_by",
  drop column "closed_at",
  drop column "closed_by",
  drop column "created_at",
  drop column "updated_at";
--> statement-breakpoint
CREATE INDEX "meeting_village" ON "meeting" USING btree ("municipality_id","cycle_id","kind","village_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_once" ON "meeting" USING btree ("municipality_id","cycle_id","kind","village_id","once") WHERE "meeting"."state" <> 'cancelled' and "meeting"."once" is not null;
--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_village_id_unit_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_cycle" FOREIGN KEY ("municipality_id","cycle_id") REFERENCES "public"."cycle"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_leader" ADD CONSTRAINT "meeting_leader_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_leader" ADD CONSTRAINT "meeting_leader_person" FOREIGN KEY ("municipality_id","person_id") REFERENCES "public"."person"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_note" ADD CONSTRAINT "meeting_note_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_lock" ADD CONSTRAINT "meeting_lock_meeting_key" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_photo" ADD CONSTRAINT "meeting_photo_meeting_key" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_meeting" FOREIGN KEY ("municipality_id","meeting_id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_meeting" FOREIGN KEY ("municipality_id","id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "focus_group" ADD CONSTRAINT "focus_group_meeting" FOREIGN KEY ("municipality_id","id") REFERENCES "public"."meeting"("municipality_id","id") ON DELETE no action ON UPDATE no action;
