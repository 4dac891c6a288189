import { and, eq, max, ne } from 'drizzle-orm';
import { ensureDoor, giveCard } from '../../decisions/data/door.ts';
import { heldBy } from '../../decisions/data/tokens.ts';
import { refuse as refuseVote } from '../../decisions/refusals.ts';
import { writePeople } from '../../meetings/data/received-people.ts';
import { receivedFacts } from '../../meetings/data/received-record.ts';
import { changesOf, mergedText } from '../../meetings/rules/three-way.ts';
import type { MeetingRecord } from '../../meetings/rules/record.ts';
import { participant } from '../../meetings/schema.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import type { Refused } from '../../platform/refusals.ts';
import { villagesOf } from '../../territory/data.ts';
import { refuse } from '../refusals.ts';
import { publicLimits, type PublicRecord, type SpeechRecord } from '../rules/public-record.ts';
import { agendaItem, speech } from '../schema.ts';
import { publicKind } from './public-kind.ts';
import { writeCounts } from './received-counts.ts';
import type { PublicHead } from './public-meetings.ts';

/** What a device holds of a public meeting: the meeting itself, its people, its speeches, its door. */
export type PublicMeetingRecord = MeetingRecord & { readonly open: PublicRecord };

type Row = Omit<PublicHead, 'leaders' | 'people' | 'sums'>;

export type PublicWritten = {
  /** Changes of the meeting's own row, to be given to `touchMeeting`. */
  readonly meeting: Partial<Row>;
  /** Rows added, changed or removed. */
  readonly rows: number;
  /** What could not be taken, by the id of the speech, of the count, or of the person whose card it is. */
  readonly refused: ReadonlyMap<string, Refused>;
  /** What stands in the tables now: without what was refused, so that it is tried again with the next change. */
  readonly record: PublicMeetingRecord;
};

/**
 * Writes what a device changed between two states of its record, and nothing else, so that what the office has mended
 * meanwhile stays. A slip that is typed already and a card that is in another hand are refused one by one; all the rest
 * is taken. Permission and the lock are the caller's.
 */
export async function writePublic(
  scope: MunicipalityScope,
  row: Row,
  before: PublicMeetingRecord,
  after: PublicMeetingRecord,
): Promise<PublicWritten> {
  let { rows } = await writePeople(scope, publicKind, row.id, before.people, after.people);
  const today = todayInBishkek(scope.now);
  const villages = new Set(
    (await villagesOf(scope, scope.municipalityId, today)).map(({ unitId }) => unitId),
  );
  const door = await writeDoor(scope, row.id, villages, before.open.door, after.open.door);
  const speeches = await writeSpeeches(scope, row.id, villages, before.open.speeches, after.open.speeches);
  const counts = await writeCounts(scope, row, before.open.counts, after.open.counts);
  rows += door.rows + speeches.rows + counts.rows;
  rows += await writeHeard(scope, row.id, before.open.heard, after.open.heard);
  return {
    meeting: await receivedFacts(scope, publicKind, row, before, after),
    rows,
    refused: new Map([...door.refused, ...speeches.refused, ...counts.refused]),
    record: {
      ...after,
      open: { ...after.open, door: door.written, speeches: speeches.written, counts: counts.written },
    },
  };
}

export type Written<T> = {
  readonly rows: number;
  readonly refused: ReadonlyMap<string, Refused>;
  readonly written: readonly T[];
};

/** Where people come from, and the cards they were given. A card once given stays given: only the office takes it back. */
async function writeDoor(
  scope: MunicipalityScope,
  meetingId: string,
  villages: ReadonlySet<string>,
  before: PublicRecord['door'],
  after: PublicRecord['door'],
): Promise<Written<PublicRecord['door'][number]>> {
  const refused = new Map<string, Refused>();
  const written = new Map(after.map((one) => [one.id, one]));
  let rows = 0;
  const { added, changed } = changesOf(before, after);
  const fields = [
    ...added.map((now) => ({ now, was: { villageId: null, card: null } })),
    ...changed.map(({ now, before: was }) => ({ now, was })),
  ];
  for (const { now, was } of fields) {
    const mine = own(scope, participant, eq(participant.meetingId, meetingId), eq(participant.id, now.id));
    const [person] = await scope.tx.select({ id: participant.id }).from(participant).where(mine);
    // Somebody who was taken off the list again; comes back with the next change where they stand in it.
    if (!person) {
      written.delete(now.id);
      continue;
    }
    if (now.villageId !== was.villageId && (now.villageId === null || villages.has(now.villageId))) {
      await scope.tx.update(participant).set({ villageId: now.villageId }).where(mine);
      rows += 1;
    }
    if (now.card === null || now.card === was.card) continue;
    const held = (await heldBy(scope, [now.id])).get(now.id);
    if (held === now.card) continue;
    await ensureDoor(scope, meetingId, scope.now);
    const given =
      held !== undefined
        ? refuseVote('person-has-token')
        : await giveCard(scope, meetingId, now.id, now.card);
    if (given.ok) rows += 1;
    else {
      refused.set(now.id, { ...given, params: { card: now.card } });
      written.set(now.id, { ...now, card: was.card });
    }
  }
  return { rows, refused, written: [...written.values()] };
}

const plainSpeech = ({ order: _order, ...rest }: SpeechRecord) => rest;

async function writeSpeeches(
  scope: MunicipalityScope,
  meetingId: string,
  villages: ReadonlySet<string>,
  before: readonly SpeechRecord[],
  after: readonly SpeechRecord[],
): Promise<Written<SpeechRecord>> {
  const refused = new Map<string, Refused>();
  const written = new Map(after.map((one) => [one.id, one]));
  const here = own(scope, speech, eq(speech.meetingId, meetingId));
  const points = new Set(
    (
      await scope.tx
        .select({ id: agendaItem.id })
        .from(agendaItem)
        .where(own(scope, agendaItem, eq(agendaItem.meetingId, meetingId)))
    ).map(({ id }) => id),
  );
  /** What the tables can hold: a point or a village that is gone is left empty, the words stay. */
  const rowOf = (one: SpeechRecord) => ({
    ...plainSpeech(one),
    agendaItemId: one.agendaItemId !== null && points.has(one.agendaItemId) ? one.agendaItemId : null,
    villageId: one.villageId !== null && villages.has(one.villageId) ? one.villageId : null,
  });
  const { added, changed, removed } = changesOf(before.map(rowOf), after.map(rowOf));
  let rows = 0;
  for (const { id } of removed) {
    await scope.tx.delete(speech).where(and(here, eq(speech.id, id)));
    rows += 1;
  }
  const [last] = await scope.tx
    .select({ number: max(speech.number) })
    .from(speech)
    .where(here);
  let number = last?.number ?? 0;
  const old = new Map(before.map((one) => [one.id, one]));
  for (const now of [...added, ...changed.map((one) => one.now)]) {
    const refusal = await wrong(scope, meetingId, now, number);
    if (refusal) {
      refused.set(now.id, refusal);
      const was = old.get(now.id);
      if (was) written.set(now.id, was);
      else written.delete(now.id);
      continue;
    }
    const { id, ...fields } = now;
    const mended = await scope.tx
      .update(speech)
      .set(fields)
      .where(and(here, eq(speech.id, id)))
      .returning({ id: speech.id });
    // Removed by the office since it was written: it stays removed. New ones get the next number.
    if (mended.length === 0 && !old.has(id)) {
      number += 1;
      await scope.tx
        .insert(speech)
        .values({ ...now, number, meetingId, municipalityId: scope.municipalityId })
        .onConflictDoNothing();
    }
    rows += 1;
  }
  return { rows, refused, written: [...written.values()] };
}

/** Why a speech cannot stand as it is. */
async function wrong(
  scope: MunicipalityScope,
  meetingId: string,
  one: Pick<SpeechRecord, 'id' | 'kind' | 'slip'>,
  last: number,
): Promise<Refused | undefined> {
  if (last >= publicLimits.speeches) return refuse('too-many-speeches');
  if (one.slip === null) return one.kind === 'slip' ? refuse('slip-without-number') : undefined;
  const [other] = await scope.tx
    .select({ id: speech.id })
    .from(speech)
    .where(
      own(scope, speech, eq(speech.meetingId, meetingId), eq(speech.slip, one.slip), ne(speech.id, one.id)),
    );
  return other ? refuse('slip-typed-already', { field: 'slip', params: { slip: one.slip } }) : undefined;
}

async function writeHeard(
  scope: MunicipalityScope,
  meetingId: string,
  before: PublicRecord['heard'],
  after: PublicRecord['heard'],
): Promise<number> {
  const stood = new Map(before.map((one) => [one.id, one]));
  let rows = 0;
  for (const now of after) {
    const was = stood.get(now.id) ?? { heard: '', decision: '' };
    if (was.heard === now.heard && was.decision === now.decision) continue;
    const [office] = await scope.tx
      .select()
      .from(agendaItem)
      .where(own(scope, agendaItem, eq(agendaItem.meetingId, meetingId), eq(agendaItem.id, now.id)));
    if (!office) continue;
    await changeRow(scope, agendaItem, now.id, {
      heard: mergedText(was.heard, now.heard, office.heard).slice(0, publicLimits.heard),
      decision: mergedText(was.decision, now.decision, office.decision).slice(0, publicLimits.decision),
    });
    rows += 1;
  }
  return rows;
}
