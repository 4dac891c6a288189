import { expect, test } from 'vitest';
import { actingIn, openNeighbours } from '../../test/acting.ts';
import { insertFocusGroup, insertSession } from '../../test/meetings.ts';
import { clockSources } from '../app.ts';
import { enterRule } from '../deadlines/commands/enter-rule.ts';
import { agendaOf } from '../deadlines/data/agenda.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { newId } from '../platform/db/id.ts';

// The deadlines of a cycle follow from its records: nobody starts or stops them.

const places = openNeighbours();

test('from the opening of the sessions to the draft of the joint plan, day by day', async () => {
  const { owner } = places.base.db;
  const { id: municipalityId, villages } = places.home;
  const [aral, birdik] = villages.map(({ id }) => id);
  const cycleId = await makeCycle(places.base.db, municipalityId, 2026);
  const specialist = newId();
  await owner.query(`insert into person (id, municipality_id, full_name) values ($1, $2, 'Айбек Осмонов')`, [
    specialist,
    municipalityId,
  ]);
  await owner.query(
    `update cycle set sessions_opened_at = '2026-03-02T04:00:00Z', responsible_person_id = $2 where id = $1`,
    [cycleId, specialist],
  );
  /** What is due on a day: rule, thing, window. */
  const agenda = async (day: string) => {
    const { read } = actingIn(places.base.db, new Date(`${day}T06:00:00Z`));
    const items = await read(places.home.gate('staff'), async (scope) => agendaOf(scope, clockSources, 'ru'));
    for (const one of items) expect(one.responsible?.fullName).toBe('Айбек Осмонов');
    return items.map(({ name, subject, counted }) =>
      [name, subject?.name, counted.earliest, counted.due, counted.standing].join(' '),
    );
  };
  const about = { municipalityId, cycleId, state: 'open' };
  const assessment = 'assessment Цикл 2026 года 2026-03-30 2026-04-13 running';
  expect(await agenda('2026-03-03')).toEqual([assessment]);

  await insertSession(owner, { ...about, villageId: aral!, heldOn: '2026-03-10' });
  await insertSession(owner, { ...about, villageId: aral!, ageGroup: '56+', heldOn: '2026-03-12' });
  await insertSession(owner, { ...about, villageId: birdik!, heldOn: '2026-03-16' });
  const ofAral = (standing: string) => `focus-group Арал 2026-03-19 2026-03-26 ${standing}`;
  expect(await agenda('2026-03-17')).toEqual([
    ofAral('running'),
    'focus-group Бирдик 2026-03-23 2026-03-30 running',
    assessment,
  ]);
  // Entered late and from paper, it moves the days by itself.
  await insertSession(owner, { ...about, villageId: birdik!, ageGroup: '36-55', heldOn: '2026-03-18' });
  const ofBirdik = 'focus-group Бирдик 2026-03-25 2026-04-01 running';
  expect(await agenda('2026-03-19')).toEqual([ofAral('running'), ofBirdik, assessment]);
  expect(await agenda('2026-03-27')).toEqual([ofAral('late'), ofBirdik, assessment]);

  await insertFocusGroup(owner, { ...about, villageId: aral!, heldOn: '2026-03-27' });
  // Planned only, the second is still waited for: the planning meeting does not count yet.
  const second = await insertFocusGroup(owner, {
    ...about,
    state: 'planned',
    villageId: birdik!,
    plannedOn: '2026-03-31',
  });
  expect(await agenda('2026-03-28')).toEqual([ofBirdik, assessment]);
  await owner.query(`update meeting set state = 'open', held_on = '2026-03-31' where id = $1`, [second]);
  const planning = 'planning-meeting Цикл 2026 года  2026-04-07 running';
  expect(await agenda('2026-04-01')).toEqual([planning, assessment]);

  // An act of the municipality gives it ten working days: the agenda, and the page that plans it, go by that.
  const act = { basis: 'localAct', title: 'Регламент', article: '3', unit: 'working', ifNotWorking: 'stay' };
  const rule = { ...act, rule: 'planning-meeting', atMost: '10', validFrom: '2026-03-01' };
  await places.acting.done(places.home.gate('head'), enterRule, rule);
  expect(await agenda('2026-04-01')).toEqual([assessment, planning.replace('2026-04-07', '2026-04-14')]);

  await owner.query(
    `insert into meeting (id, municipality_id, kind, cycle_id, state, held_on) values ($1, $2, 'planning', $3, 'open', '2026-04-06')`,
    [newId(), municipalityId, cycleId],
  );
  const plan = 'joint-plan Цикл 2026 года 2026-04-20 2026-05-04';
  expect(await agenda('2026-04-07')).toEqual([`${plan} running`]);
  expect(await agenda('2026-05-02')).toEqual([`${plan} due-soon`]);
  await owner.query(
    `insert into work_plan_item (id, municipality_id, cycle_id, seq, activity, stage, text_ky, text_ru, done)
     values ($1, $2, $3, 1, 'S3.1', 'plan', 'Долбоор', 'Проект', true)`,
    [newId(), municipalityId, cycleId],
  );
  expect(await agenda('2026-05-03')).toEqual([]);
});

test('a municipality without a cycle, or with one that is finished, has none', async () => {
  const { owner } = places.base.db;
  const read = async () =>
    await places.acting.read(places.away.gate('staff'), async (scope) => agendaOf(scope, clockSources, 'ky'));
  expect(await read()).toEqual([]);
  const cycleId = await makeCycle(places.base.db, places.away.id, 2026);
  await owner.query(`update cycle set sessions_opened_at = now() where id = $1`, [cycleId]);
  expect((await read()).map(({ name }) => name)).toEqual(['assessment']);
  await owner.query(`update cycle set finished_at = now() where id = $1`, [cycleId]);
  expect(await read()).toEqual([]);
});
