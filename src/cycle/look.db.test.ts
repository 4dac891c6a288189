import { writeFileSync, mkdirSync } from 'node:fs';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, makeMunicipality, type TestDatabase } from '../../test/database.ts';
import { routes as actRoutes } from '../acts/routes.tsx';
import { signAct } from '../acts/commands/sign-act.ts';
import { runCommand } from '../platform/db/command.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import type { Web } from '../platform/http/web.ts';
import { testPage } from '../platform/ui/testing.tsx';
import { formWorkingGroup } from './commands/form-working-group.ts';
import { makeWorkPlan } from './commands/make-work-plan.ts';
import { nameResponsibleSpecialist } from './commands/name-responsible-specialist.ts';
import { openCycle } from './commands/open-cycle.ts';
import { recordDecision } from './commands/record-decision.ts';
import { homeRoutes, routes } from './routes.tsx';

let base: TestDatabase;
const now = new Date('2026-05-10T06:00:00Z');
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(async () => await base.drop());
const out = '/tmp/acts-cycle/out';
mkdirSync(out, { recursive: true });

test('look', async () => {
  const place = await makeMunicipality(base.db);
  await base.db.owner.query(
    `update unit_version set name_ru = case name_ky when 'Жалал-Абад' then 'Джалал-Абад' when 'Көк-Ирим' then 'Кок-Ирим' else name_ky end`,
  );
  await base.db.owner.query(
    `update municipality_settings set head_name = 'А. Т. Бейшеналиева', address='Арал айылы, Ынтымак көчөсү, 1', contact='03700 0-00-01' where municipality_id = $1`,
    [place.id],
  );
  const app = (gate: Gate, lang: 'ky' | 'ru' | 'en') => {
    const a = new Hono<Web>();
    a.use(async (c, next) => {
      c.set('services', { db: base.db } as never);
      c.set('gate', gate);
      c.set('lang', lang);
      c.set('now', now);
      c.set('page', testPage(lang, { path: c.req.path }));
      await next();
    });
    a.route('/m/:municipalityId', homeRoutes());
    a.route('/m/:municipalityId/cycle', routes());
    a.route('/m/:municipalityId/acts', actRoutes());
    return a;
  };
  const head = place.gate('head');
  const run = async (command: unknown, input: unknown) => {
    const r = await openMunicipality(
      base.db,
      head,
      async (scope) => await runCommand(scope, command as never, input),
      { now },
    );
    if (!r.ok) throw new Error(JSON.stringify(r));
    return r.value as never as Record<string, string>;
  };
  const b = `/m/${place.id}`;
  const get = async (path: string, lang: 'ky' | 'ru' | 'en' = 'ky') => {
    const r = await app(head, lang).request(`${b}${path}`);
    expect([200, 303], path).toContain(r.status);
    return r;
  };
  writeFileSync(`${out}/home-empty.html`, await (await get('')).text());
  const { id: cycleId } = await run(openCycle, { year: '2026' });
  await run(recordDecision, {
    cycleId,
    decidedBy: 'kenesh',
    decidedOn: '2026-04-20',
    decisionBasis: 'Көк-Ирим айылдык кеңешинин 2026-жылдын 20-апрелиндеги № 7 токтому',
  });
  const { id: bodyId, actId } = await run(formWorkingGroup, {
    cycleId,
    nameKy: '2026-жылдын ЖМБА жумушчу тобу',
    nameRu: 'Рабочая группа СИНС 2026 года',
  });
  const people: string[] = [];
  const names = [
    'Токтосунова Айгүл Бекташовна',
    'Жээнбек кызы Нургүл',
    'Жумабеков Өмүрбек Ысакович',
    'Сыдыкова Айнагүл',
    'Токтогулов Нурлан',
    'Үсөнов Бакыт',
    'Асанова Гүлнара Төлөгөновна',
    'Эсенгулова Ырысбүбү',
  ];
  const posts = [
    'айыл өкмөтүнүн жооптуу катчысы',
    'айыл өкмөтүнүн социалдык маселелер боюнча адиси',
    'айылдык кеңештин депутаты',
    'Арал айылынын айыл башчысы',
    'дыйкан',
    'жаштар комитетинин төрагасы',
    'аялдар кеңешинин төрагасы',
    'мектеп мугалими',
  ];
  const cats = [
    'executive',
    'executive',
    'deputy',
    'villageHead',
    'activist',
    'organisation',
    'organisation',
    'activist',
  ];
  for (const [i, name] of names.entries()) {
    const id = newId();
    people.push(id);
    await base.db.owner.query(
      `insert into person (municipality_id, id, full_name, sex, occupation) values ($1,$2,$3,$4,$5)`,
      [place.id, id, name, [2, 4, 5].includes(i) ? 'male' : 'female', posts[i]],
    );
    await base.db.owner.query(
      `insert into person_contact (municipality_id, person_id, phone) values ($1,$2,$3)`,
      [place.id, id, `0700 000 10${i}`],
    );
    await base.db.owner.query(
      `insert into membership (municipality_id,id,body_id,person_id,role,category,post,trained,valid_from) values ($1,$2,$3,$4,$5,$6,$7,$8,'2026-05-01')`,
      [
        place.id,
        newId(),
        bodyId,
        id,
        i === 0 ? 'chair' : i === 1 ? 'secretary' : 'member',
        cats[i],
        posts[i],
        true,
      ],
    );
  }
  await run(nameResponsibleSpecialist, { cycleId, personId: people[1] });
  for (const l of ['ky', 'ru'])
    writeFileSync(
      `${out}/order1-draft-${l}.pdf`,
      Buffer.from(await (await get(`/acts/${actId}/${l}.pdf`)).arrayBuffer()),
    );
  await run(signAct, { actId, signedBy: 'А. Т. Бейшеналиева', issuedOn: '2026-05-04' });
  const { actId: planAct } = await run(makeWorkPlan, { cycleId, startsOn: '2026-04-20' });
  let sid = '';
  for (let v = 0; v < 2; v++)
    for (const [g, age] of ['18-35', '36-55', '56+'].entries()) {
      const id = newId();
      sid ||= id;
      await base.db.owner.query(
        `insert into session (municipality_id,id,cycle_id,village_id,age_group,planned_on,starts_at,ends_at,venue,planned_people,planned_women) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,24,12)`,
        [
          place.id,
          id,
          cycleId,
          place.villages[v]!.id,
          age,
          `2026-05-${12 + v + (g === 2 ? 2 : 0)}`,
          g === 1 ? '14:00' : '10:00',
          g === 1 ? '16:30' : '12:30',
          v === 0 ? 'Арал орто мектеби' : 'Бирдик айылынын клубу',
        ],
      );
      for (const [i, role] of (['facilitator', 'recorder'] as const).entries())
        await base.db.owner.query(
          `insert into session_facilitator (municipality_id,session_id,person_id,role) values ($1,$2,$3,$4)`,
          [place.id, id, people[(g * 2 + i) % 8], role],
        );
    }
  for (const l of ['ky', 'ru', 'both'] as const) {
    for (const [n, p] of [
      ['order1', `/acts/${actId}`],
      ['order2', `/acts/${planAct}`],
      ['plan', '/cycle/papers/work-plan'],
      ['schedule', '/cycle/papers/schedule'],
      ['programme', `/cycle/papers/programme/${sid}`],
      ['focus', `/cycle/papers/focus-group/${place.villages[0]!.id}`],
    ])
      for (const f of ['pdf', 'docx'])
        writeFileSync(
          `${out}/${n}-${l}.${f}`,
          Buffer.from(await (await get(`${p}/${l}.${f}`)).arrayBuffer()),
        );
  }
  const item = (
    await base.db.owner.query(`select id from work_plan_item where municipality_id=$1 limit 1`, [place.id])
  ).rows[0].id;
  for (const lang of ['ky', 'ru', 'en'] as const)
    for (const [n, p] of [
      ['home', ''],
      ['cycle', '/cycle'],
      ['decision', '/cycle/decision'],
      ['group', '/cycle/working-group'],
      ['planpage', '/cycle/plan'],
      ['item', `/cycle/plan/${item}`],
      ['newitem', '/cycle/plan/new'],
      ['readiness', '/cycle/readiness'],
      ['mistakes', '/cycle/mistakes'],
      ['programmes', '/cycle/programmes'],
      ['paper', '/cycle/papers/schedule'],
      ['register', '/acts'],
      ['act1', `/acts/${actId}`],
      ['act2', `/acts/${planAct}`],
      ['newact', '/acts/new'],
      ['newcycle', '/cycle/new'],
    ])
      writeFileSync(`${out}/${n}-${lang}.html`, await (await get(p!, lang)).text());
  for (const p of ['/acts/register.csv', '/acts/register.xlsx', '/cycle/plan.csv', '/cycle/plan.xlsx'])
    await get(p);
  for (const p of [
    '/acts/x',
    '/cycle/plan/x',
    '/cycle/papers/x',
    '/cycle/papers/programme/x',
    '/acts/x/ky.pdf',
  ])
    expect((await app(head, 'ky').request(`${b}${p}`)).status, p).toBe(404);
  expect(await (await app(head, 'ky').request(`${b}/cycle/decision`, { method: 'POST' })).status).toBe(422);
  expect(await (await app(head, 'ky').request(`${b}/cycle/readiness/4`, { method: 'POST' })).status).toBe(
    422,
  );
  expect(await (await app(head, 'ky').request(`${b}/cycle/readiness/open`, { method: 'POST' })).status).toBe(
    422,
  );
  expect(await (await app(head, 'ky').request(`${b}/acts/${planAct}/sign`, { method: 'POST' })).status).toBe(
    422,
  );
});
