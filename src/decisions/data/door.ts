import { randomInt } from 'node:crypto';
import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { listSums } from '../../meetings/data/people.ts';
import type { MeetingFacts } from '../../meetings/data/kind.ts';
import { isPartOfHeads } from '../../meetings/rules/who-counts.ts';
import { meeting, participant } from '../../meetings/schema.ts';
import { newId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import type { Person } from '../rules/door-fields.ts';
import type { TokenCodes } from '../rules/token-code.ts';
import { doorWaiting, meetingDoor, voteToken } from '../schema.ts';
import { tokenNumbered, tokenToGive } from './tokens.ts';

export type Door = typeof meetingDoor.$inferSelect;
export type Waiting = typeof doorWaiting.$inferSelect;

/** The door of a meeting with what it let in. */
export type DoorState = {
  /** Null until somebody opened it. */
  readonly door: Door | null;
  readonly women: number;
  readonly men: number;
  /** Everybody on the list, who counts as a participant and who does not. */
  readonly people: number;
  /** Numbers in people's hands, and cards still in the stack. */
  readonly given: number;
  readonly stack: number;
  readonly voided: number;
  readonly waiting: number;
};

export async function doorOf(scope: MunicipalityScope, meetingId: string): Promise<DoorState> {
  const [door] = await scope.tx
    .select()
    .from(meetingDoor)
    .where(own(scope, meetingDoor, eq(meetingDoor.meetingId, meetingId)));
  const [people] = await scope.tx
    .select({
      people: count(),
      women: sql<number>`count(*) filter (where ${participant.sex} = 'female')::int`,
      men: sql<number>`count(*) filter (where ${participant.sex} = 'male')::int`,
    })
    .from(participant)
    .where(own(scope, participant, eq(participant.meetingId, meetingId)));
  const [tokens] = await scope.tx
    .select({
      given: sql<number>`count(*) filter (where ${voteToken.givenAt} is not null and ${voteToken.voidedAt} is null)::int`,
      stack: sql<number>`count(*) filter (where ${voteToken.givenAt} is null and ${voteToken.voidedAt} is null)::int`,
      voided: sql<number>`count(*) filter (where ${voteToken.voidedAt} is not null)::int`,
    })
    .from(voteToken)
    .where(own(scope, voteToken, eq(voteToken.meetingId, meetingId)));
  const [waiting] = await scope.tx
    .select({ waiting: count() })
    .from(doorWaiting)
    .where(own(scope, doorWaiting, eq(doorWaiting.meetingId, meetingId), eq(doorWaiting.state, 'waiting')));
  return { door: door ?? null, ...people!, ...tokens!, ...waiting! };
}

/** Phones that wait, in the order they came. */
export async function waitingOf(scope: MunicipalityScope, meetingId: string): Promise<Waiting[]> {
  return await scope.tx
    .select()
    .from(doorWaiting)
    .where(own(scope, doorWaiting, eq(doorWaiting.meetingId, meetingId), eq(doorWaiting.state, 'waiting')))
    .orderBy(asc(doorWaiting.createdAt), asc(doorWaiting.id))
    .limit(100);
}

export type Registered = Pick<
  typeof participant.$inferSelect,
  'id' | 'number' | 'fullName' | 'sex' | 'villageId' | 'kind' | 'paperTypedOn'
> & { readonly token: { readonly id: string; readonly number: number } | null };

/**
 * The list of a meeting with the number each person holds, in its order; the newest first when only `most` are asked
 * for, or one alone by its id.
 */
export async function registeredOf(
  scope: MunicipalityScope,
  meetingId: string,
  { most, id }: { readonly most?: number; readonly id?: string } = {},
): Promise<Registered[]> {
  const query = scope.tx
    .select({
      id: participant.id,
      number: participant.number,
      fullName: participant.fullName,
      sex: participant.sex,
      villageId: participant.villageId,
      kind: participant.kind,
      paperTypedOn: participant.paperTypedOn,
      token: { id: voteToken.id, number: voteToken.number },
    })
    .from(participant)
    .leftJoin(
      voteToken,
      and(sameRow(voteToken, 'participantId', participant, 'id'), isNull(voteToken.voidedAt)),
    )
    .where(
      own(
        scope,
        participant,
        eq(participant.meetingId, meetingId),
        id === undefined ? undefined : eq(participant.id, id),
      ),
    );
  return most === undefined
    ? await query.orderBy(asc(participant.number))
    : await query.orderBy(desc(participant.number)).limit(most);
}

const codeFigures = 6;
const mostTurns = 20;

/** The door of a meeting; opened when it is not yet. Its short address is unique in the country. */
export async function ensureDoor(scope: MunicipalityScope, meetingId: string, now: Date): Promise<Door> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const [standing] = await scope.tx
      .select()
      .from(meetingDoor)
      .where(own(scope, meetingDoor, eq(meetingDoor.meetingId, meetingId)));
    if (standing) return standing;
    const code = String(randomInt(10 ** (codeFigures - 1), 10 ** codeFigures));
    await scope.tx
      .insert(meetingDoor)
      .values({ code, municipalityId: scope.municipalityId, meetingId, openedAt: now })
      .onConflictDoNothing();
  }
  throw new Error('No free address of a door was found.');
}

export type LetIn = { readonly id: string; readonly number: number; readonly tokenId: string | null };

/**
 * Writes somebody down and gives them a number, where they may vote. The meeting's row is held for change by the
 * caller: three registrars wait for each other some milliseconds and never give one number twice. Refuses
 * `person-registered-already` for a name that stands there with the same sex, unless it was said to be another person.
 */
export async function letIn(
  scope: MunicipalityScope,
  row: MeetingFacts,
  person: Person & {
    readonly card: number | null;
    readonly another: boolean;
    readonly paperTypedOn: string | null;
  },
  codes: TokenCodes,
): Promise<({ readonly ok: true } & LetIn) | Refused> {
  const meetingId = row.id;
  const { fullName, sex, villageId, kind, paperTypedOn } = person;
  const at = own(scope, participant, eq(participant.meetingId, meetingId));
  if (fullName !== '' && !person.another) {
    const plain = (name: unknown) => sql`lower(regexp_replace(trim(${name}), '\\s+', ' ', 'g'))`;
    const [same] = await scope.tx
      .select({ number: participant.number })
      .from(participant)
      .where(
        and(
          at,
          eq(participant.sex, sex),
          sql`${plain(participant.fullName)} = ${plain(sql`${fullName}::text`)}`,
        ),
      )
      .limit(1);
    if (same)
      return refuse('person-registered-already', { field: 'another', params: { number: same.number } });
  }
  const [last] = await scope.tx
    .select({ number: participant.number })
    .from(participant)
    .where(at)
    .orderBy(desc(participant.number))
    .limit(1);
  const number = (last?.number ?? 0) + 1;
  if (number > 999) return refuse('too-many-participants');
  const id = newId();
  const { municipalityId } = scope;
  await scope.tx.insert(participant).values({
    ...{ id, municipalityId, meetingId, number, fullName: fullName || null, sex, villageId, kind },
    paperTypedOn,
  });
  const given =
    person.mayVote && villageId !== null ? await giveTo(scope, meetingId, id, person.card, codes) : null;
  if (given && !given.ok) return given;
  await countList(scope, row);
  return { ok: true, id, number, tokenId: given?.tokenId ?? null };
}

/** Gives a number to somebody on the list: the card named, or the next. */
export async function giveTo(
  scope: MunicipalityScope,
  meetingId: string,
  participantId: string,
  card: number | null,
  codes: TokenCodes,
): Promise<{ readonly ok: true; readonly tokenId: string } | Refused> {
  if (card !== null) return await giveCard(scope, meetingId, participantId, card);
  return await handOver(scope, participantId, await tokenToGive(scope, meetingId, codes));
}

/** Gives the card of a number, which was printed and is in nobody's hand, to somebody on the list. */
export async function giveCard(
  scope: MunicipalityScope,
  meetingId: string,
  participantId: string,
  card: number,
): Promise<{ readonly ok: true; readonly tokenId: string } | Refused> {
  const named = await tokenNumbered(scope, meetingId, card);
  if (!named) return refuse('card-unknown', { field: 'card' });
  if (named.givenAt || named.voidedAt) return refuse('card-given', { field: 'card' });
  return await handOver(scope, participantId, named.id);
}

async function handOver(scope: MunicipalityScope, participantId: string, tokenId: string) {
  await scope.tx
    .update(voteToken)
    .set({ participantId, givenAt: scope.now, givenBy: scope.actor.name })
    .where(own(scope, voteToken, eq(voteToken.id, tokenId)));
  return { ok: true, tokenId } as const;
}

/** The meeting is being held, and its sums follow the list, unless more heads were counted than it names. */
async function countList(scope: MunicipalityScope, row: MeetingFacts): Promise<void> {
  const sums = (await listSums(scope, row.kind, [row.id])).get(row.id);
  const counts =
    sums && !isPartOfHeads(row, sums.people)
      ? {
          ...{ attendance: 'list' as const, women: sums.women, men: sums.men },
          ...(sums.deputies > 0 ? { deputies: sums.deputies } : {}),
          ...(sums.executives > 0 ? { executives: sums.executives } : {}),
        }
      : {};
  await scope.tx
    .update(meeting)
    .set({
      ...counts,
      state: row.state === 'planned' ? 'open' : row.state,
      // Who opened the list of people before this is told, and takes nobody off it unseen.
      revision: sql`${meeting.revision} + 1`,
    })
    .where(own(scope, meeting, eq(meeting.id, row.id)));
}
