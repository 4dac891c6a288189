import type { Neighbours } from '../../test/acting.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate } from '../platform/db/gate.ts';
import { planPlanningMeeting } from '../public-meetings/commands/plan-planning-meeting.ts';
import { addQuestion } from './commands/add-question.ts';
import { openQuestion } from './commands/open-question.ts';
import { registerPerson } from './commands/register-person.ts';
import { questionOf } from './data/questions.ts';
import { tokenCodes } from './rules/token-code.ts';

// A meeting at which people are registered and vote by their numbers.

export const codes = tokenCodes('a secret of tests');

export type Hall = {
  readonly meetingId: string;
  readonly register: (about?: object) => Promise<{ id: string; number: number; tokenId: string | null }>;
  /** Puts a motion to the vote by tokens. */
  readonly put: (about?: object) => Promise<string>;
  readonly found: (questionId: string) => Promise<NonNullable<Awaited<ReturnType<typeof questionOf>>>>;
};

/** The cycle in which the halls of a test's database stand. */
const cycles = new WeakMap<object, Promise<string>>();

/** A new planning meeting; the first resident of `people` is number 1. */
export async function openHall(at: Neighbours, chair: Gate, people = 0): Promise<Hall> {
  const { db } = at.base;
  if (!cycles.has(db)) cycles.set(db, makeCycle(db, at.home.id, 2031));
  const cycleId = await cycles.get(db);
  const { id: meetingId } = await at.acting.done(chair, planPlanningMeeting, {
    cycleId,
    plannedOn: '2026-04-20',
  });
  const villageId = at.home.villages[0]!.id;
  const usual = { id: meetingId, sex: 'female', villageId, mayVote: 'yes', codes };
  const hall: Hall = {
    meetingId,
    register: async (about = {}) => await at.acting.done(chair, registerPerson, { ...usual, ...about }),
    async put(about = {}) {
      const asked = { text: 'Суу түтүгүн жаңылоо', kind: 'motion', way: 'tokens', ruleName: 'hearing' };
      const { id } = await at.acting.done(chair, addQuestion, { id: meetingId, ...asked, ...about });
      await at.acting.done(chair, openQuestion, { id: meetingId, questionId: id });
      return id;
    },
    found: async (questionId) =>
      (await at.acting.read(chair, async (scope) => await questionOf(scope, meetingId, questionId)))!,
  };
  for (let one = 0; one < people; one += 1) await hall.register();
  return hall;
}

/** The keyed hash by which the token of a number is found. */
export const hashOfToken = (hall: Hall, tokenId: string) =>
  codes.hashOf(hall.meetingId, codes.codeOf(tokenId));
