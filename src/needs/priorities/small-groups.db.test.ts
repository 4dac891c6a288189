import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { runCommand } from '../../platform/db/command.ts';
import { openMunicipality, openPublic } from '../../platform/db/scope.ts';
import { createProblem } from '../sessions/commands/create-problem.ts';
import { publishMunicipalityPriorities } from './commands/publish-municipality-priorities.ts';
import { publishVillagePriorities } from './commands/publish-village-priorities.ts';
import { publishedHead, publishedSnapshot, type PublicationKind } from './data/publications.ts';
import { makeCycle, makeSession, makeStatements } from './priorities.fixture.ts';

let base: TestDatabase;
let place: TestMunicipality;
let cycleId: string;
let villageId: string;
beforeAll(async () => {
  base = await createTestDatabase();
  place = await makeMunicipality(base.db);
  villageId = place.villages[0]!.id;
  cycleId = await makeCycle(base.db, place.id);
});
afterAll(async () => await base.drop());

const run = async (command: unknown, input: unknown) =>
  await openMunicipality(
    base.db,
    place.gate('staff'),
    async (scope) => await runCommand(scope, command as Parameters<typeof runCommand>[1], input),
  );

async function hold(ageGroup: string, women: number, votes: Record<string, number>): Promise<string> {
  const facts = { municipalityId: place.id, cycleId, villageId, ageGroup, state: 'closed' as const };
  const sessionId = await makeSession(base.db, { ...facts, women, men: 0 });
  await base.db.owner.query(`update meeting set attendance = 'counts' where id = $1`, [sessionId]);
  for (const [name, count] of Object.entries(votes)) {
    const ids = await makeStatements(base.db, place.id, sessionId, name, count);
    const made = await run(createProblem, {
      cycleId,
      name,
      statements: ids.map((id) => ({ id })),
      reason: 'үлгү',
    });
    expect(made.ok, JSON.stringify(made)).toBe(true);
  }
  return sessionId;
}

async function shown(kind: PublicationKind, unitId: string) {
  return await openPublic(base.db, async (scope) => {
    const head = await publishedHead(scope, { municipalityId: place.id, kind, unitId, year: 2026 });
    return head && (await publishedSnapshot(scope, place.id, head.id));
  });
}

test('two people who agree are not published, nor by the municipality, nor by taking their session away', async () => {
  expect(await run(publishVillagePriorities, { year: 2026, villageId })).toMatchObject({ ok: false });
  const pair = await hold('56+', 2, { 'Суу жок': 6, 'Көпүрө жок': 2 });
  expect(await run(publishVillagePriorities, { year: 2026, villageId })).toMatchObject({
    code: 'too-few-people',
  });
  await hold('18-35', 20, { 'Жол начар': 40 });
  expect(await run(publishVillagePriorities, { year: 2026, villageId, rule: 'equal-groups' })).toMatchObject({
    code: 'rule-needs-groups',
  });
  expect(await run(publishVillagePriorities, { year: 2026, villageId })).toMatchObject({ ok: true });
  const first = await shown('village-priorities', villageId);
  expect(first?.priorities.map(({ name, votes }) => [name, votes])).toEqual([
    ['Жол начар', 40],
    ['Суу жок', 6],
  ]);
  expect(first?.hidden).toMatchObject({ groupsOf: [{ id: villageId }], few: ['Көпүрө жок'], held: false });

  expect(await run(publishMunicipalityPriorities, { year: 2026 })).toMatchObject({ ok: true });
  const whole = await shown('municipality-priorities', place.id);
  expect(whole?.priorities.map(({ votes, byPart }) => [votes, byPart])).toEqual([
    [40, [40]],
    [6, [6]],
  ]);

  await base.db.owner.query(`update meeting set state = 'cancelled' where id = $1`, [pair]);
  expect(await run(publishVillagePriorities, { year: 2026, villageId })).toMatchObject({ ok: true });
  const second = await shown('village-priorities', villageId);
  expect(second?.priorities).toEqual(first?.priorities);
  expect(second?.hidden.held).toBe(true);
});
