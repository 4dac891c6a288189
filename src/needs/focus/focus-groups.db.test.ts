import { dayOfDate } from '../../platform/i18n/calendar.ts';
import { participantsOf } from '../../meetings/data/people.ts';
import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { runCommand, type Command, type Result } from '../../platform/db/command.ts';
import { roles, type Gate } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import { changeFocusEntry } from './commands/change-focus-entry.ts';
import { changeFocusGroup } from './commands/change-focus-group.ts';
import { planFocusGroup } from './commands/plan-focus-group.ts';
import { removeFocusEntry } from './commands/remove-focus-entry.ts';
import { saveFocusTopic } from './commands/save-focus-topic.ts';
import {
  activeForFocus,
  findFocusGroup,
  listFocusEntries,
  listFocusGroups,
  placePriorities,
} from './data/focus-groups.ts';
import { cycleById } from '../../cycle/data.ts';
import { makeCycle, makeSession, makeStatements } from '../priorities/priorities.fixture.ts';
import {
  cancelFocusGroup,
  closeFocusGroup,
  finishFocusGroup,
  reopenFocusGroup,
  restoreFocusGroup,
  saveFocusPeople,
  saveFocusRecord,
} from './commands/focus-steps.ts';

type AnyCommand = Command<z.ZodType, unknown, MunicipalityScope>;

const now = new Date('2026-03-20T06:00:00Z');
let base: TestDatabase;
let home: TestMunicipality;
let away: TestMunicipality;
let staff: Gate;
let cycleId: string;
let problems: string[];
let leader: Gate;
let leaderPerson: string;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  staff = home.gate('staff', { name: 'Төрага' });
  leader = home.gate('facilitator', { name: 'Нурлан Осмонов' });
  cycleId = await makeCycle(base.db, home.id);
  problems = await makeProblems(home, cycleId, ['Таза суу', 'Жол', 'Мектепке даярдык']);
  leaderPerson = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id, birth_year) values ($1, $2, $3, $4, 1980)`,
    [leaderPerson, home.id, leader.name, leader.accountId],
  );
});
afterAll(async () => await base.drop());

async function makeProblems(where: TestMunicipality, cycle: string, names: readonly string[]) {
  const ids: string[] = [];
  for (const name of names) {
    const id = newId();
    ids.push(id);
    await base.db.owner.query(
      `insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name) values ($1, $2, $3, $4, 'test', 'Тест')`,
      [id, where.id, cycle, name],
    );
  }
  return ids;
}

async function run<S extends z.ZodType, T>(
  command: Command<S, T, MunicipalityScope>,
  input: unknown,
  gate: Gate = staff,
): Promise<Result<T>> {
  return await openMunicipality(base.db, gate, async (scope) => await runCommand(scope, command, input), {
    now,
  });
}
async function value<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result;
  if (!answer.ok) throw new Error(`refused: ${answer.code} ${JSON.stringify(answer.fields ?? {})}`);
  return answer.value;
}
async function code(result: Promise<Result<unknown>>): Promise<string> {
  const answer = await result;
  return answer.ok ? 'done' : answer.code;
}
async function read<T>(work: (scope: MunicipalityScope) => Promise<T>): Promise<T> {
  return await openMunicipality(base.db, staff, work, { now });
}
const groupOf = async (id: string) => (await read(async (scope) => await findFocusGroup(scope, id)))!;
const entriesOf = async (id: string) => await read(async (scope) => await listFocusEntries(scope, id));

// Who leads them can be in one place only: each has a day of its own.
let days = 0;

async function makeGroup(problemIds: readonly string[] = problems): Promise<string> {
  days += 1;
  const { id } = await value(
    run(planFocusGroup, {
      cycleId,
      villageId: home.villages[0]!.id,
      plannedOn: dayOfDate(new Date(Date.UTC(2026, 2, 17 + days))),
      startsAt: '10:00',
      venue: 'Клуб',
      facilitatorIds: [leaderPerson],
      problemIds,
    }),
  );
  return id;
}
async function makeEntry(id: string, text = 'Бала бакча жок', column = 'cause'): Promise<string> {
  const lines = [{ column, text }];
  return (await value(run(saveFocusTopic, { id, problemId: problems[2], lines }))).entryIds[0]!;
}

test('a focus group from the plan to the closed record', async () => {
  const id = await makeGroup();
  let group = await groupOf(id);
  expect(group).toMatchObject({ state: 'planned', startsAt: '10:00', endsAt: '12:50', venue: 'Клуб' });
  expect(group.topics.map((topic) => topic.name)).toEqual(['Таза суу', 'Жол', 'Мектепке даярдык']);
  expect(group.facilitators.map((one) => one.fullName)).toEqual(['Нурлан Осмонов']);

  const cause = await makeEntry(id);
  await value(
    run(saveFocusTopic, {
      id,
      problemId: problems[2],
      lines: [
        {
          column: 'consequence',
          text: 'Балдар окууга кыйын көнөт',
          likelihood: 'happened',
          // Not of this column: dropped.
          party: 'community',
        },
        {
          column: 'contribution',
          text: 'Класс бөлмөсү',
          party: 'other',
          who: 'Мектеп',
          form: 'goods',
          likelihood: 'likely',
        },
      ],
    }),
  );
  expect(await entriesOf(id)).toMatchObject([
    { column: 'cause', text: 'Бала бакча жок', likelihood: null, party: null },
    { column: 'consequence', likelihood: 'happened', party: null },
    { column: 'contribution', likelihood: null, party: 'other', who: 'Мектеп', form: 'goods' },
  ]);
  await value(run(changeFocusEntry, { id, entryId: cause, before: 'Бала бакча жок', text: 'Имарат жок' }));
  expect(
    await code(run(changeFocusEntry, { id, entryId: cause, before: 'Бала бакча жок', text: 'Башка' })),
  ).toBe('edited-meanwhile');
  expect(await code(run(removeFocusEntry, { id, entryId: cause, before: 'Бала бакча жок' }))).toBe(
    'edited-meanwhile',
  );
  expect(await code(run(closeFocusGroup, { id }))).toBe('focus-without-date');

  group = await groupOf(id);
  await value(
    run(saveFocusPeople, {
      id,
      revision: group.revision,
      rows: [
        { fullName: 'Асан', sex: 'male', kind: 'deputy' },
        { fullName: 'Гүл', sex: 'female', forInitiativeGroup: 'yes' },
        { fullName: '', sex: 'female', kind: 'organisation' },
      ],
    }),
  );
  expect(await code(run(saveFocusPeople, { id, revision: group.revision, rows: [] }))).toBe(
    'edited-meanwhile',
  );
  group = await groupOf(id);
  expect(group).toMatchObject({ attendance: 'list', listed: 3, candidates: 1 });
  expect(group.sums).toMatchObject({
    people: 3,
    women: 2,
    men: 1,
    deputies: 1,
    organisations: 1,
    community: 1,
  });
  expect(await code(run(saveFocusRecord, { id, revision: group.revision, heldOn: '2026-03-21' }))).toBe(
    'focus-in-future',
  );
  await value(
    run(saveFocusRecord, {
      id,
      revision: group.revision,
      heldOn: '2026-03-18',
      criteria: 'Сөзүнө турат',
      causesNotes: 'Көп талаш болду',
    }),
  );
  await value(run(closeFocusGroup, { id }));
  const late = { id, problemId: problems[0], lines: [{ column: 'cause', text: 'Кеч' }] };
  expect(await code(run(saveFocusTopic, late))).toBe('focus-closed');
  await value(run(reopenFocusGroup, { id, reason: 'Катасы бар' }));
  await value(run(removeFocusEntry, { id, entryId: cause, before: 'Имарат жок' }));
  expect(await entriesOf(id)).toHaveLength(2);
  const audit = await base.db.owner.query<{ action: string }>(
    `select action from audit_entry where subject_id = $1 order by at`,
    [id],
  );
  expect(audit.rows.map((row) => row.action)).toContain('needs.close-focus-group');
});

test('counts instead of a list: deputies and staff are participants', async () => {
  const id = await makeGroup();
  const { revision } = await groupOf(id);
  await value(
    run(saveFocusRecord, {
      id,
      revision,
      attendance: 'counts',
      women: '12',
      men: '10',
      deputies: '2',
      executives: '1',
      organisations: '4',
    }),
  );
  expect((await groupOf(id)).sums).toEqual({
    people: 22,
    women: 12,
    men: 10,
    sexUnknown: 0,
    deputies: 2,
    executives: 1,
    organisations: 4,
    community: 15,
  });
});

test('a list shorter than the heads that were counted is a part of them, until somebody says that it is whole', async () => {
  const id = await makeGroup();
  const save = async (input: Record<string, unknown>) =>
    await value(run(saveFocusRecord, { id, revision: (await groupOf(id)).revision, ...input }));
  const list = async (count: number) =>
    await value(
      run(saveFocusPeople, {
        id,
        revision: (await groupOf(id)).revision,
        rows: Array.from({ length: count }, (_, at) => ({ fullName: `Киши ${at}`, sex: 'female' })),
      }),
    );
  await save({ attendance: 'counts', women: '2', men: '1', deputies: '1' });
  await list(2);
  expect((await groupOf(id)).sums).toMatchObject({ people: 3, women: 2, men: 1, deputies: 1 });
  await save({ attendance: 'list' });
  expect((await groupOf(id)).sums).toMatchObject({ people: 2, women: 2, men: 0 });
  await save({ attendance: 'counts', women: '2', men: '1' });
  await list(4);
  expect((await groupOf(id)).sums).toMatchObject({ people: 4, women: 4, men: 0 });
});

test('a problem people have worked on stays, and one of another cycle is refused', async () => {
  const id = await makeGroup();
  await makeEntry(id);
  const { revision } = await groupOf(id);
  const keep = { id, revision, plannedOn: '2026-03-19', startsAt: '', endsAt: '', venue: 'Мектеп' };
  expect(await code(run(changeFocusGroup, { ...keep, problemIds: [problems[0]] }))).toBe(
    'focus-topic-has-entries',
  );
  const other = await makeCycle(base.db, home.id, 2031);
  const [foreign] = await makeProblems(home, other, ['Башка цикл']);
  expect(await code(run(changeFocusGroup, { ...keep, problemIds: [problems[2], foreign] }))).toBe(
    'focus-problem-unknown',
  );
  await value(run(changeFocusGroup, { ...keep, problemIds: [problems[2], problems[0]] }));
  const group = await groupOf(id);
  expect(group.topics.map((topic) => topic.name)).toEqual(['Мектепке даярдык', 'Таза суу']);
  expect(group).toMatchObject({ venue: 'Мектеп', facilitators: [], state: 'open' });
  expect(await code(run(cancelFocusGroup, { id, reason: 'Жай' }))).toBe('focus-has-entries');
});

test('cancelled and put back on the plan', async () => {
  const id = await makeGroup();
  await value(run(cancelFocusGroup, { id, reason: 'Той болду' }));
  const late = { id, problemId: problems[0], lines: [{ column: 'cause', text: 'А' }] };
  expect(await code(run(saveFocusTopic, late))).toBe('focus-cancelled');
  await value(run(restoreFocusGroup, { id }));
  expect((await groupOf(id)).state).toBe('planned');
});

test('priorities of the village and who said they would come', async () => {
  const cycle = await makeCycle(base.db, home.id, 2032);
  const [water, road] = await makeProblems(home, cycle, ['Суу', 'Көпүрө']);
  const session = await makeSession(base.db, {
    municipalityId: home.id,
    cycleId: cycle,
    villageId: home.villages[0]!.id,
  });
  for (const [problem, count] of [
    [road, 2],
    [water, 5],
  ] as const) {
    const ids = await makeStatements(base.db, home.id, session, `Сөз ${count}`, count);
    await base.db.owner.query(
      `insert into placement (municipality_id, statement_id, session_id, problem_id, seq)
       select $1, id, $2, $3, row_number() over () from unnest($4::uuid[]) id`,
      [home.id, session, problem, ids],
    );
  }
  for (const [number, name, willing] of [
    [1, 'Асел', true],
    [2, 'Бакыт', false],
    [3, null, true],
  ] as const) {
    await base.db.owner.query(
      `insert into participant (id, municipality_id, meeting_id, number, full_name, sex, for_focus_group)
       values ($1, $2, $3, $4, $5, 'female', $6)`,
      [newId(), home.id, session, number, name, willing],
    );
  }
  const found = await read(async (scope) => ({
    list: await placePriorities(scope, (await cycleById(scope, cycle))!, home.villages[0]!.id),
    other: await placePriorities(scope, (await cycleById(scope, cycle))!, home.villages[1]!.id),
    active: await activeForFocus(scope, cycle, home.villages[0]!.id),
    elsewhere: await activeForFocus(scope, cycle, home.villages[1]!.id),
  }));
  expect(found.list.map(({ name, votes }) => [name, votes])).toEqual([
    ['Суу', 5],
    ['Көпүрө', 2],
  ]);
  expect(found.other).toEqual([]);
  expect(found.active.map((one) => one.fullName)).toEqual(['Асел']);
  expect(found.elsewhere).toEqual([]);
});

// Every command × every role × another municipality.

const planners = ['head', 'staff'];
const table: readonly {
  readonly command: AnyCommand;
  readonly allowed: readonly string[];
  readonly input: (ids: Ids) => object;
  readonly prepare?: (ids: Ids) => Promise<unknown>;
}[] = [
  {
    command: planFocusGroup as unknown as AnyCommand,
    allowed: planners,
    input: () => ({ cycleId, villageId: null, problemIds: problems }),
  },
  {
    command: changeFocusGroup as unknown as AnyCommand,
    allowed: planners,
    input: ({ id, revision }) => ({ id, revision, problemIds: problems, facilitatorIds: [leaderPerson] }),
  },
  {
    command: cancelFocusGroup as unknown as AnyCommand,
    allowed: planners,
    input: ({ empty }) => ({ id: empty, reason: 'Себеп' }),
  },
  {
    command: restoreFocusGroup as unknown as AnyCommand,
    allowed: planners,
    input: ({ empty }) => ({ id: empty }),
    prepare: async ({ empty }) => await value(run(cancelFocusGroup, { id: empty, reason: 'Себеп' })),
  },
  {
    command: saveFocusRecord as unknown as AnyCommand,
    allowed: [...planners, 'leader'],
    input: ({ id, revision }) => ({ id, revision, criteria: 'Билет' }),
  },
  {
    command: saveFocusPeople as unknown as AnyCommand,
    allowed: [...planners, 'leader'],
    input: ({ id, revision }) => ({ id, revision, rows: [{ fullName: 'Асан', sex: 'male' }] }),
  },
  {
    command: finishFocusGroup as unknown as AnyCommand,
    allowed: [...planners, 'leader'],
    input: ({ id }) => ({ id }),
    prepare: async ({ id, revision }) =>
      await value(run(saveFocusRecord, { id, revision, heldOn: '2026-03-18' })),
  },
  {
    command: saveFocusTopic as unknown as AnyCommand,
    allowed: [...planners, 'leader'],
    input: ({ id }) => ({
      ...{ id, problemId: problems[0], description: 'Кыш', subgroup: '1' },
      lines: [{ column: 'cause', text: 'Себеп' }],
    }),
  },
  {
    command: changeFocusEntry as unknown as AnyCommand,
    allowed: [...planners, 'leader'],
    input: ({ id, entryId }) => ({ id, entryId, before: 'Бала бакча жок', text: 'Башка' }),
  },
  {
    command: removeFocusEntry as unknown as AnyCommand,
    allowed: [...planners, 'leader'],
    input: ({ id, entryId }) => ({ id, entryId, before: 'Бала бакча жок' }),
  },
  {
    command: closeFocusGroup as unknown as AnyCommand,
    allowed: planners,
    input: ({ id }) => ({ id }),
    prepare: async ({ id, revision }) =>
      await value(run(saveFocusRecord, { id, revision, heldOn: '2026-03-18' })),
  },
  {
    command: reopenFocusGroup as unknown as AnyCommand,
    allowed: planners,
    input: ({ id }) => ({ id, reason: 'Себеп' }),
    prepare: async ({ id, revision }) => {
      await value(run(saveFocusRecord, { id, revision, heldOn: '2026-03-18' }));
      await value(run(closeFocusGroup, { id }));
    },
  },
];
type Ids = {
  readonly id: string;
  readonly entryId: string;
  readonly revision: number;
  readonly empty: string;
};

async function fresh(prepare?: (ids: Ids) => Promise<unknown>): Promise<Ids> {
  const id = await makeGroup();
  const entryId = await makeEntry(id);
  const ids = { id, entryId, revision: (await groupOf(id)).revision, empty: await makeGroup() };
  await prepare?.(ids);
  return ids;
}
const stateOf = async (ids: Ids) =>
  JSON.stringify([
    await groupOf(ids.id),
    await groupOf(ids.empty),
    await entriesOf(ids.id),
    await read(async (scope) => await participantsOf(scope, [ids.id])),
    (await read(async (scope) => await listFocusGroups(scope, cycleId))).length,
  ]);

test.each(table)('$command.name: who may', async ({ command, allowed, input, prepare }) => {
  const gates: [string, Gate][] = [
    ...roles.map((role): [string, Gate] => [role, home.gate(role)]),
    ['leader', leader],
  ];
  for (const [who, gate] of gates) {
    const ids = await fresh(prepare);
    const before = await stateOf(ids);
    const said = await code(run(command, input(ids), gate));
    if (allowed.includes(who)) expect([who, said]).toEqual([who, 'done']);
    else {
      expect([who, said]).toEqual([who, 'forbidden']);
      expect(await stateOf(ids)).toBe(before);
    }
  }
  // Whoever is somebody elsewhere is nobody here: neither by own gate with our ids nor the other way round.
  const ids = await fresh(prepare);
  const before = await stateOf(ids);
  for (const role of roles) {
    expect(await code(run(command, input(ids), away.gate(role)))).not.toBe('done');
  }
  expect(await stateOf(ids)).toBe(before);
});
