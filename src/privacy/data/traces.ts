import { sql, type SQL } from 'drizzle-orm';
import type { MunicipalityScope } from '../../platform/db/scope.ts';

/** Rows of a person that are erased by a tick. */
export const traceKinds = ['person', 'participant', 'focus-participant'] as const;
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
  'focus-entry',
  'problem',
  'act',
  'photo',
  'import',
] as const;
export type Mention = {
  readonly kind: (typeof mentionKinds)[number];
  readonly id: string;
  readonly meetingId: string | null;
  readonly excerpt: string;
};

const mostTraces = 200;
const mostMentions = 100;

/**
 * Where a person stands. Each word of `query` must be part of the name, or its digits (6 or more) of the telephone.
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
      select 'participant', w.id, coalesce(w.full_name, ''), concat_ws(', ', w.occupation, w.street, w.contact),
             s.id, concat_ws(', ', v.name_ky, s.age_group), s.held_on::text, false
        from participant w
        join session s on s.municipality_id = w.municipality_id and s.id = w.session_id
        left join lateral (select name_ky from unit_version u where u.unit_id = s.village_id
                            order by valid_from desc limit 1) v on true
       where w.municipality_id = ${municipalityId}
         and (${named(sql`w.full_name`, asked)} or ${reached(sql`w.contact`, asked)})
      union all
      select 'focus-participant', w.id, coalesce(w.full_name, ''), concat_ws(', ', w.occupation, w.street, w.contact),
             g.id, coalesce(v.name_ky, ''), g.held_on::text, false
        from focus_participant w
        join focus_group g on g.municipality_id = w.municipality_id and g.id = w.focus_group_id
        left join lateral (select name_ky from unit_version u where u.unit_id = g.village_id
                            order by valid_from desc limit 1) v on true
       where w.municipality_id = ${municipalityId}
         and (${named(sql`w.full_name`, asked)} or ${reached(sql`w.contact`, asked)})) t
     order by name collate "ky-x-icu", kind, id limit ${mostTraces}`);
  return found.rows;
}

/** Texts that hold the words, and photos of the meetings where the person is listed. */
export async function mentionsOf(scope: MunicipalityScope, query: string): Promise<Mention[]> {
  const asked = wordsOf(query);
  if (!asked || asked.patterns.length === 0) return [];
  const { municipalityId } = scope;
  const notes = sql`concat_ws(' ', opening_notes, resource_notes, institution_notes, budget_notes, gallery_notes,
    competence_notes, closing_notes)`;
  const found = await scope.tx.execute<Mention>(sql`
    select kind, id, "meetingId", left(excerpt, 300) as excerpt from (
      select 'statement' as kind, id, session_id as "meetingId", text as excerpt from statement
       where municipality_id = ${municipalityId} and ${named(sql`text`, asked)}
      union all
      select 'notes', id, id, ${notes} from session
       where municipality_id = ${municipalityId} and ${named(notes, asked)}
      union all
      select 'focus-entry', id, focus_group_id, concat_ws(' · ', text, nullif(who, '')) from focus_entry
       where municipality_id = ${municipalityId} and ${named(sql`concat_ws(' ', text, who)`, asked)}
      union all
      select 'problem', id, null, concat_ws(': ', name, nullif(description, '')) from problem
       where municipality_id = ${municipalityId} and ${named(sql`concat_ws(' ', name, description)`, asked)}
      union all
      select 'act', id, null, title_ky from act
       where municipality_id = ${municipalityId} and ${named(sql`concat_ws(' ', title_ky, title_ru, note, documents::text)`, asked)}
      union all
      select 'import', id, null, file_name from session_import
       where municipality_id = ${municipalityId} and ${named(sql`concat_ws(' ', file_name, rows::text, summary::text)`, asked)}
      union all
      select 'photo', p.id, p.session_id, p.purpose from session_photo p
       where p.municipality_id = ${municipalityId} and p.file_id is not null
         and exists (select from participant w where w.municipality_id = p.municipality_id
                        and w.session_id = p.session_id and ${named(sql`w.full_name`, asked)})) t
     order by kind, id limit ${mostMentions}`);
  return found.rows;
}

type Asked = { readonly patterns: readonly string[]; readonly digits: string };

function wordsOf(query: string): Asked | undefined {
  const plain = query.normalize('NFC').trim().toLowerCase().slice(0, 200);
  const digits = plain.replace(/\D/g, '');
  const words = plain.split(/[\s,.]+/).filter((word) => /\p{L}/u.test(word));
  if (words.join('').length < 3 && digits.length < 6) return undefined;
  return {
    patterns: words.map((word) => `%${word.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`),
    digits: digits.length >= 6 ? digits : '',
  };
}

const named = (text: SQL, { patterns }: Asked): SQL =>
  patterns.length === 0
    ? sql`false`
    : sql`(${sql.join(
        patterns.map((pattern) => sql`lower(${text}) like ${pattern}`),
        sql` and `,
      )})`;

const reached = (text: SQL, { digits }: Asked): SQL =>
  digits === ''
    ? sql`false`
    : sql`regexp_replace(coalesce(${text}, ''), '[^0-9]', '', 'g') like ${`%${digits}%`}`;
