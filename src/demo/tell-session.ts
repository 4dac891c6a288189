import { addStatements } from '../needs/sessions/commands/add-statements.ts';
import { createProblem } from '../needs/sessions/commands/create-problem.ts';
import { groupStatements } from '../needs/sessions/commands/group-statements.ts';
import { markCompetence } from '../needs/priorities/commands/mark-competence.ts';
import { saveBudgetGuess } from '../needs/sessions/commands/save-budget-guess.ts';
import { saveInstitutions } from '../needs/sessions/commands/save-institutions.ts';
import type { Gate } from '../platform/db/gate.ts';
import { ageGroups, participantsOf, problems, records, womenAmong, type DemoSession } from './kok-irim.ts';
import { day, moment } from './storyteller.ts';
import type { Told } from './tell-municipality.ts';
import {
  closeSession,
  saveParticipants,
  saveSessionRecord,
} from '../needs/sessions/commands/session-steps.ts';

/** A session's revision after it was planned and its pair assigned: not read, so that every start says the same. */
export const plannedRevision = 1;

/** The record of one session as its facilitator types it, the grouping, and the chair's closing on the next day. */
export async function tellSession(
  { story, year }: Told,
  told: {
    readonly cycleId: string;
    readonly sessionId: string;
    readonly session: DemoSession;
    readonly index: number;
    readonly heldOn: { readonly month: number; readonly day: number };
    readonly facilitator: Gate;
    readonly chair: Gate;
    /** Problems named so far; new ones are added. */
    readonly problemIds: Map<string, string>;
  },
): Promise<void> {
  const { session, facilitator, chair, heldOn, problemIds, cycleId } = told;
  const name = `${session.village} ${session.ageGroup}`;
  const record = records[session.village];
  const at = moment(year, heldOn.month, heldOn.day, 18);
  const { sessionId: id } = told;
  const saved = await story.perform(facilitator, at, `record ${name}`, saveSessionRecord, {
    id,
    revision: plannedRevision,
    heldOn: day(year, heldOn.month, heldOn.day),
    heldVenue: session.venue,
    attendance: 'list',
    guests: 2,
    resourcesNotes: record.resources,
    galleryNotes: record.gallery,
  });
  const listed = await story.perform(facilitator, at, `participants ${name}`, saveParticipants, {
    id,
    revision: saved.revision,
    rows: participantsOf(session, told.index).map((row, index) => ({
      ...row,
      forInitiativeGroup: index % 8 === 1,
      forFocusGroup: index % 5 === 2,
    })),
  });
  const drawn = await story.perform(facilitator, at, `institutions ${name}`, saveInstitutions, {
    id,
    revision: listed.revision,
    rows: record.institutions.map((institution, index) => ({ ...institution, rank: index + 1 })),
  });
  await story.perform(facilitator, at, `pie ${name}`, saveBudgetGuess, {
    id,
    revision: drawn.revision,
    rows: record.pie.map(([slice, percent]) => ({ name: slice, share: percent * 100 })),
  });

  const group = ageGroups.indexOf(session.ageGroup);
  const stickers = problems.flatMap((problem) => {
    const votes = problem.votes[session.village][group]!;
    const women = womenAmong(votes, problem.womenPercent);
    return Array.from({ length: votes }, (_, index) => ({
      problem: problem.name,
      text: problem.wordings[(index + told.index) % problem.wordings.length]!,
      sex: index < women ? ('female' as const) : ('male' as const),
    }));
  });
  // Nobody has more than five: stickers go round the women and the men in turn.
  const given = { female: 0, male: 0 };
  const numbered = stickers.map(({ problem, text, sex }) => {
    const turn = given[sex]++;
    const participantNumber =
      sex === 'female' ? 1 + (turn % session.women) : session.women + 1 + (turn % session.men);
    return { problem, text, participantNumber };
  });
  const { ids } = await story.perform(facilitator, at, `stickers ${name}`, addStatements, {
    sessionId: id,
    stickers: numbered.map(({ text, participantNumber }) => ({ text, participantNumber })),
  });
  for (const problem of problems) {
    const statements = ids
      .filter((_, index) => numbered[index]!.problem === problem.name)
      .map((one) => ({ id: one }));
    if (statements.length === 0) continue;
    const known = problemIds.get(problem.name);
    const deed = `group ${name} ${problem.category}`;
    if (known !== undefined) {
      await story.perform(facilitator, at, deed, groupStatements, { statements, problemId: known });
    } else {
      const made = await story.perform(facilitator, at, deed, createProblem, {
        cycleId,
        name: problem.name,
        category: problem.category,
        statements,
      });
      problemIds.set(problem.name, made.id);
    }
  }
  await story.perform(chair, moment(year, heldOn.month, heldOn.day + 1, 11), `close ${name}`, closeSession, {
    id,
  });
}

/** Says of each problem who settles it. */
export async function markProblems(
  { story, year }: Told,
  chair: Gate,
  problemIds: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { name, competence, localMatter = null, category } of problems) {
    const problemId = problemIds.get(name);
    if (problemId === undefined) continue;
    await story.perform(chair, moment(year, 3, 23), `competence ${category}`, markCompetence, {
      problemId,
      competence,
      localMatter,
    });
  }
}
