import { and, asc, eq, getTableColumns, inArray, isNull, like, type SQL } from 'drizzle-orm';
import { publication } from '../../acts/schema.ts';
import { readMeetings } from '../../meetings/data/hold.ts';
import type { MeetingRow } from '../../meetings/data/kind.ts';
import { leadersOf, type Leader } from '../../meetings/data/leaders.ts';
import { participantsOf, type Participant } from '../../meetings/data/people.ts';
import { presences, type Presences } from '../../meetings/rules/who-counts.ts';
import { meeting } from '../../meetings/schema.ts';
import { person } from '../../people/schema.ts';
import { isId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { aboutOf } from '../rules/subjects.ts';
import type { Office, PublicPart } from '../rules/forms.ts';
import {
  agendaEvent,
  agendaItem,
  checklistItem,
  type meetingMove,
  meetingOffice,
  type noticePosting,
  type publicMeeting,
  speech,
} from '../schema.ts';
import { electedOf, type Elected } from './elected.ts';
import { movesOf } from './moves.ts';
import { postingsOf } from './postings.ts';
import { publicKind } from './public-kind.ts';

export type OfficeHolder = {
  readonly id: string;
  readonly personId: string;
  readonly fullName: string;
  readonly occupation: string;
  readonly office: Office;
  readonly atMeeting: boolean;
  /** Whether residents may read the name, where private people have the office too. */
  readonly nameAgreed: boolean;
};
/** A point of the agenda with what befell its decision since. */
export type AgendaItem = typeof agendaItem.$inferSelect & { readonly events: readonly AgendaEvent[] };
export type AgendaEvent = typeof agendaEvent.$inferSelect;
export type Speech = typeof speech.$inferSelect;
export type PostingItem = typeof noticePosting.$inferSelect;
export type Move = typeof meetingMove.$inferSelect;

/** A meeting in a list. */
export type PublicHead = MeetingRow<typeof publicMeeting, PublicPart> & {
  readonly leaders: readonly Leader[];
  readonly people: readonly Participant[];
  readonly sums: Presences;
};

/** A meeting with everything that was planned and written of it. */
export type PublicItem = PublicHead & {
  readonly offices: readonly OfficeHolder[];
  readonly checklist: readonly (typeof checklistItem.$inferSelect)[];
  readonly agenda: readonly AgendaItem[];
  readonly postings: readonly PostingItem[];
  readonly moves: readonly Move[];
  readonly speeches: readonly Speech[];
  /** Who was elected there to speak for it. */
  readonly elected: readonly Elected[];
};

/** All public meetings, the latest day first; those without a day before them. */
export const allPublicMeetings = async (scope: MunicipalityScope) =>
  (await readPublic(scope, undefined)).reverse();

async function readPublic(scope: MunicipalityScope, where: SQL | undefined): Promise<PublicHead[]> {
  const rows = await readMeetings(scope, publicKind, where);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const leaders = await leadersOf(scope, ids);
  const people = await participantsOf(scope, ids);
  return rows.map((row) => {
    const mine = people.filter((one) => one.meetingId === row.id);
    const sums = presences('public', row, mine);
    return { ...row, leaders: leaders.get(row.id) ?? [], people: mine, sums };
  });
}

export async function findPublicMeeting(
  scope: MunicipalityScope,
  id: string,
): Promise<PublicItem | undefined> {
  if (!isId(id)) return undefined;
  const [head] = await readPublic(scope, eq(meeting.id, id));
  if (!head) return undefined;
  const { tx } = scope;
  return {
    ...head,
    offices: await officesOf(scope, id),
    checklist: await tx
      .select()
      .from(checklistItem)
      .where(own(scope, checklistItem, eq(checklistItem.meetingId, id))),
    agenda: await agendaOf(scope, id),
    postings: await postingsOf(scope, id),
    moves: await movesOf(scope, id),
    speeches: await tx
      .select()
      .from(speech)
      .where(own(scope, speech, eq(speech.meetingId, id)))
      .orderBy(asc(speech.number)),
    elected: await electedOf(scope, id),
  };
}

/** The agenda in its order. */
export async function agendaOf(scope: MunicipalityScope, meetingId: string): Promise<AgendaItem[]> {
  const items = await scope.tx
    .select()
    .from(agendaItem)
    .where(own(scope, agendaItem, eq(agendaItem.meetingId, meetingId)))
    .orderBy(asc(agendaItem.position), asc(agendaItem.id));
  const events = await scope.tx
    .select(getTableColumns(agendaEvent))
    .from(agendaEvent)
    .innerJoin(agendaItem, sameRow(agendaItem, 'id', agendaEvent, 'itemId'))
    .where(own(scope, agendaEvent, eq(agendaItem.meetingId, meetingId)))
    .orderBy(asc(agendaEvent.at), asc(agendaEvent.id));
  return items.map((item) => ({ ...item, events: events.filter(({ itemId }) => itemId === item.id) }));
}

/** Who has which office, in the order in which they were written and then by name; nobody who was removed at their wish. */
export async function officesOf(scope: MunicipalityScope, meetingId: string): Promise<OfficeHolder[]> {
  return await scope.tx
    .select({
      id: meetingOffice.id,
      personId: meetingOffice.personId,
      fullName: person.fullName,
      occupation: person.occupation,
      office: meetingOffice.office,
      atMeeting: meetingOffice.atMeeting,
      nameAgreed: meetingOffice.nameAgreed,
    })
    .from(meetingOffice)
    .innerJoin(person, sameRow(person, 'id', meetingOffice, 'personId'))
    .where(own(scope, meetingOffice, eq(meetingOffice.meetingId, meetingId), isNull(person.removedAt)))
    .orderBy(asc(meetingOffice.createdAt), asc(person.fullName));
}

/**
 * Delegates whom gatherings chose and whose matters stand on this agenda (seed-002 P17): they are invited where their
 * gathering's results are considered.
 */
export async function delegatesFor(
  scope: MunicipalityScope,
  { agenda }: { readonly agenda: readonly Pick<AgendaItem, 'subjectId' | 'aboutId'>[] },
): Promise<OfficeHolder[]> {
  const subjects = agenda.flatMap((item) => aboutOf(item) ?? []);
  if (subjects.length === 0) return [];
  const open = await scope.tx
    .select({ kind: publication.kind })
    .from(publication)
    .where(
      own(scope, publication, and(inArray(publication.id, subjects), like(publication.kind, 'meeting:%'))),
    );
  // Published, or standing in its room without being published.
  const gatherings = new Set([...open.map(({ kind }) => kind.slice('meeting:'.length)), ...subjects]);
  const found = new Map<string, OfficeHolder>();
  for (const gathering of gatherings) {
    // Elected by a vote, or named by the staff where a gathering chose otherwise.
    const named = (await officesOf(scope, gathering)).filter(({ office }) => office === 'delegate');
    for (const one of [...(await electedOf(scope, gathering)), ...named])
      if (!found.has(one.personId)) found.set(one.personId, one);
  }
  return [...found.values()];
}
