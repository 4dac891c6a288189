import { eq, inArray, isNotNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { doorWaiting } from '../../decisions/schema.ts';
import { erasedOf, eraseStored } from '../../field/data/erased.ts';
import type { Erased } from '../../field/rules/erase.ts';
import { erasedParticipant, erasure } from '../../needs/schema.ts';
import { meeting, participant } from '../../meetings/schema.ts';
import { forgetInGroups } from '../../groups/data/publish-groups.ts';
import { summaryWithoutWords } from '../../needs/sessions/data/session-import.ts';
import { clearPerson } from '../../people/commands/remove-person.ts';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { called, field, several } from '../../platform/forms/field.ts';
import { choice, id, text } from '../../platform/forms/fields.ts';
import { nothingSaid } from '../../plan/rules/plan-file-outcome.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { speech } from '../../public-meetings/schema.ts';
import { municipalitySettings } from '../../territory/schema.ts';
import { namesAny, traceKinds } from '../data/traces.ts';
import { mayErase } from '../policy.ts';
import { refuse } from '../refusals.ts';

const blank = {
  fullName: null,
  age: null,
  occupation: null,
  contact: null,
  street: null,
  forFocusGroup: false,
  forInitiativeGroup: false,
  forMonitoring: false,
} as const;

/** A row where somebody stands, `person/<id>` in a form. */
const trace = () =>
  field(
    { kind: 'id', required: true },
    z.preprocess(
      (sent) => {
        const [kind, id] = typeof sent === 'string' ? sent.split('/') : [];
        return kind === undefined ? sent : { kind, id };
      },
      z.strictObject({ kind: z.enum(traceKinds), id: id() }),
    ),
  );

/**
 * Erases a person at their wish wherever they were ticked: the list of people with contacts and posts, lists of
 * participants, those who spoke at a meeting or wait at its door, the shared documents of those meetings, waiting imports
 * that name them. Number, sex, age group and
 * stickers stay, so counts do not change. It cannot be undone. The record that is kept says when, by whom, why and how
 * many rows, not who. Refused with `person-signs-in` for somebody with an account, `not-found` for a row that is gone,
 * `meeting-not-read` when the document of a meeting cannot be read in time.
 */
export const erasePerson = defineCommand({
  name: 'privacy.erase-person',
  input: z.object({
    rows: called('privacy.rows', several(trace(), 1, 200)),
    reason: called('privacy.reason', text(500, 3)),
    confirmed: called('privacy.confirm', choice(['yes'])),
  }),
  policy: mayErase,
  async run({ scope, input, now }) {
    const { municipalityId } = scope;
    const idsOf = (kind: (typeof traceKinds)[number]) =>
      input.rows.filter((row) => row.kind === kind).map((row) => row.id);
    const names: string[] = [];

    const people = await scope.tx
      .select({ id: person.id, name: person.fullName, accountId: person.accountId })
      .from(person)
      .where(own(scope, person, inArray(person.id, idsOf('person')), sql`${person.removedAt} is null`))
      .for('update');
    if (people.length !== new Set(idsOf('person')).size) return refuse('not-found');
    if (people.some((one) => one.accountId !== null)) return refuse('person-signs-in');
    for (const one of people) {
      names.push(one.name);
      await clearPerson(scope, one.id, now);
      await forgetInGroups(scope, one.id);
    }

    const bands = await ageBandOf(scope);
    const groupOf = new Map<string, Erased[]>();
    const note = (meetingId: string, erased: Erased) =>
      groupOf.set(meetingId, [...(groupOf.get(meetingId) ?? []), erased]);
    const listed = [...idsOf('participant'), ...idsOf('focus-participant')];
    const participants = await scope.tx
      .select({ row: participant, kind: meeting.kind })
      .from(participant)
      .innerJoin(meeting, sameRow(meeting, 'id', participant, 'meetingId'))
      .where(own(scope, participant, inArray(participant.id, listed)))
      .for('update', { of: participant });
    if (participants.length !== new Set(listed).size) return refuse('not-found');
    for (const { row } of participants) {
      const ageBand = row.ageBand ?? bands(row.age);
      if (row.fullName) names.push(row.fullName);
      note(row.meetingId, { id: row.id, ageBand });
      await scope.tx
        .update(participant)
        .set({ ...blank, ageBand, updatedAt: now })
        .where(own(scope, participant, eq(participant.id, row.id)));
    }

    const speakers = await emptied(
      idsOf('speaker'),
      async (ids) =>
        await scope.tx
          .update(speech)
          .set({ official: '', residentName: '', nameAgreed: false })
          .where(
            own(
              scope,
              speech,
              inArray(speech.id, ids),
              or(ne(speech.residentName, ''), ne(speech.official, '')),
            ),
          )
          .returning({ id: speech.id, meetingId: speech.meetingId }),
    );
    const waiting = await emptied(
      idsOf('waiting'),
      async (ids) =>
        await scope.tx
          .update(doorWaiting)
          .set({ fullName: null, state: 'refused', decidedBy: scope.actor.name })
          .where(own(scope, doorWaiting, inArray(doorWaiting.id, ids), isNotNull(doorWaiting.fullName)))
          .returning({ id: doorWaiting.id }),
    );
    if (speakers === undefined || waiting === undefined) return refuse('not-found');
    for (const one of speakers) note(one.meetingId, { id: one.id, ageBand: null });

    for (const [meetingId, erased] of groupOf) {
      await scope.tx
        .insert(erasedParticipant)
        .values(
          erased.map(({ id, ageBand }) => ({
            municipalityId,
            participantId: id,
            meetingId,
            ageBand,
            at: now,
          })),
        )
        .onConflictDoNothing();
      // With those of before: a speech that the office took away since is in the document still.
      const all = await erasedOf(scope, meetingId);
      if (!(await eraseStored(scope, meetingId, all))) return refuse('meeting-not-read');
      // The package of an ended hall is of no more use; names of the meeting's people are in it.
      await scope.tx.execute(
        sql`update hall set meeting = null, wall = null where meeting_id = ${meetingId} and ended_at is not null`,
      );
    }
    const imports = await dropImports(scope, names);
    const erasureId = newId();
    const counts = {
      people: people.length,
      participants: participants.filter(({ kind }) => kind !== 'focusGroup').length,
      focusParticipants: participants.filter(({ kind }) => kind === 'focusGroup').length,
      meetings: groupOf.size,
      imports,
      speakers: speakers.length + waiting.length,
    };
    await scope.tx.insert(erasure).values({
      id: erasureId,
      municipalityId,
      at: now,
      byName: scope.actor.name,
      reason: input.reason,
      counts,
    });
    return ok({ id: erasureId }, { subjectKind: 'erasure', subjectId: erasureId, details: counts });
  },
});

/** Empties rows by their ids. @returns them; undefined when one of them is gone or was emptied before */
async function emptied<Row>(
  ids: readonly string[],
  empty: (ids: string[]) => Promise<Row[]>,
): Promise<Row[] | undefined> {
  const once = [...new Set(ids)];
  if (once.length === 0) return [];
  const rows = await empty(once);
  return rows.length === once.length ? rows : undefined;
}

/** The age group of an age by the municipality's own bands («18-35», «56+»); null when it is in none. */
async function ageBandOf(scope: MunicipalityScope): Promise<(age: number | null) => string | null> {
  const [settings] = await scope.tx
    .select({ ageGroups: municipalitySettings.ageGroups })
    .from(municipalitySettings)
    .where(own(scope, municipalitySettings));
  return (age) =>
    age === null
      ? null
      : ((settings?.ageGroups ?? []).find((band) => {
          const [from = 0, to = Infinity] = band.replace('+', '').split('-').map(Number);
          return age >= from && age <= to;
        }) ?? null);
}

/** Files that name one of them, in a cell, a note or their own name, are emptied: what was taken in of them stands in the tables. */
async function dropImports(scope: MunicipalityScope, names: readonly string[]): Promise<number> {
  const named = (text: SQL) => namesAny(text, names);
  const found = await scope.tx.execute(sql`
    update session_import
       set rows = '[]'::jsonb, summary = ${sql.raw(summaryWithoutWords)},
           file_name = case when ${named(sql`file_name`)} then '–' else file_name end,
           state = case when state = 'preview' then 'dropped' else state end
     where municipality_id = ${scope.municipalityId}
       and ${named(sql`concat_ws(' ', file_name, rows::text, summary::text)`)}`);
  const plans = await scope.tx.execute(sql`
    update plan_import
       set items = '[]'::jsonb, said = ${JSON.stringify(nothingSaid)}::jsonb,
           file_name = case when ${named(sql`file_name`)} then '–' else file_name end,
           state = case when state = 'preview' then 'dropped' else state end
     where municipality_id = ${scope.municipalityId}
       and ${named(sql`concat_ws(' ', file_name, items::text, said::text)`)}`);
  return (found.rowCount ?? 0) + (plans.rowCount ?? 0);
}
