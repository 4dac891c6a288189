import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import type { MeetingPerson } from '../rules/record.ts';
import { changesOf, same } from '../rules/three-way.ts';
import { participant } from '../schema.ts';
import type { MeetingKind } from './kind.ts';

const mostNumber = 999;

const given = (text: string): string | null => (text.trim() === '' ? null : text);

function personRow(one: MeetingPerson) {
  return {
    ...one,
    fullName: given(one.fullName),
    occupation: given(one.occupation),
    contact: given(one.contact),
    street: given(one.street),
  };
}
type PersonRow = ReturnType<typeof personRow>;

/**
 * Writes what a device changed in the list of participants. People the office has added stay with their numbers;
 * where a number is taken, the newcomer gets the next free one. Somebody taken off whom the kind holds (stickers stand
 * under the name) stays.
 * @returns rows touched, and how many stayed because they are held.
 */
export async function writePeople(
  scope: MunicipalityScope,
  kind: Pick<MeetingKind, 'people'>,
  meetingId: string,
  before: readonly MeetingPerson[],
  after: readonly MeetingPerson[],
): Promise<{ readonly rows: number; readonly kept: number }> {
  const changes = changesOf(before.map(personRow), after.map(personRow));
  const { added, changed, removed } = changes;
  if (added.length + changed.length + removed.length === 0) return { rows: 0, kept: 0 };
  const { municipalityId } = scope;
  const wanted = [...added, ...changed.map(({ now }) => now)];
  const ids = wanted.map(({ id }) => id);
  const found = await scope.tx
    .select()
    .from(participant)
    .where(
      own(
        scope,
        participant,
        or(
          eq(participant.meetingId, meetingId),
          ids.length === 0 ? sql`false` : inArray(participant.id, ids),
        ),
      ),
    )
    .for('update');
  const mine = new Map(found.filter((row) => row.meetingId === meetingId).map((row) => [row.id, row]));
  const elsewhere = new Set(found.filter((row) => row.meetingId !== meetingId).map(({ id }) => id));
  const here = own(scope, participant, eq(participant.meetingId, meetingId));

  // Off the list first: their numbers are free then.
  const leaving = removed.filter((old) => {
    const row = mine.get(old.id);
    return row && Object.entries(old).every(([key, value]) => same(row[key as keyof typeof row], value));
  });
  const standing = removed.flatMap(({ id }) => (mine.has(id) ? [id] : []));
  const held = (await kind.people.held?.among(scope, standing)) ?? new Set<string>();
  const gone = leaving.filter(({ id }) => !held.has(id)).map(({ id }) => id);
  if (gone.length > 0) {
    await scope.tx.delete(participant).where(and(here, inArray(participant.id, gone)));
    for (const id of gone) mine.delete(id);
  }

  const numbers = newNumbers(
    [...mine.values()],
    [
      ...added,
      ...changed
        .filter(({ now, fields }) => fields.includes('number') || !mine.has(now.id))
        .map(({ now }) => now),
    ].filter(({ id }) => !elsewhere.has(id)),
  );
  await stepAside(scope.tx, here, [...mine.values()], numbers);

  const inserts: PersonRow[] = [];
  let rows = gone.length;
  const set = async (id: string, fields: Partial<PersonRow>) => {
    const { id: _id, number: _number, ...rest } = fields;
    const number = numbers.get(id);
    await scope.tx
      .update(participant)
      .set({ ...rest, ...(number === undefined ? {} : { number }) })
      .where(and(here, eq(participant.id, id)));
    rows += 1;
  };
  for (const row of added) {
    if (mine.has(row.id)) await set(row.id, row);
    else if (!elsewhere.has(row.id)) inserts.push(row);
  }
  for (const { now, fields } of changed) {
    if (mine.has(now.id)) {
      // `updatedAt` makes even a change of the number alone a change of the row.
      await set(now.id, Object.fromEntries(fields.map((field) => [field, now[field]])));
    } else if (!elsewhere.has(now.id)) inserts.push(now);
  }
  const room = inserts.filter(({ id }) => numbers.has(id));
  if (room.length > 0) {
    await scope.tx
      .insert(participant)
      .values(
        room.map((row) => ({ ...row, number: numbers.get(row.id) ?? row.number, municipalityId, meetingId })),
      );
  }
  return { rows: rows + room.length, kept: held.size };
}

/** The number each of `wanted` gets: its own where it is free, else the next free one. Nobody else's changes. */
export function newNumbers(
  standing: readonly { readonly id: string; readonly number: number }[],
  wanted: readonly { readonly id: string; readonly number: number }[],
): ReadonlyMap<string, number> {
  const moving = new Set(wanted.map(({ id }) => id));
  const taken = new Set(standing.filter(({ id }) => !moving.has(id)).map(({ number }) => number));
  const numbers = new Map<string, number>();
  const later: string[] = [];
  for (const { id, number } of [...wanted].sort((a, b) => a.number - b.number)) {
    if (taken.has(number)) later.push(id);
    else {
      taken.add(number);
      numbers.set(id, number);
    }
  }
  let next = 1;
  for (const id of later) {
    while (taken.has(next)) next += 1;
    // Beyond the sheet's last number nobody can be written down.
    if (next > mostNumber) break;
    taken.add(next);
    numbers.set(id, next);
  }
  return numbers;
}

/** Gives those who change numbers with one another numbers that nobody has, so that no two ever meet. */
async function stepAside(
  tx: Tx,
  here: ReturnType<typeof and>,
  standing: readonly { readonly id: string; readonly number: number }[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const used = new Set([...standing.map(({ number }) => number), ...numbers.values()]);
  const holders = new Map(standing.map(({ id, number }) => [number, id]));
  let free = mostNumber;
  for (const [id, number] of numbers) {
    const holder = holders.get(number);
    if (holder === undefined || holder === id) continue;
    while (used.has(free)) free -= 1;
    if (free < 1) return;
    used.add(free);
    await tx
      .update(participant)
      .set({ number: free })
      .where(and(here, eq(participant.id, holder)));
  }
}
