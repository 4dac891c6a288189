import type { Acting } from '../../../test/acting.ts';
import type { TestDatabase, TestMunicipality } from '../../../test/database.ts';
import { saveFocusTopic } from '../focus/commands/save-focus-topic.ts';
import { planFocusGroup } from '../focus/commands/plan-focus-group.ts';
import { makeCycle, makeSession, makeStatements } from '../priorities/priorities.fixture.ts';
import { createProblem } from '../sessions/commands/create-problem.ts';

/** A cycle whose two villages have each analysed roads, one of them water too. */
export async function analysedCycle(
  base: TestDatabase,
  acting: Acting,
  place: TestMunicipality,
  year = 2026,
) {
  const staff = place.gate('staff');
  const cycleId = await makeCycle(base.db, place.id, year);
  const [aral, birdik] = place.villages.map((one) => one.id) as [string, string];
  const sessionId = await makeSession(base.db, {
    ...{ municipalityId: place.id, cycleId, villageId: aral, women: 12, men: 10 },
  });
  const problem = async (name: string, votes: number) => {
    const ids = await makeStatements(base.db, place.id, sessionId, name, votes);
    const { id } = await acting.done(staff, createProblem, {
      ...{ cycleId, name, statements: ids.map((one) => ({ id: one, seq: 0 })) },
    });
    return id;
  };
  const [water, road] = [await problem('Таза суу жетишсиз', 6), await problem('Жолдор начар', 4)];
  const group = async (villageId: string, problemIds: readonly string[]) =>
    (
      await acting.done(staff, planFocusGroup, {
        ...{ cycleId, villageId, problemIds, plannedOn: '2026-03-28', confirmed: 'yes' },
        ...{ startsAt: '10:00', venue: 'Клуб' },
      })
    ).id;
  const [first, second] = [await group(aral, [water, road]), await group(birdik, [road])];
  const say = async (id: string, problemId: string, column: string, text: string) =>
    (await acting.done(staff, saveFocusTopic, { id, problemId, lines: [{ column, text }] })).entryIds[0]!;
  return {
    ...{ cycleId, water, road, aral, birdik, say, groups: [first, second] as const },
    lines: {
      ditchA: await say(first, road, 'cause', 'Арык жок'),
      trucks: await say(first, road, 'cause', 'Жүк ташуучу унаалар көп'),
      ditchB: await say(second, road, 'cause', 'Арык казылган эмес'),
      gravel: await say(second, road, 'solution', 'Шагыл төгүү'),
      pipe: await say(first, water, 'cause', 'Түтүк эскирген'),
    },
  };
}
