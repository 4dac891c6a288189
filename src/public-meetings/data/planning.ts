import { and, asc, count, eq, inArray, isNotNull, isNull, max, ne, type SQL } from 'drizzle-orm';
import { termAfter, type Term } from '../../deadlines/data/term.ts';
import { votesLeft } from '../../decisions/data/left.ts';
import { readMeetings, recordableMeeting } from '../../meetings/data/hold.ts';
import type { MeetingKind, MeetingRow } from '../../meetings/data/kind.ts';
import { leadersOf, type Leader } from '../../meetings/data/leaders.ts';
import { participantsOf, type Participant } from '../../meetings/data/people.ts';
import { presences, type Presences } from '../../meetings/rules/who-counts.ts';
import { meeting } from '../../meetings/schema.ts';
import { listFocusEntries, listFocusGroups } from '../../needs/focus/data/focus-groups.ts';
import type { FocusEntry } from '../../needs/focus/rules/focus-record.ts';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { refuse } from '../refusals.ts';
import { planningMinutes, planningParts, type PlanningPart } from '../rules/planning.ts';
import { planningEntry, planningMeeting } from '../schema.ts';

/** A planning meeting of the municipality (R-PM): several in a cycle where there is need. */
export const planningKind: MeetingKind<typeof planningMeeting, PlanningPart> = {
  name: 'planning',
  command: ['public-meetings', 'planning-meeting'],
  own: planningMeeting,
  parts: planningParts,
  partWords: 'public-meetings.part',
  minutes: planningMinutes,
  people: {
    asks: ['fullName', 'sex', 'age', 'occupation', 'contact', 'kind', 'forInitiativeGroup', 'forMonitoring'],
  },
  refuse: (fault, about) => refuse(`meeting-${fault}`, about),
  async left(scope, id) {
    const [written] = await scope.tx
      .select({ entries: count() })
      .from(planningEntry)
      .where(own(scope, planningEntry, eq(planningEntry.meetingId, id)));
    const entries = written?.entries ?? 0;
    const votes = await votesLeft(scope, id);
    return {
      details: { entries, ...votes.details },
      missing: entries === 0 ? refuse('planning-without-entries') : votes.missing,
      written: entries > 0 ? refuse('planning-has-entries') : votes.written,
    };
  },
};

export type Proposal = Pick<typeof planningEntry.$inferSelect, 'id' | 'problemId' | 'text' | 'by'>;

export type PlanningItem = MeetingRow<typeof planningMeeting, PlanningPart> & {
  readonly leaders: readonly Leader[];
  readonly people: readonly Participant[];
  readonly sums: Presences;
  readonly proposals: readonly Proposal[];
  /** Lines added to the tables of focus groups. */
  readonly added: readonly FocusEntry[];
};

/** Planning meetings of a cycle by day and hour; those without a day last. */
export const listPlanning = async (scope: MunicipalityScope, cycleId: string) =>
  await readPlanning(scope, eq(meeting.cycleId, cycleId));

export async function findPlanning(scope: MunicipalityScope, id: string): Promise<PlanningItem | undefined> {
  return isId(id) ? (await readPlanning(scope, eq(meeting.id, id)))[0] : undefined;
}

async function readPlanning(scope: MunicipalityScope, where: SQL): Promise<PlanningItem[]> {
  const rows = await readMeetings(scope, planningKind, where);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const leaders = await leadersOf(scope, ids);
  const people = await participantsOf(scope, ids);
  const said = await scope.tx
    .select()
    .from(planningEntry)
    .where(own(scope, planningEntry, inArray(planningEntry.meetingId, ids)))
    .orderBy(asc(planningEntry.createdAt), asc(planningEntry.id));
  return rows.map((row) => {
    const mine = people.filter((one) => one.meetingId === row.id);
    return {
      ...row,
      leaders: leaders.get(row.id) ?? [],
      people: mine,
      sums: presences('planning', row, mine),
      proposals: said.filter((one) => one.meetingId === row.id && one.part === 'proposal'),
      added: said.flatMap(({ meetingId, part, problemId, ...entry }, order): FocusEntry[] =>
        meetingId === row.id && part !== 'proposal' && problemId !== null
          ? [{ ...entry, order, problemId, column: part }]
          : [],
      ),
    };
  });
}

/** Until when the planning meeting of a cycle is held (R-PM-01), counted from the last focus group that was. */
export const planningTerm = async (scope: MunicipalityScope, cycleId: string): Promise<Term> =>
  await termAfter(scope, 'planning-meeting', await lastFocusGroup(scope, cycleId));

/** Days on which planning meetings of the cycle were held, the first one first. */
export async function planningDays(scope: MunicipalityScope, cycleId: string): Promise<string[]> {
  const rows = await scope.tx
    .select({ day: meeting.heldOn })
    .from(meeting)
    .where(own(scope, meeting, standing(cycleId, 'planning'), isNotNull(meeting.heldOn)))
    .orderBy(asc(meeting.heldOn));
  return rows.flatMap(({ day }) => day ?? []);
}

/** Whether a focus group of the cycle is planned that was not held yet: the last one is still to come. */
export async function openFocusGroups(scope: MunicipalityScope, cycleId: string): Promise<boolean> {
  const rows = await scope.tx
    .select({ id: meeting.id })
    .from(meeting)
    .where(own(scope, meeting, standing(cycleId, 'focusGroup'), isNull(meeting.heldOn)))
    .limit(1);
  return rows.length > 0;
}

const standing = (cycleId: string, kind: 'planning' | 'focusGroup') =>
  and(eq(meeting.cycleId, cycleId), eq(meeting.kind, kind), ne(meeting.state, 'cancelled'));

/** The last day on which a focus group of the cycle was held; null while none was. */
export async function lastFocusGroup(scope: MunicipalityScope, cycleId: string): Promise<string | null> {
  const [last] = await scope.tx
    .select({ day: max(meeting.heldOn) })
    .from(meeting)
    .where(own(scope, meeting, standing(cycleId, 'focusGroup')));
  return last?.day ?? null;
}

/** A problem as the focus groups of all villages have left it. */
export type ProblemTable = {
  readonly problemId: string;
  readonly name: string;
  readonly description: string;
  /** Whose focus groups it was: two villages may have a problem of one name. */
  readonly places: readonly { readonly nameKy: string; readonly nameRu: string }[];
  readonly entries: readonly FocusEntry[];
};

/** The problems that focus groups of the cycle have analysed, each once, with everybody's lines. */
export async function problemTables(scope: MunicipalityScope, cycleId: string): Promise<ProblemTable[]> {
  const tables = new Map<string, ProblemTable>();
  for (const group of await listFocusGroups(scope, cycleId)) {
    if (group.state === 'cancelled') continue;
    const entries = await listFocusEntries(scope, group.id);
    for (const { problemId, name, description } of group.topics) {
      const known = tables.get(problemId);
      tables.set(problemId, {
        problemId,
        name,
        description: [known?.description ?? '', description].filter((text) => text !== '').join('\n'),
        places: [...(known?.places ?? []), group.place],
        entries: [...(known?.entries ?? []), ...entries.filter((one) => one.problemId === problemId)],
      });
    }
  }
  return [...tables.values()];
}

/** Whether a focus group of the cycle has analysed this problem. */
export async function isTopic(
  scope: MunicipalityScope,
  cycleId: string,
  problemId: string,
): Promise<boolean> {
  return (await problemTables(scope, cycleId)).some((one) => one.problemId === problemId);
}

/** A line that this account may change now, and its meeting. Refuses `planning-entry-gone` and `edited-meanwhile`. */
export async function entryToChange(
  scope: MunicipalityScope,
  input: { readonly id: string; readonly entryId: string; readonly before: string },
) {
  const found = await recordableMeeting(scope, planningKind, { id: input.id });
  if (!found.ok) return found;
  const mine = own(
    scope,
    planningEntry,
    eq(planningEntry.meetingId, input.id),
    eq(planningEntry.id, input.entryId),
  );
  const [entry] = await scope.tx.select().from(planningEntry).where(mine);
  if (!entry) return refuse('planning-entry-gone');
  return editedMeanwhile(input.before, entry.text.trim()) ?? { ...found, entry };
}
