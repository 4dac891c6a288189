import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { insertLeader, insertSession } from '../../test/meetings.ts';
import { annulAct } from '../acts/commands/annul-act.ts';
import { registerAct } from '../acts/commands/register-act.ts';
import { renewAct } from '../acts/commands/renew-act.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { actFor } from '../acts/data.ts';
import { createApp } from '../app.ts';
import { answerReadiness } from '../cycle/commands/answer-readiness.ts';
import { formWorkingGroup } from '../cycle/commands/form-working-group.ts';
import { makeWorkPlan } from '../cycle/commands/make-work-plan.ts';
import { nameResponsibleSpecialist } from '../cycle/commands/name-responsible-specialist.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { recordDecision } from '../cycle/commands/record-decision.ts';
import { groupOrderTemplate, planOrderTemplate } from '../cycle/data.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser, type TestBrowser } from '../platform/auth/testing.ts';
import { newId } from '../platform/db/id.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { dayAfter } from '../cycle/rules/activities.ts';
import { openSessionsPhase } from './commands/open-sessions-phase.ts';

// No dead end: from every state of the organisational stage the home page leads to a form that takes it on, also after
// an order was annulled, renewed, or only numbered.

let base: TestDatabase;
let home: TestMunicipality;
let acting: Acting;
let browser: TestBrowser;
const today = todayInBishkek(new Date());

beforeAll(async () => {
  base = await createTestDatabase();
  const app: Hono<Web> = createApp(testServices(base.db));
  acting = actingIn(base.db);
  home = await makeMunicipality(base.db);
  const roles = [{ municipalityId: home.id, role: 'head' as const }];
  const facts = { name: 'Башчы', email: `${newId()}@example.kg`, roles };
  browser = testBrowser(app, await signInForTest(base.db, (await createAccount(base.db, facts)).id));
});
afterAll(async () => await base.drop());

const page = async (path: string) => {
  const answer = await browser.get(path);
  expect(answer.status, path).toBe(200);
  return await answer.text();
};

/** Follows the home page's next step; the actions of the forms there, without the municipality's path. */
async function wayOn(): Promise<string> {
  const html = await page(`/ky/m/${home.id}`);
  const card = /class="card next"[\s\S]*?<\/section>/.exec(html)?.[0] ?? html;
  const link = /<a class="btn" href="([^"]+)"/.exec(card)?.[1] ?? '';
  expect(link, 'the next step has a link').not.toBe('');
  const main = (await page(link.replaceAll('&amp;', '&'))).split('<main')[1] ?? '';
  const forms = [
    ...main.matchAll(
      /<form[^>]*method="post"[^>]*action="([^"]+)"|<form[^>]*action="([^"]+)"[^>]*method="post"/g,
    ),
  ];
  const links = [...main.matchAll(/href="([^"]+)"/g)].map(([, to]) => to ?? '');
  return [...forms.map(([, a, b]) => a ?? b ?? ''), ...links].join(' ').replaceAll(`/ky/m/${home.id}`, '');
}

// Some forty pages: on a busy machine they take longer than a test is given by itself.
test('every state of the organisational stage has a way on', { timeout: 120_000 }, async () => {
  const head = home.gate('head');
  expect(await wayOn()).toMatch(/\/cycle( |$)/);
  const { id: cycleId } = await acting.done(head, openCycle, { year: today.slice(0, 4) });
  expect(await wayOn()).toContain('/cycle/decision');
  const decidedOn = dayAfter(today, -10);
  await acting.done(head, recordDecision, { cycleId, decidedBy: 'head', decidedOn, decisionBasis: 'чечим' });
  expect(await wayOn()).toContain('/cycle/working-group');
  const { id: bodyId } = await acting.done(head, formWorkingGroup, {
    cycleId,
    nameKy: 'Топ',
    nameRu: 'Группа',
  });
  expect(await wayOn()).toContain(`/people/bodies/${bodyId}`);
  const people = await members(bodyId);
  expect(await wayOn()).toContain('/cycle/specialist');
  await acting.done(head, nameResponsibleSpecialist, { cycleId, personId: people[0]! });
  const sign = async (template: string) => await signed(cycleId, template);
  await orderHasWaysOn(cycleId, groupOrderTemplate);
  await sign(groupOrderTemplate);
  expect(await wayOn()).toContain('/cycle/plan');
  await acting.done(head, makeWorkPlan, { cycleId, startsOn: today });
  expect(await wayOn()).toMatch(/\/needs\/.*plan/);
  await session(cycleId, people);
  await orderHasWaysOn(cycleId, planOrderTemplate);
  await sign(planOrderTemplate);
  expect(await wayOn()).toContain('/cycle/readiness/');
  for (const question of [4, 7, 8])
    await acting.done(head, answerReadiness, { cycleId, question, answer: 'yes' });
  expect(await wayOn()).toContain('/cycle/readiness/open');
  // The first order annulled now: the cycle goes back to it, and on again.
  await acting.done(head, annulAct, {
    actId: (await standing(cycleId, groupOrderTemplate)).id,
    reason: 'Ката кетти',
  });
  await orderHasWaysOn(cycleId, groupOrderTemplate);
  await sign(groupOrderTemplate);
  expect(await wayOn()).toContain('/cycle/readiness/open');
  await acting.done(head, openSessionsPhase, { cycleId });
  expect(await wayOn()).toContain('/needs/sessions/');
});

const standing = async (cycleId: string, template: string) =>
  (await acting.read(home.gate('head'), async (scope) => await actFor(scope, template, cycleId)))!;

async function signed(cycleId: string, template: string): Promise<string> {
  const { id: actId } = await standing(cycleId, template);
  await acting.done(home.gate('head'), signAct, {
    actId,
    signedBy: 'Башчы',
    issuedOn: today,
    confirmed: true,
  });
  return actId;
}

/** An order as a draft, only numbered, annulled, signed and annulled, and renewed. */
async function orderHasWaysOn(cycleId: string, template: string): Promise<void> {
  const head = home.gate('head');
  const signing = async () =>
    await expect(wayOn()).resolves.toContain(`/acts/${(await standing(cycleId, template)).id}/sign`);
  await signing();
  const { id: actId } = await standing(cycleId, template);
  await acting.done(head, registerAct, { actId, issuedOn: today });
  await signing();
  await acting.done(head, annulAct, { actId, reason: 'Ката кетти' });
  await signing();
  const second = await signed(cycleId, template);
  await acting.done(head, renewAct, { actId: second });
  // The signed one stands: the cycle goes on, and the act leads to the draft.
  expect(await wayOn()).not.toContain('/sign');
  expect(await page(`/ky/m/${home.id}/cycle`)).toContain(`/acts/${(await standing(cycleId, template)).id}`);
  const third = await signed(cycleId, template);
  await acting.done(head, annulAct, { actId: third, reason: 'Ката кетти' });
  await signing();
}

async function members(bodyId: string): Promise<string[]> {
  const categories = ['executive', 'deputy', 'villageHead', 'activist', 'activist', 'organisation'];
  const ids: string[] = [];
  for (const [index, category] of categories.entries()) {
    const id = newId();
    ids.push(id);
    const sex = index % 2 === 0 ? 'female' : 'male';
    const role = ['chair', 'secretary'][index] ?? 'member';
    const { owner } = base.db;
    await owner.query(
      `insert into person (municipality_id, id, full_name, sex, occupation) values ($1, $2, $3, $4, 'адис')`,
      [home.id, id, `Асанова Гүл${index}`, sex],
    );
    await owner.query(
      `insert into person_contact (municipality_id, person_id, phone) values ($1, $2, '0700 000 100')`,
      [home.id, id],
    );
    await owner.query(
      `insert into membership (municipality_id, id, body_id, person_id, role, category, post, trained, valid_from)
       values ($1, $2, $3, $4, $5, $6, 'башкы адис', true, '2026-05-01')`,
      [home.id, newId(), bodyId, id, role, category],
    );
  }
  return ids;
}

async function session(cycleId: string, people: readonly string[]): Promise<void> {
  const facts = { plannedOn: dayAfter(today, 3), startsAt: '10:00', endsAt: '12:30', venue: 'мектеп' };
  const id = newId();
  const villageId = home.villages[0]!.id;
  const counts = { plannedPeople: 24, plannedWomen: 12 };
  await insertSession(base.db.owner, {
    id,
    municipalityId: home.id,
    cycleId,
    villageId,
    ageGroup: '18-35',
    ...facts,
    ...counts,
  });
  for (const [index, personId] of people.slice(0, 2).entries()) {
    const role = index === 0 ? 'facilitator' : 'recorder';
    await insertLeader(base.db.owner, { municipalityId: home.id, meetingId: id, personId, role });
  }
}
