import { eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import type { Refused } from '../../../platform/refusals.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { placeStatements } from '../data/placements.ts';
import { problemsByName } from '../data/problem-by-name.ts';
import { countStatements } from '../data/session-facts.ts';
import { refuse } from '../../refusals.ts';
import { statement } from '../../schema.ts';
import { participant } from '../../../meetings/schema.ts';
import { optional } from '../../../platform/forms/field.ts';
import { stickerText } from '../rules/sticker-text.ts';
import { choice, count, id, instant, tick } from '../../../platform/forms/fields.ts';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { sessionKind } from '../data/session-kind.ts';
import type { SessionRow } from '../data/session-kind.ts';

/** Rows one command may add: a session has 125 stickers as a rule. */
const mostAtOnce = 2000;

/**
 * Adds stickers: one by one or several at once, with the number of who wrote them when it is known, or as problem +
 * count (the group's own sum on the sheet), which also places them under the problem of that name.
 *
 * A known participant has as many stickers as the session gives (five): the next one is refused `too-many-stickers`
 * naming the participant, also when two people type at the same moment. A withdrawn sticker frees its place. What
 * all people together may have is only a warning: who wrote what need not be known. Yet a list that makes more of them
 * is asked about (`stickers-over-limit`): it may be another session's. What is entered at once is one batch, which
 * `takeBackStatements` takes back.
 */
export const addStatements = defineCommand({
  name: 'needs.add-statements',
  input: z.strictObject({
    sessionId: id(),
    stickers: z
      .array(
        z.strictObject({
          text: stickerText(),
          participantNumber: optional(count(1, 999)),
          sex: optional(choice(['female', 'male'], '')),
        }),
      )
      .max(mostAtOnce)
      .default([]),
    counts: z
      .array(
        z.strictObject({
          problem: stickerText().pipe(z.string().max(200)),
          count: count(1, 999),
          sex: optional(choice(['female', 'male'], '')),
        }),
      )
      .max(200)
      .default([]),
    /** Several at once that make more than the people were given are meant so. */
    confirmed: tick(),
    /** The sender's clock; kept beside the server's, trusted by nobody. */
    deviceTime: instant().optional(),
  }),
  policy: mayRecordMeetings,
  constraints: {
    statement_slot_key: refuse('too-many-stickers-somebody'),
    statement_corrected_once: refuse('edited-meanwhile'),
  },
  run: async ({ scope, input, now }) => {
    const guarded = await recordableMeeting(scope, sessionKind, { id: input.sessionId }, 'share');
    if (!guarded.ok) return guarded;
    const { row: session } = guarded;
    const total = input.stickers.length + input.counts.reduce((sum, { count }) => sum + (count ?? 0), 0);
    if (total === 0) return refuse('nothing-written', { field: 'text' });
    if (total > mostAtOnce) return refuse('too-many-at-once', { params: { max: mostAtOnce } });

    if (total > 1 && !input.confirmed) {
      const over = await overLimit(scope, session, total);
      if (over) return refuse('stickers-over-limit', { field: 'confirmed', params: over });
    }

    const numbers = [
      ...new Set(
        input.stickers.flatMap(({ participantNumber }) =>
          participantNumber === null ? [] : [participantNumber],
        ),
      ),
    ].sort((a, b) => a - b);
    const places = await openPlaces(scope, session, numbers);

    const common = {
      municipalityId: scope.municipalityId,
      sessionId: session.id,
      batchId: newId(),
      byAccountId: scope.actor.accountId,
      byName: scope.actor.name,
      deviceTime: input.deviceTime === undefined ? null : new Date(input.deviceTime),
      createdAt: now,
    };
    const rows: (typeof statement.$inferInsert & { id: string })[] = [];
    for (const [index, { text, participantNumber, sex }] of input.stickers.entries()) {
      const base = { ...common, id: newId(), text, entry: 'sticker' as const };
      if (participantNumber === null) {
        rows.push({ ...base, sex });
        continue;
      }
      const own = places.get(participantNumber);
      const place = own?.free.shift();
      if (own === undefined || place === undefined) {
        return tooMany(session, participantNumber, own?.fullName ?? null, index);
      }
      rows.push({ ...base, participantId: own.id, ...place });
    }
    const underName = new Map<string, string[]>();
    for (const { problem, count, sex } of input.counts) {
      for (let made = 0; made < (count ?? 0); made += 1) {
        const id = newId();
        rows.push({ ...common, id, text: problem, sex, entry: 'count' });
        underName.set(problem, [...(underName.get(problem) ?? []), id]);
      }
    }
    await scope.tx.insert(statement).values(rows);
    if (underName.size > 0) {
      const problems = await problemsByName(scope, session.cycleId, [...underName.keys()]);
      await placeStatements(scope, {
        actionId: newId(),
        at: now,
        fresh: new Map(rows.map((row) => [row.id, session.id])),
        moves: [...underName].flatMap(([name, ids]) =>
          ids.map((statementId) => ({ statementId, problemId: problems.get(name) ?? null })),
        ),
      });
    }
    // A planned session whose stickers are being typed is under way; its revision is not touched, so that the form
    // of somebody else is not refused because of a sticker.
    if (session.state === 'planned') await touchMeeting(scope, sessionKind, session);
    return ok(
      { sessionId: session.id, ids: rows.map((row) => row.id), added: rows.length },
      { subjectKind: 'session', subjectId: session.id, details: { statements: rows.length } },
    );
  },
});

/** How many there would be, and how many the people were given, where that is less. */
async function overLimit(
  scope: MunicipalityScope,
  session: SessionRow,
  added: number,
): Promise<{ readonly total: number; readonly limit: number; readonly people: number } | undefined> {
  if (session.women === null && session.men === null) return undefined;
  const people = (session.women ?? 0) + (session.men ?? 0);
  const limit = people * session.stickersPerPerson;
  const total = (await countStatements(scope, session.id)).statements + added;
  return total > limit ? { total, limit, people } : undefined;
}

function tooMany(session: SessionRow, number: number, fullName: string | null, index: number): Refused {
  return refuse('too-many-stickers', {
    field: `stickers.${index}.participantNumber`,
    params: { number, name: fullName ?? '', max: session.stickersPerPerson },
  });
}

type Place = { readonly slot: number } | { readonly slot: null; readonly correctsId: string };
type Own = { readonly id: string; readonly fullName: string | null; readonly free: Place[] };

/**
 * Holds these participants (making the numbers that are not on the list yet) and finds their free places: slots 1 …
 * n never used, then withdrawn stickers, whose place the new row takes by naming the withdrawal. The lock makes two
 * people who type for one participant wait for each other; the database's key on the slot stands behind it.
 */
async function openPlaces(
  scope: MunicipalityScope,
  session: SessionRow,
  numbers: readonly number[],
): Promise<Map<number, Own>> {
  if (numbers.length === 0) return new Map();
  const { municipalityId } = scope;
  await scope.tx
    .insert(participant)
    .values(numbers.map((number) => ({ id: newId(), municipalityId, meetingId: session.id, number })))
    .onConflictDoNothing();
  const people = await scope.tx
    .select({ id: participant.id, number: participant.number, fullName: participant.fullName })
    .from(participant)
    .where(
      own(
        scope,
        participant,
        eq(participant.meetingId, session.id),
        inArray(participant.number, [...numbers]),
      ),
    )
    .orderBy(participant.number)
    .for('update');
  const written = await scope.tx
    .select({
      participantId: statement.participantId,
      id: statement.id,
      slot: statement.slot,
      withdrawn: statement.withdrawn,
      last: sql<boolean>`not exists (select from statement later
        where later.municipality_id = statement.municipality_id and later.corrects_id = statement.id)`,
    })
    .from(statement)
    .where(
      own(
        scope,
        statement,
        inArray(
          statement.participantId,
          people.map((one) => one.id),
        ),
      ),
    );
  return new Map(
    people.map((one) => {
      const own = written.filter((row) => row.participantId === one.id);
      const used = new Set(own.map((row) => row.slot));
      const standing = own.filter((row) => row.last && !row.withdrawn).length;
      const slots: Place[] = [];
      for (let slot = 1; slot <= session.stickersPerPerson; slot += 1)
        if (!used.has(slot)) slots.push({ slot });
      const withdrawn: Place[] = own
        .filter((row) => row.last && row.withdrawn)
        .map((row) => ({ slot: null, correctsId: row.id }));
      const free = [...slots, ...withdrawn].slice(0, Math.max(0, session.stickersPerPerson - standing));
      return [one.number, { id: one.id, fullName: one.fullName, free }];
    }),
  );
}
