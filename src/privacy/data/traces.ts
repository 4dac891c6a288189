import { sql, type SQL } from 'drizzle-orm';
import { wideLetters } from '../../methods/names.ts';
import { initialsPattern, personPattern, personWords } from '../../methods/person-names.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';

/** Rows of a person that are erased by a tick. */
export const traceKinds = ['person', 'participant', 'focus-participant', 'speaker', 'waiting'] as const;
export type TraceKind = (typeof traceKinds)[number];

export type Trace = {
  readonly kind: TraceKind;
  readonly id: string;
  readonly name: string;
  /** What else stands there: telephone, occupation, street. */
  readonly about: string;
  /** Session or focus group, with its village and age group; empty for the list of people. */
  readonly meetingId: string | null;
  readonly where: string;
  readonly on: string | null;
  /** Signs in to Ashar: the account must be ended first. */
  readonly signsIn: boolean;
};

/** A text, paper or photo that somebody must read: the program cannot know whom it speaks of. */
export const mentionKinds = [
  'statement',
  'notes',
  'resource',
  'institution',
  'focus-notes',
  'focus-topic',
  'focus-entry',
  'planning-entry',
  'planning-notes',
  'planning-vote',
  'public-speech',
  'public-agenda',
  'public-notes',
  'public-vote',
  'problem',
  'work-plan',
  'plan-item',
  'commitment',
  'group',
  'organisation',
  'readiness',
  'act',
  'publication',
  'photo',
  'import',
] as const;
export type Mention = {
  readonly kind: (typeof mentionKinds)[number];
  readonly id: string;
  /** Of an item or a contribution: its plan. */
  readonly meetingId: string | null;
  readonly excerpt: string;
  /** Words of the query that stand there, as they were typed. */
  readonly found: string;
};

const mostTraces = 200;
const mostMentions = 100;

/**
 * Where a person stands. The words of `query` must be part of the name in any order (of a name of three words two are
 * enough, so that a patronymic hides nobody, and one beside the initial of another), or its digits (6 or more) of the
 * telephone.
 * Answers nothing for fewer than 3 letters.
 */
export async function tracesOf(scope: MunicipalityScope, query: string): Promise<Trace[]> {
  const asked = wordsOf(query);
  if (!asked) return [];
  const { municipalityId } = scope;
  const found = await scope.tx.execute<Trace>(sql`
    select * from (
      select 'person' as kind, p.id, p.full_name as name,
             concat_ws(', ', nullif(p.occupation, ''), p.street, c.phone, c.email, c.address) as about,
             null::uuid as "meetingId", '' as "where", null as on, p.account_id is not null as "signsIn"
        from person p left join person_contact c
          on c.municipality_id = p.municipality_id and c.person_id = p.id
       where p.municipality_id = ${municipalityId} and p.removed_at is null
         and (${named(sql`p.full_name`, asked)} or ${reached(sql`c.phone`, asked)})
      union all
      select case m.kind when 'focusGroup' then 'focus-participant' else 'participant' end, w.id, coalesce(w.full_name, ''), concat_ws(', ', w.occupation, w.street, w.contact),
             m.id, concat_ws(', ', v.name_ky, s.age_group), m.held_on::text, false
        from participant w
        join meeting m on m.municipality_id = w.municipality_id and m.id = w.meeting_id
        left join session s on s.municipality_id = m.municipality_id and s.id = m.id
        left join lateral (select name_ky from unit_version u where u.unit_id = m.village_id
                            order by valid_from desc limit 1) v on true
       where w.municipality_id = ${municipalityId}
         and (${named(sql`w.full_name`, asked)} or ${reached(sql`w.contact`, asked)})
      union all
      select 'speaker', s.id, s.resident_name || s.official, left(s.text, 100), m.id, v.title, m.held_on::text, false
        from speech s
        join meeting m on m.municipality_id = s.municipality_id and m.id = s.meeting_id
        join public_meeting v on v.municipality_id = m.municipality_id and v.id = m.id
       where s.municipality_id = ${municipalityId} and ${named(sql`s.resident_name || s.official`, asked)}
      union all
      select 'waiting', d.id, d.full_name, '', m.id, coalesce(v.title, ''), m.planned_on::text, false
        from door_waiting d
        join meeting m on m.municipality_id = d.municipality_id and m.id = d.meeting_id
        left join public_meeting v on v.municipality_id = m.municipality_id and v.id = m.id
       where d.municipality_id = ${municipalityId} and ${named(sql`d.full_name`, asked)}) t
     order by name collate "ky-x-icu", kind, id limit ${mostTraces}`);
  return found.rows;
}

/** Texts that hold the words, and photos of the meetings where the person is listed. */
export async function mentionsOf(scope: MunicipalityScope, query: string): Promise<Mention[]> {
  const asked = wordsOf(query);
  if (!asked || asked.words.length === 0) return [];
  const found = await scope.tx.execute<Mention>(sql`
    select kind, id, "meetingId", left(excerpt, 300) as excerpt, ${wordsIn(sql`whole`, asked)} as found from (
      ${sql.join(textsOf(scope, asked), sql` union all `)}) t
     where ${named(sql`whole`, asked)}
     order by kind, id limit ${mostMentions}`);
  return found.rows;
}

/** One query for each kind of text: where it stands, what is shown of it, and the whole that is looked through. */
function textsOf({ municipalityId }: MunicipalityScope, asked: Asked): SQL[] {
  const here = sql`municipality_id = ${municipalityId}`;
  const words = (...columns: string[]) =>
    sql`concat_ws(' · ', ${sql.join(
      columns.map((column) => sql`nullif(${sql.identifier(column)}, '')`),
      sql`, `,
    )})`;
  const text = (
    kind: Mention['kind'],
    table: string,
    meeting: string | null,
    shown: SQL,
    whole = shown,
  ) => sql`
    select ${kind}::text as kind, id::text as id,
           ${meeting === null ? sql`null::uuid` : sql.identifier(meeting)} as "meetingId",
           ${shown} as excerpt, ${whole} as whole
      from ${sql.identifier(table)} where ${here}`;
  return [
    text('statement', 'statement', 'session_id', words('text', 'correction_reason')),
    text('resource', 'resource_object', 'session_id', words('name', 'note')),
    text('institution', 'institution', 'session_id', words('name', 'judgement')),
    text('focus-entry', 'focus_entry', 'focus_group_id', words('text', 'who')),
    text('planning-entry', 'planning_entry', 'meeting_id', words('text', 'who')),
    text('problem', 'problem', null, words('name', 'description')),
    // What the working group wrote of the focus groups' lines, where the first of them was said.
    sql`select 'focus-entry', j.id::text, (select min(e.focus_group_id::text)::uuid from focus_join_line l
                join focus_entry e on e.municipality_id = l.municipality_id and e.id = l.entry_id
               where l.municipality_id = j.municipality_id and l.join_id = j.id), j.text, j.text
          from focus_join j where j.municipality_id = ${municipalityId}`,
    sql`select 'problem', v.problem_id::text, null::uuid, concat_ws(' · ', v.helper, v.reason),
               concat_ws(' · ', v.helper, v.reason)
          from problem_verdict v where v.municipality_id = ${municipalityId}`,
    text(
      'work-plan',
      'work_plan_item',
      null,
      words('text_ky', 'responsible_text', 'result_ky', 'text_ru', 'result_ru'),
    ),
    // An item with what was said of it, its steps and indicators; its plan stands where a meeting would.
    sql`select 'plan-item', i.id::text, i.plan_id, i.name,
               concat_ws(' · ', i.name, i.name_other, i.responsible_text, i.co_executors, i.beneficiaries, i.risks, i.partner,
                 i.dropped_reason,
                 (select string_agg(concat_ws(' ', x.text, x.result), ' · ') from plan_step x
                   where x.municipality_id = i.municipality_id and x.item_id = i.id),
                 (select string_agg(concat_ws(' ', x.text, x.source, x.document), ' · ') from plan_indicator x
                   where x.municipality_id = i.municipality_id and x.item_id = i.id),
                 (select string_agg(x.text, ' · ') from plan_comment x
                   where x.municipality_id = i.municipality_id and x.item_id = i.id))
          from plan_item i where i.municipality_id = ${municipalityId}`,
    sql`select 'commitment', i.id::text, i.plan_id, concat_ws(' · ', i.name, c.promiser),
               concat_ws(' · ', c.promiser, c.quantity, c.valuation, c.withdrawn_reason)
          from commitment c join plan_item i on i.municipality_id = c.municipality_id and i.id = c.item_id
         where c.municipality_id = ${municipalityId}`,
    // A business may be called by a person's name, and its telephone may be somebody's own.
    sql`select 'organisation', o.id::text, null::uuid, o.name_ky,
               concat_ws(' · ', o.name_ky, o.name_ru, o.phone, o.email, o.address)
          from organisation o where o.municipality_id = ${municipalityId}`,
    sql`select 'group', g.id::text, null::uuid, b.name_ky,
               concat_ws(' · ', g.regulation, g.place, g.balance_words,
                 (select string_agg(concat_ws(' ', x.text, x.who), ' · ') from group_note x
                   where x.municipality_id = g.municipality_id and x.group_id = g.id),
                 (select string_agg(x.left_reason, ' · ') from group_member x
                   where x.municipality_id = g.municipality_id and x.group_id = g.id))
          from initiative_group g join body b on b.municipality_id = g.municipality_id and b.id = g.id
         where g.municipality_id = ${municipalityId}`,
    text(
      'act',
      'act',
      null,
      sql`title_ky`,
      sql`concat_ws(' ', title_ky, title_ru, note, annulled_reason, documents::text)`,
    ),
    // What befell a signed act is never changed; it stands on the act's page.
    sql`select 'act', act_id::text, null, text, text from act_event where ${here}`,
    text('public-speech', 'speech', 'meeting_id', words('official', 'resident_name', 'text')),
    text(
      'public-agenda',
      'agenda_item',
      'meeting_id',
      words('text', 'other', 'speaker', 'heard', 'decision'),
      sql`concat_ws(' · ', ${words('text', 'other', 'speaker', 'heard', 'decision')},
            (select string_agg(e.text, ' · ') from agenda_event e
              where e.municipality_id = agenda_item.municipality_id and e.item_id = agenda_item.id))`,
    ),
    sql`select case m.kind when 'planning' then 'planning-vote' else 'public-vote' end, q.id::text, m.id, q.text,
               concat_ws(' · ', q.text, q.options::text, q.annul_reason,
                 (select string_agg(v.full_name, ' · ' order by v.place) from vote_member v
                   where v.municipality_id = q.municipality_id and v.question_id = q.id),
                 (select string_agg(e.text, ' · ') from decision_event e
                   where e.municipality_id = q.municipality_id and e.question_id = q.id),
                 (select string_agg(v.dissent, ' · ') from member_vote v
                   where v.municipality_id = q.municipality_id and v.question_id = q.id))
          from vote_question q join meeting m on m.municipality_id = q.municipality_id and m.id = q.meeting_id
         where q.municipality_id = ${municipalityId}`,
    text('publication', 'publication', null, sql`concat_ws(' · ', year, kind)`, sql`snapshot::text`),
    text(
      'import',
      'session_import',
      null,
      sql`file_name`,
      sql`concat_ws(' ', file_name, rows::text, summary::text)`,
    ),
    text(
      'import',
      'plan_import',
      null,
      sql`file_name`,
      sql`concat_ws(' ', file_name, items::text, said::text)`,
    ),
    sql`select 'focus-topic', problem_id::text, focus_group_id, ${words('description', 'subgroup')},
               ${words('description', 'subgroup')} from focus_topic where ${here}`,
    sql`select case m.kind when 'focusGroup' then 'focus-notes' when 'planning' then 'planning-notes' when 'public' then 'public-notes' else 'notes' end, m.id::text, m.id, said, said
          from meeting m
          left join session s on s.municipality_id = m.municipality_id and s.id = m.id
          left join focus_group g on g.municipality_id = m.municipality_id and g.id = m.id
          left join public_meeting p on p.municipality_id = m.municipality_id and p.id = m.id,
          lateral (select concat_ws(' · ', nullif(m.venue, ''), nullif(m.held_venue, ''), nullif(s.audience_reason, ''),
                     nullif(g.criteria, ''), ${aboutPublic}, (select string_agg(n.text, ' · ' order by n.part) from meeting_note n
                       where n.municipality_id = m.municipality_id and n.meeting_id = m.id)) as said) t
         where m.municipality_id = ${municipalityId}`,
    sql`select 'readiness', cycle_id || '/' || question, null, note, note from readiness_answer where ${here}`,
    sql`select 'photo', p.id::text, p.meeting_id, concat_ws(' · ', nullif(p.caption, ''), w.full_name),
               concat_ws(' ', p.caption, w.full_name)
          from meeting_photo p left join lateral (
            select full_name from participant w where w.municipality_id = p.municipality_id
               and w.meeting_id = p.meeting_id and ${named(sql`w.full_name`, asked)} limit 1) w on true
         where p.municipality_id = ${municipalityId} and p.file_id is not null`,
  ];
}

/** What was typed of a public meeting `m`, `p` beside its record: who is told to do what, why it was moved. */
const aboutPublic = sql`case when p.id is not null then concat_ws(' · ',
  p.title, p.title_other, p.street, p.answer_reason, p.access, p.transport, p.hour_suits, p.nature, p.who_comes,
  p.study_place, p.proposals_how, p.budget_facts, p.notice_other, p.order_text, p.sent_to,
  (select string_agg(concat_ws(' ', x.venue, x.reason), ' · ') from meeting_move x
    where x.municipality_id = m.municipality_id and x.meeting_id = m.id),
  (select string_agg(x.responsible, ' · ') from checklist_item x
    where x.municipality_id = m.municipality_id and x.meeting_id = m.id),
  (select string_agg(x.place, ' · ') from notice_posting x
    where x.municipality_id = m.municipality_id and x.meeting_id = m.id)) end`;

type Asked = {
  /** Words of the name as folded. */
  readonly words: readonly string[];
  readonly digits: string;
};

function wordsOf(query: string): Asked | undefined {
  const plain = query.trim().slice(0, 200);
  const digits = plain.replace(/\D/g, '');
  const words = personWords(plain);
  if (words.join('').length < 3 && digits.length < 6) return undefined;
  return { words, digits: digits.length >= 6 ? digits : '' };
}

/** The text as the database folds it: ө as о, Latin letters as the Cyrillic ones they look like. */
const folded = (text: SQL): SQL =>
  sql`translate(lower(normalize(coalesce(${text}, ''), NFKC)), ${wideLetters.from}, ${wideLetters.to})`;

/** All words of the name stand in the text, in any order, or two of a longer name beside each other, or one and an initial. */
function named(text: SQL, { words }: Asked): SQL {
  if (words.length === 0) return sql`false`;
  const all = sql.join(
    words.map((word) => sql`${folded(text)} like ${`%${word}%`}`),
    sql` and `,
  );
  const patterns = [words.length > 2 ? personPattern(words) : undefined, initialsPattern(words)];
  const pattern = patterns.filter((one) => one !== undefined).join('|');
  return pattern === '' ? sql`(${all})` : sql`(${all} or ${folded(text)} ~ ${pattern})`;
}

/** Which of the words stand in the text. */
const wordsIn = (text: SQL, { words }: Asked): SQL =>
  sql`concat_ws(' ', ${sql.join(
    words.map((word) => sql`case when ${folded(text)} like ${`%${word}%`} then ${word}::text end`),
    sql`, `,
  )})`;

/** Whether a text names one of these people, whatever the order and spelling of the name. */
export function namesAny(text: SQL, names: readonly string[]): SQL {
  const conditions = names.flatMap((name) => {
    const words = personWords(name);
    const pattern = personPattern(words);
    if (pattern !== undefined) return [sql`${folded(text)} ~ ${pattern}`];
    return words.length === 0 ? [] : [sql`${folded(text)} like ${`%${words[0]}%`}`];
  });
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
}

const reached = (text: SQL, { digits }: Asked): SQL =>
  digits === ''
    ? sql`false`
    : sql`regexp_replace(coalesce(${text}, ''), '[^0-9]', '', 'g') like ${`%${digits}%`}`;
