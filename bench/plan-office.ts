import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '../src/platform/db/connect.ts';
import { proveGate } from '../src/platform/db/prove-gate.ts';
import { openMunicipality } from '../src/platform/db/scope.ts';
import { publishPlan } from '../src/plan/data/publish-plan.ts';
import { startServer } from '../test/server.ts';
import { municipalityOf, signedIn, type Visitor } from './visitor.ts';

/** The demonstration's office with a large plan that is being discussed. */
export type PlanOffice = {
  readonly url: string;
  readonly db: Database;
  readonly municipalityId: string;
  /** Address of the plan in the office, and where residents read it. */
  readonly at: string;
  readonly publicAt: string;
  /** The village with most items, and its problem with most. */
  readonly villageId: string;
  readonly problemId: string;
  readonly itemIds: readonly string[];
  readonly people: readonly Visitor[];
  readonly stop: () => Promise<void>;
};

/** Who saves: ten people of the office. */
const savers = ['chair', 'head', 'facilitator1', 'facilitator2', 'facilitator3', 'facilitator4'];

/** @throws Error when the office does not start. */
export async function openPlanOffice(items: number, people: number): Promise<PlanOffice> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-plan-'));
  const server = await startServer({ command: 'demo', folder, patience: 120_000 });
  const db = await openDatabase(
    { databaseUrl: undefined, dataFolder: folder },
    { purpose: 'bench', join: true, migrate: false },
  );
  const stop = async () => {
    await db.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { url } = server;
    const visitors: Visitor[] = [];
    for (let one = 0; one < people; one += 1)
      visitors.push(await signedIn(url, `${savers[one % savers.length]!}@kok-irim.example`));
    const municipalityId = await municipalityOf(visitors[0]!);
    const found = await db.owner.query<{ id: string; year: number }>(
      `select p.id, c.year from joint_plan p join cycle c on c.id = p.cycle_id
        where p.municipality_id = $1 order by c.year desc limit 1`,
      [municipalityId],
    );
    const { id: planId, year } = found.rows[0]!;
    await growPlan(db, planId, items);
    const gate = proveGate({ accountId: 'bench', municipalityId, roles: ['head'], name: 'Өлчөө' });
    await openMunicipality(db, gate, async (scope) => await publishPlan(scope, planId));
    const all = await db.owner.query<{ id: string }>(
      'select id from plan_item where plan_id = $1 order by id',
      [planId],
    );
    const villages = await db.owner.query<{ id: string; problem: string }>(
      `select r.village_id as id, mode() within group (order by r.id) as problem from plan_item i join plan_task t on t.id = i.task_id
         join plan_problem r on r.id = t.plan_problem_id
        where i.plan_id = $1 and r.village_id is not null
        group by 1 order by count(*) desc limit 1`,
      [planId],
    );
    return {
      ...{ url, db, municipalityId, people: visitors, stop },
      at: `/m/${municipalityId}/plan/${planId}`,
      publicAt: `/plans/kok-irim/${year}`,
      villageId: villages.rows[0]!.id,
      problemId: villages.rows[0]!.problem,
      itemIds: all.rows.map(({ id }) => id),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Items like those that stand, under the tasks in turn, with their steps, indicators and money, until there are so many. */
async function growPlan(db: Database, planId: string, items: number): Promise<void> {
  await db.owner.query(
    `update joint_plan set state = 'discussion', discussion_until = '2099-01-01' where id = $1`,
    [planId],
  );
  await db.owner.query(
    `create temp table grown as
     with standing as (select *, row_number() over (order by id) - 1 as n, count(*) over () as of
                         from plan_item where plan_id = $1),
          task as (select id, row_number() over (order by id) - 1 as n, count(*) over () as of
                     from plan_task where plan_id = $1)
     select gen_random_uuid() as id, s.id as like_id, t.id as task_id, x.at
       from generate_series(1, $2 - (select count(*) from standing)) as x (at)
       join standing s on s.n = x.at % s.of
       join task t on t.n = x.at % t.of`,
    [planId, items],
  );
  const copies: readonly (readonly [table: string, own: string])[] = [
    ['plan_item', 'i.id = g.like_id'],
    ['plan_step', 'i.item_id = g.like_id'],
    ['plan_indicator', 'i.item_id = g.like_id'],
    ['commitment', 'i.item_id = g.like_id'],
  ];
  for (const [table, like] of copies) {
    const columns = await db.owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = $1 order by ordinal_position`,
      [table],
    );
    const value = (name: string) => {
      if (name === 'id') return table === 'plan_item' ? 'g.id' : 'gen_random_uuid()';
      if (name === 'item_id') return 'g.id';
      if (name === 'task_id') return 'g.task_id';
      if (name === 'name') return `i.name || ' (' || g.at || ')'`;
      if (name === 'position' && table === 'plan_item') return '100 + g.at';
      return `i.${name}`;
    };
    const names = columns.rows.map(({ name }) => name);
    await db.owner.query(
      `insert into ${table} (${names.join(', ')})
       select ${names.map(value).join(', ')} from grown g join ${table} i on ${like}`,
    );
    await db.owner.query(`analyze ${table}`);
  }
  await db.owner.query('drop table grown');
}
