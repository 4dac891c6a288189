-- Nobody leads or records in two places at once: the same person, the same day, hours that overlap.
alter table session_facilitator add constraint session_facilitator_one_place exclude using gist (
  municipality_id with =, person_id with =,
  tsrange(planned_on + starts_at, planned_on + coalesce(ends_at, starts_at + interval '150 minutes')) with &&
) where (planned_on is not null and starts_at is not null);
-- A problem is merged away once at a time in one list; the municipality's list has no village.
create unique index problem_merge_standing on problem_merge
  (municipality_id, from_problem_id, coalesce(village_id, '00000000-0000-0000-0000-000000000000'::uuid)) where undone_at is null;
-- One group meets once in a village's cycle, or once per part in a large village.
create unique index session_group_once on session
  (municipality_id, cycle_id, village_id, age_group, sex_mode, part) where state <> 'cancelled' and audience is null;
