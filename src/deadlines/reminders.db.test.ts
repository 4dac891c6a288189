import { afterEach, beforeAll, expect, test } from 'vitest';
import { openNeighbours } from '../../test/acting.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { newId } from '../platform/db/id.ts';
import { testServices, type TestServices } from '../platform/http/testing.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import type { Lang } from '../platform/i18n/lang.ts';
import { runWaiting } from '../platform/jobs/jobs.ts';
import type { ClockSources } from './data/agenda.ts';
import { dropClocks, finishClock, restartClock } from './data/clocks.ts';
import { remindAll } from './reminders.ts';

const places = openNeighbours();
const sources: ClockSources = {
  subjects: {
    hearing: async (_, ids) =>
      await Promise.resolve(new Map(ids.map((id) => [id, { name: 'Бюджеттик угуу', path: '/x' }]))),
  },
  following: [],
};

/** The server in the morning of a day. */
const morning = (day: string): TestServices =>
  testServices(places.base.db, { clock: () => new Date(`${day}T02:00:00Z`) });

async function somebody(about: { email?: string; lang?: Lang; at?: 'home' | 'away' } = {}) {
  const municipalityId = places[about.at ?? 'home'].id;
  const account = await createAccount(places.base.db, {
    name: 'Айгүл Сынакова',
    ...(about.email === undefined ? { phone: '+996 700 123 456' } : { email: about.email }),
    lang: about.lang ?? 'ky',
    roles: [{ municipalityId: places.home.id, role: 'staff' }],
  });
  await places.base.db.owner.query(
    `update role_assignment set valid_from = '2020-01-01' where account_id = $1`,
    [account.id],
  );
  const personId = newId();
  await places.base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id) values ($1, $2, 'Айгүл Сынакова', $3)`,
    [personId, municipalityId, account.id],
  );
  return { accountId: account.id, personId };
}

async function clockOf(responsibleId: string, from: string): Promise<string> {
  const subjectId = newId();
  await places.acting.read(places.home.gate('staff'), async (scope) => {
    const about = { rule: 'hearing-decisions-sent', subjectKind: 'hearing', subjectId, from } as const;
    await restartClock(scope, { reason: '', ...about, responsibleId });
  });
  return subjectId;
}

let reader: Awaited<ReturnType<typeof somebody>>;
beforeAll(async () => {
  reader = await somebody({ email: 'aigul@example.kg', lang: 'ru' });
});
afterEach(async () => {
  await places.base.db.owner.query(
    'delete from job_outbox; delete from deadline_reminder; delete from clock',
  );
});

test('a letter in the morning to who answers for what is late or due within three days, one a day', async () => {
  await clockOf(reader.personId, '2024-01-31');
  await clockOf(reader.personId, '2024-02-15');
  const early = morning('2024-02-06');
  expect(await remindAll(early, sources)).toBe(0);
  const services = morning('2024-02-07');
  // Several servers, and a job that is run again after it was cut off.
  const sent = await Promise.all([1, 2, 3].map(async () => await remindAll(services, sources)));
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(await remindAll(services, sources)).toBe(0);
  await runWaiting(services);
  expect(services.letters).toHaveLength(1);
  const { t, fmt } = i18nFor('ru');
  const [letter] = services.letters;
  expect(letter).toMatchObject({
    to: 'aigul@example.kg',
    subject: t('deadlines.mail.subject', { count: 1 }),
  });
  for (const words of [
    t('deadlines.rule.hearing-decisions-sent'),
    'Бюджеттик угуу',
    fmt.date('2024-02-10'),
    `http://localhost:3000/ru/m/${places.home.id}/deadlines`,
  ])
    expect(letter!.text).toContain(words);
  expect(letter!.text).not.toContain(fmt.date('2024-02-25'));
  // Late, it is said again each day.
  const later = morning('2024-02-12');
  expect([await remindAll(later, sources), await remindAll(later, sources)]).toEqual([1, 0]);
});

test('what is done or fell away is not reminded of, nor what others answer for', async () => {
  const done = await clockOf(reader.personId, '2024-01-31');
  const dropped = await clockOf(reader.personId, '2024-01-31');
  await clockOf((await somebody()).personId, '2024-01-31');
  await places.acting.read(places.home.gate('staff'), async (scope) => {
    await finishClock(scope, { rule: 'hearing-decisions-sent', subjectId: done, on: '2024-02-08' });
    await dropClocks(scope, dropped);
  });
  expect(await remindAll(morning('2024-02-12'), sources)).toBe(0);
});

test('whoever works here no longer is told nothing', async () => {
  const left = await somebody({ email: 'left@example.kg' });
  await clockOf(left.personId, '2024-01-31');
  const role = `update role_assignment set valid_to = $2 where account_id = $1`;
  await places.base.db.owner.query(role, [left.accountId, new Date('2024-02-01T00:00:00Z')]);
  expect(await remindAll(morning('2024-02-12'), sources)).toBe(0);
});

test('what stands in the way of one letter keeps no other, and leaves nothing half done', async () => {
  const other = await somebody({ email: 'other@example.kg' });
  await clockOf(reader.personId, '2024-01-31');
  await clockOf(other.personId, '2024-01-31');
  let broken = true;
  const failing: ClockSources = {
    subjects: {},
    following: [
      async (scope) => {
        if (broken && scope.actor.accountId === reader.accountId) throw new Error('a fault of a room');
        return await Promise.resolve([]);
      },
    ],
  };
  const services = morning('2024-02-12');
  expect(await remindAll(services, failing)).toBe(1);
  broken = false;
  expect(await remindAll(services, failing)).toBe(1);
  await runWaiting(services);
  expect(services.letters.map(({ to }) => to).sort()).toEqual(['aigul@example.kg', 'other@example.kg']);
});
