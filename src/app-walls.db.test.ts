import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { actingIn } from '../test/acting.ts';
import { gateFor } from '../test/database.ts';
import { openDemo } from '../test/demo-store.ts';
import { createApp } from './app.ts';
import { addQuestion } from './decisions/commands/add-question.ts';
import { enterRule } from './deadlines/commands/enter-rule.ts';
import { printCards } from './decisions/commands/print-cards.ts';
import { tokenCodes } from './decisions/rules/token-code.ts';
import { planFocusGroup } from './needs/focus/commands/plan-focus-group.ts';
import { planPlanningMeeting } from './public-meetings/commands/plan-planning-meeting.ts';
import { previewSessionImport } from './needs/sessions/commands/preview-session-import.ts';
import { keptFile } from './needs/priorities/priorities.fixture.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { signInForTest } from './platform/auth/testing.ts';
import { roles, type Role } from './platform/db/gate.ts';
import { newId } from './platform/db/id.ts';
import type { FileStore } from './platform/files/store.ts';
import { testServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';

// Every page, export and paper of a municipality, with ids that stand there: for each role, for people of another
// municipality at this address, and at their own address with these ids.

let base: Awaited<ReturnType<typeof openDemo>>;
let app: Hono<Web>;
let home = '';
let away = '';
type Place = 'home' | 'away';
const cookies = new Map<`${Place} ${Role}`, string>();
/** Patterns of `/m/:municipalityId`, each with the rest of an address whose ids stand at home. */
let addresses: readonly { readonly pattern: string; readonly rest: string }[] = [];

/** What a parameter stands for: an id of the municipality $1, or a word. Longer patterns come first. */
const ofPattern: readonly (readonly [RegExp, Record<string, string>])[] = [
  [/papers\/:name\/:subjectId/, { name: 'programme', subjectId: 'sessionId' }],
  [/papers\/:name/, { name: 'work-plan' }],
  [/jobs\/:id/, { id: 'jobId' }],
  [/erasures\/:id/, { id: 'erasureId' }],
  [/rules\/:id/, { id: 'ruleId' }],
  [/plan\/:planId/, { itemId: 'jointItemId', problemId: 'planProblemId' }],
  [/(focus\/:focusId|public-meetings\/planning\/:meetingId)\/problems/, { problemId: 'topicId' }],
  [/public-meetings\/planning\/:meetingId/, { meetingId: 'planningId', questionId: 'planningQuestionId' }],
  [/planning\/.*votes\/:questionId\/events/, { eventId: 'planningEventId' }],
  [/votes\/:questionId\/events/, { eventId: 'decisionEventId' }],
  [/agenda\/:itemId\/events/, { itemId: 'agendaItemId', eventId: 'agendaEventId' }],
  [/photos/, { sessionId: 'photographedId' }],
];
const files: readonly (readonly [RegExp, string])[] = [
  [/report/, 'report.html'],
  [/map\\/, 'map.svg'],
  [/ky\|/, 'ky.docx'],
  [/needs\/export/, 'sessions.csv'],
  [/documents\/:file/, 'minutes.html'],
  [/synthesis\/:file/, 'paper.pdf'],
  [/public-meetings\/:meetingId\/papers/, 'pack.html'],
  [/plan\/:planId\/papers/, 'plan.html'],
  [/groups\/:groupId\/papers/, 'regulation.html'],
  [/plan\/:planId\/items/, 'items.csv'],
];
const ids: Record<string, string> = {
  sessionId: `select s.id from meeting s join cycle c on c.id = s.cycle_id where s.kind = 'session' and s.municipality_id = $1
    order by c.year desc, s.state = 'closed' desc, s.id limit 1`,
  photographedId: `select meeting_id as id from meeting_photo where municipality_id = $1 order by id limit 1`,
  photoId: `select id from meeting_photo where municipality_id = $1 order by id limit 1`,
  villageId: `select village_id as id from meeting where kind = 'session' and municipality_id = $1 order by state = 'closed' desc, id limit 1`,
  problemId: `select id from problem where municipality_id = $1 order by id limit 1`,
  importId: `select id from session_import where municipality_id = $1 order by id limit 1`,
  planningId: `select id from meeting where kind = 'planning' and state = 'planned' and municipality_id = $1 order by id limit 1`,
  meetingId: `select id from meeting where kind = 'public' and state = 'planned' and municipality_id = $1 order by id limit 1`,
  planningQuestionId: `select q.id from vote_question q join meeting m on m.id = q.meeting_id
    where m.kind = 'planning' and q.municipality_id = $1 order by q.id limit 1`,
  questionId: `select q.id from vote_question q join meeting m on m.id = q.meeting_id
    where m.kind = 'public' and m.state = 'planned' and q.municipality_id = $1 order by q.id limit 1`,
  postingId: `select id from notice_posting where file_id is not null and municipality_id = $1 order by id limit 1`,
  focusId: `select id from meeting where kind = 'focusGroup' and state = 'planned' and municipality_id = $1 order by id limit 1`,
  topicId: `select problem_id as id from focus_topic where municipality_id = $1 and focus_group_id =
    (select id from meeting where kind = 'focusGroup' and state = 'planned' and municipality_id = $1 order by id limit 1) limit 1`,
  personId: `select id from person where municipality_id = $1 and account_id is null order by id limit 1`,
  organisationId: `select id from organisation where municipality_id = $1 order by id limit 1`,
  bodyId: `select id from body where municipality_id = $1 order by id limit 1`,
  actId: `select id from act where municipality_id = $1 and documents is not null order by id limit 1`,
  planningEventId: `select e.id from decision_event e join vote_question q on q.id = e.question_id
    join meeting m on m.id = q.meeting_id where m.kind = 'planning' and e.municipality_id = $1 order by e.id limit 1`,
  decisionEventId: `select e.id from decision_event e join vote_question q on q.id = e.question_id
    join meeting m on m.id = q.meeting_id where m.kind = 'public' and e.municipality_id = $1 order by e.id limit 1`,
  agendaItemId: `select item_id as id from agenda_event where municipality_id = $1 order by id limit 1`,
  agendaEventId: `select id from agenda_event where municipality_id = $1 order by id limit 1`,
  eventId: `select id from act_event where municipality_id = $1 order by id limit 1`,
  deviceId: `select id from field_device where municipality_id = $1 order by id limit 1`,
  itemId: `select id from work_plan_item where municipality_id = $1 order by id limit 1`,
  planId: `select id from joint_plan where municipality_id = $1 order by id limit 1`,
  planProblemId: `select id from plan_problem where municipality_id = $1 order by id limit 1`,
  planImportId: `select id from plan_import where municipality_id = $1 order by id limit 1`,
  taskId: `select id from plan_task where municipality_id = $1 order by id limit 1`,
  jointItemId: `select item_id as id from commitment where sheet_file_id is not null and municipality_id = $1 order by id limit 1`,
  commitmentId: `select id from commitment where sheet_file_id is not null and municipality_id = $1 order by id limit 1`,
  number: `select number::text as id from plan_sheet where photo_id is not null and municipality_id = $1 order by number limit 1`,
  groupId: `select id from initiative_group where municipality_id = $1 order by id limit 1`,
  jobId: `select id from job_run where municipality_id = $1 order by id limit 1`,
  ruleId: `select id from deadline_rule where municipality_id = $1 order by id limit 1`,
  erasureId: `select id from erasure where municipality_id = $1 order by id limit 1`,
};

beforeAll(async () => {
  base = await openDemo();
  const services = testServices(base.db, { files: base.files });
  app = createApp(services);
  const one = async (text: string, values: unknown[] = []) =>
    (await base.db.owner.query<{ id: string }>(text, values)).rows[0]?.id ?? '';
  const named = `select unit_id as id from unit_version where name_ky like $1 and kind is not null limit 1`;
  [home, away] = [await one(named, ['Көк-Ирим%']), await one(named, ['Ак-Жар%'])];
  for (const place of ['home', 'away'] as const) {
    for (const role of roles) {
      const { id } = await createAccount(base.db, {
        name: `Сынак ${role}`,
        email: `${role}@${place}.example`,
        roles: [{ municipalityId: place === 'home' ? home : away, role }],
      });
      cookies.set(`${place} ${role}`, await signInForTest(base.db, id));
    }
  }
  await addWhatTheStoryLacks(services.files);
  const known = new Map<string, string>();
  for (const [name, text] of Object.entries(ids)) known.set(name, await one(text, [home]));
  const patterns = app.routes
    .filter(({ method, path }) => method === 'GET' && path.startsWith('/m/:municipalityId'))
    .map(({ path }) => path.slice('/m/:municipalityId'.length));
  addresses = [...new Set(patterns)].map((pattern) => {
    const words = Object.assign(
      {},
      ...ofPattern
        .filter(([of]) => of.test(pattern))
        .map(([, one]) => one)
        .reverse(),
    ) as Record<string, string>;
    const file = files.find(([of]) => of.test(pattern))?.[1] ?? 'file';
    const rest = pattern.replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, (_, name: string) => {
      if (name === 'file') return file;
      const word = words[name] ?? name;
      return known.get(word) ?? word;
    });
    return { pattern, rest };
  });
}, 180_000);
afterAll(async () => await base.drop());

/** A photo, a previewed import, a job, a device and an erasure: the demonstration has none. */
async function addWhatTheStoryLacks(store: FileStore): Promise<void> {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#446' } })
    .jpeg()
    .toBuffer();
  const stored = await store.put(picture, { accept: ['image'] });
  if (!stored.ok) throw new Error(stored.code);
  const add = async (text: string, ...values: unknown[]) =>
    await base.db.owner.query(text, [newId(), home, ...values]);
  await add(
    `insert into meeting_photo (id, municipality_id, meeting_id, file_id, by_name)
     select $1, $2, id, $3, 'Сынак' from session where municipality_id = $2 limit 1`,
    stored.file.id,
  );
  await add(
    `insert into job_run (id, municipality_id, kind, created_by) values ($1, $2, 'needs.import-sessions', 'x')`,
  );
  await add(
    `insert into plan_import (id, municipality_id, plan_id, file_name, items, said, by_account_id, by_name)
     select $1, $2, id, 'план.xlsx', '[]', '{"notes": [], "tableNotes": [], "passed": [], "left": []}', 'x', 'x'
       from joint_plan where municipality_id = $2 order by id limit 1`,
  );
  await add(
    `insert into field_device (id, municipality_id, account_id, label, token_hash, recovery_sealed)
     select $1, $2, account_id, 'Redmi', 'x', 'x' from role_assignment where municipality_id = $2 limit 1`,
  );
  await add(
    `insert into act_event (id, municipality_id, act_id, kind, "on", file_id, by_name, at)
     select $1, $2, id, 'scan', issued_on, $3, 'Сынак', now() from act
      where municipality_id = $2 and documents is not null order by id limit 1`,
    stored.file.id,
  );
  const counts = { people: 1, participants: 0, focusParticipants: 0, meetings: 0, imports: 0 };
  await add(
    `insert into erasure (id, municipality_id, at, by_name, reason, counts) values ($1, $2, now(), 'Сынак', 'каалоосу', $3)`,
    counts,
  );
  const one = async (text: string) =>
    (await base.db.owner.query<{ id: string }>(text, [home])).rows[0]?.id ?? '';
  const newest = `from problem p join cycle c on c.id = p.cycle_id where p.municipality_id = $1 order by c.year desc, p.id limit 1`;
  const cycleId = await one(`select p.cycle_id as id ${newest}`);
  const problemId = await one(`select p.id ${newest}`);
  const staff = gateFor('staff', home);
  const { done } = actingIn(base.db);
  // Long ago: a meeting still to come would make its cycle the one that pages are about.
  const plannedOn = '2020-01-06';
  await done(staff, planFocusGroup, {
    ...{ cycleId, plannedOn, villageId: '', problemIds: [problemId] },
    confirmed: true,
  });
  const { id } = await done(staff, planPlanningMeeting, { cycleId, plannedOn });
  await done(staff, addQuestion, { id, text: 'Жол', kind: 'motion', way: 'hands', ruleName: 'hearing' });
  const open = await one(
    `select id from meeting where kind = 'public' and state = 'planned' and municipality_id = $1 order by id limit 1`,
  );
  await done(staff, addQuestion, {
    ...{ id: open, text: 'Суу', kind: 'motion', way: 'hands', ruleName: 'hearing' },
  });
  for (const voted of [open, id])
    await add(
      `insert into decision_event (id, municipality_id, question_id, kind, "on", text, file_id, by_name, at)
       select $1, $2, id, 'contested', '2026-01-01', 'Арыз', $4, 'Сынак', now() from vote_question where meeting_id = $3`,
      voted,
      stored.file.id,
    );
  const point = newId();
  await base.db.owner.query(
    `insert into agenda_item (id, municipality_id, meeting_id, position, text) values ($1, $2, $3, 90, 'Жол')`,
    [point, home, open],
  );
  await add(
    `insert into agenda_event (id, municipality_id, item_id, kind, "on", text, file_id, by_name, at)
     values ($1, $2, $3, 'contested', '2026-01-01', 'Арыз', $4, 'Сынак', now())`,
    point,
    stored.file.id,
  );
  await add(
    `insert into notice_posting (id, municipality_id, meeting_id, channel, posted_on, file_id, by_name)
     values ($1, $2, $3, 'board', '2026-01-01', $4, 'Сынак')`,
    open,
    stored.file.id,
  );
  await done(staff, enterRule, {
    ...{ rule: 'meeting-notice', basis: 'localAct', title: 'Устав', article: '7', atLeast: '10' },
    ...{ unit: 'calendar', ifNotWorking: 'stay', validFrom: '2020-01-01' },
  });
  for (const meetingId of [id, open])
    await done(staff, printCards, { id: meetingId, cards: 3, codes: tokenCodes('a secret of tests') });
  const villageId = await one(
    `select village_id as id from meeting where kind = 'session' and municipality_id = $1 limit 1`,
  );
  const kept = keptFile({ id: villageId, name: 'Арал' });
  await done(staff, previewSessionImport(kept), { cycleId, fileName: 'a.csv', digest: kept.digest });
}

async function ask(path: string, cookie = ''): Promise<Response> {
  return await app.request(`http://localhost${path}`, { headers: { cookie, host: 'localhost' } });
}

/** Addresses that not everybody of the municipality reads, and who does not; all others are read by every role. */
const closed: Record<string, string> = {
  '/cycle/new': 'staff facilitator deputy auditor',
  '/cycle/plan/move': 'facilitator deputy auditor',
  '/cycle/plan/new': 'facilitator deputy auditor',
  '/cycle/plan/:itemId': 'facilitator deputy auditor',
  '/needs/plan': 'administrator facilitator deputy auditor',
  '/needs/new': 'administrator facilitator deputy auditor',
  '/needs/import': 'administrator facilitator deputy auditor',
  '/needs/import/:importId': 'administrator facilitator deputy auditor',
  '/needs/institutions/:villageId': 'facilitator deputy auditor',
  '/needs/focus/new': 'administrator facilitator deputy auditor',
  '/needs/focus/:focusId/attendance': 'administrator facilitator deputy auditor',
  '/needs/focus/:focusId/notes': 'administrator facilitator deputy auditor',
  '/needs/focus/:focusId/people': 'administrator facilitator deputy auditor',
  '/needs/focus/:focusId/plan': 'administrator facilitator deputy auditor',
  '/plan/:planId/about': 'facilitator deputy auditor',
  '/plan/:planId/carry': 'facilitator deputy auditor',
  '/plan/:planId/directions': 'facilitator deputy auditor',
  '/plan/:planId/import': 'facilitator deputy auditor',
  '/plan/:planId/import/:planImportId': 'facilitator deputy auditor',
  '/plan/:planId/import/template.csv': 'facilitator deputy auditor',
  '/plan/:planId/import/template.xlsx': 'facilitator deputy auditor',
  '/plan/:planId/items/:itemId/commitments/:commitmentId/sheet': 'deputy',
  '/plan/:planId/items/:itemId/edit': 'facilitator deputy auditor',
  '/plan/:planId/items/:itemId/indicators': 'facilitator deputy auditor',
  '/plan/:planId/items/:itemId/money': 'facilitator deputy auditor',
  '/plan/:planId/items/:itemId/steps': 'facilitator deputy auditor',
  '/plan/:planId/problems/:problemId': 'facilitator deputy auditor',
  '/plan/:planId/problems/new': 'facilitator deputy auditor',
  '/plan/:planId/sheets': 'deputy auditor',
  '/plan/:planId/sheets/:number': 'deputy auditor',
  '/plan/:planId/sheets/:number/photo': 'deputy auditor',
  '/plan/:planId/tasks/:taskId/items/new': 'facilitator deputy auditor',
  '/groups/:groupId/edit': 'facilitator deputy auditor',
  '/deadlines/rules/new': 'administrator facilitator deputy auditor',
  '/deadlines/rules/:id': 'administrator facilitator deputy auditor',
  '/public-meetings/new': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/about': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/agenda': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/attendance': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/checklist': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/notes': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/notice': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/offices': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/people': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/record': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/new': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/attendance': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/notes': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/people': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/proposals': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/door': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/election': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/tokens': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/cards.pdf': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/registration.pdf': 'administrator facilitator deputy auditor',
  '/public-meetings/:meetingId/registration.docx': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/door': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/tokens': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/cards.pdf': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/registration.pdf': 'administrator facilitator deputy auditor',
  '/public-meetings/planning/:meetingId/registration.docx': 'administrator facilitator deputy auditor',
  '/people/organisations/:organisationId/edit': 'facilitator deputy auditor',
  '/people/persons/:personId/edit': 'facilitator deputy auditor',
  '/people/staff': 'staff facilitator deputy auditor',
  '/cycle/working-group': 'administrator head staff facilitator deputy auditor',
  '/acts/new': 'facilitator deputy auditor',
  '/field': 'deputy auditor',
  '/field/arrivals.csv': 'deputy auditor',
  '/field/arrivals.xlsx': 'deputy auditor',
  '/field/devices.csv': 'deputy auditor',
  '/field/devices.xlsx': 'deputy auditor',
  '/field/devices/:deviceId': 'facilitator deputy auditor',
  '/field/import': 'administrator deputy auditor',
  '/journal': 'facilitator deputy',
  '/journal/accounts': 'head staff facilitator deputy',
  '/journal/journal.csv': 'facilitator deputy',
  '/journal/journal.xlsx': 'facilitator deputy',
  '/privacy': 'head staff facilitator deputy auditor',
  '/privacy/erasures/:id': 'head staff facilitator deputy auditor',
  '/letters': 'staff facilitator deputy auditor',
};

/** Lead on to a page that stands here under its own address. */
const leadsOn = new Set(['/cycle/working-group']);

test('each address is read by those who may and by nobody else', { timeout: 180_000 }, async () => {
  const found: Record<string, string> = {};
  const unread: string[] = [];
  for (const { pattern, rest } of addresses) {
    const statuses = await Promise.all(
      roles.map(async (role) => (await ask(`/m/${home}${rest}`, cookies.get(`home ${role}`))).status),
    );
    // An address that nobody reads would prove nothing: its ids must stand.
    if (!statuses.includes(200) && !leadsOn.has(pattern))
      unread.push(`${pattern} ← ${rest} ${statuses.join(' ')}`);
    const without = roles.filter((_, at) => statuses[at] !== 200);
    if (without.length > 0) found[pattern.replace(/:file\{.*$/, ':file')] = without.join(' ');
  }
  expect(unread).toEqual([]);
  expect(found).toEqual(closed);
});

test('nobody and people of another municipality find nothing at an address of ours', async () => {
  const wrong: string[] = [];
  for (const { rest } of addresses) {
    const path = `/m/${home}${rest}`;
    const { status } = await ask(path);
    if (status !== 303) wrong.push(`nobody ${status} ${path}`);
    for (const role of roles) {
      const abroad = await ask(path, cookies.get(`away ${role}`));
      if (abroad.status !== 404) wrong.push(`${role} ${abroad.status} ${path}`);
    }
  }
  expect(wrong).toEqual([]);
});

test(
  'at their own address our ids are nobody’s, and their lists hold nothing of ours',
  { timeout: 60_000 },
  async () => {
    const names = await base.db.owner.query<{ name: string }>(
      `select full_name as name from person where municipality_id = $1 and length(full_name) > 5
     except select full_name from person where municipality_id = $2`,
      [home, away],
    );
    expect(names.rows.length).toBeGreaterThan(10);
    const wrong: string[] = [];
    for (const { pattern, rest } of addresses) {
      const named = /[0-9a-f]{8}-/.test(rest);
      for (const role of named ? roles : (['head', 'administrator'] as const)) {
        const answer = await ask(`/m/${away}${rest}`, cookies.get(`away ${role}`));
        if (named && ![403, 404].includes(answer.status)) wrong.push(`${role} ${answer.status} ${pattern}`);
        if (!/text|json/.test(answer.headers.get('content-type') ?? '')) continue;
        const text = await answer.text();
        const leaked = names.rows.find(({ name }) => text.includes(name));
        if (leaked || text.includes(home)) wrong.push(`${role} ${pattern}: ${leaked?.name ?? 'our id'}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);
