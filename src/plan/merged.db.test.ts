import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  systemGate,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { runCommand } from '../platform/db/command.ts';
import { newId } from '../platform/db/id.ts';
import { openSystem } from '../platform/db/scope.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { testPage } from '../platform/ui/testing.tsx';
import { giveMissingAddresses } from '../territory/commands/give-missing-addresses.ts';
import { mergeUnits } from '../territory/commands/merge-units.ts';
import { openDiscussion } from './commands/open-discussion.ts';
import { takeProblem } from './commands/take-problem.ts';
import { currentPlan, firstProblem, writtenPlan } from './plan.fixture.ts';
import { publicRoutes } from './routes/public.tsx';

// Plans beside other municipalities, and of one that is no more.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let [home, away]: TestMunicipality[] = [];

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
});
afterAll(async () => await base?.drop());

test('a problem of another municipality, or of no list, comes into no plan', async () => {
  const mine = await writtenPlan(base, acting, home!);
  const theirs = await writtenPlan(base, acting, away!);
  const { direction } = firstProblem(await currentPlan(acting, home!.gate('staff'), mine.planId));
  const foreign = firstProblem(await currentPlan(acting, away!.gate('staff'), theirs.planId)).problem;
  const take = async (placed: string) =>
    await acting.code(home!.gate('staff'), takeProblem, {
      ...{ id: mine.planId, directionId: direction.id, placed },
    });
  expect(await take(`${foreign.villageId}.${foreign.problemId}`)).toBe('plan-problem-unknown');
  expect(await take(`all.${foreign.problemId}`)).toBe('plan-problem-unknown');
  expect(await take(`all.${newId()}`)).toBe('plan-problem-unknown');
});

test('a plan stays to be read where it was shown after its municipality was merged into another', async () => {
  const place = await makeMunicipality(base.db, { name: 'Кызыл-Суу', villages: ['Кайыңды', 'Терек'] });
  const { planId, itemId } = await writtenPlan(base, acting, place);
  await acting.done(place.gate('staff'), openDiscussion, { id: planId, discussionUntil: '2026-06-25' });
  await giveMissingAddresses(base.db, now);
  const services = testServices(base.db);
  const web = new Hono<Web>();
  web.use(async (c, next) => {
    c.set('services', services);
    c.set('lang', 'ky');
    c.set('now', now);
    c.set('page', testPage('ky', { path: c.req.path }));
    await next();
  });
  web.route('/plans', publicRoutes());
  const read = async (rest = '') => await web.request(`/plans/${place.id}/2026${rest}`);
  const village = place.villages[0]!;
  const before = await (await read(`/villages/${village.id}`)).text();
  expect(before).toContain('1,2 км түтүк төшөө');

  const merged = await openSystem(
    base.db,
    systemGate(),
    async (scope) =>
      await runCommand(scope, mergeUnits, {
        ...{ unitIds: [place.id, away!.id], continueAs: away!.id },
        ...{ nameKy: 'Ак-Суу', nameRu: 'Ак-Суу', kind: 'aiylAimak', on: '2026-06-15' },
      }),
  );
  expect(merged, JSON.stringify(merged)).toMatchObject({ ok: true });
  for (const rest of ['', `/villages/${village.id}`, `/items/${itemId}`]) {
    const answer = await read(rest);
    expect([rest, answer.status]).toEqual([rest, 200]);
  }
  // Villages are called as on the day it was shown.
  expect(await (await read(`/villages/${village.id}`)).text()).toBe(before);
});
