import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemo } from '../test/demo-store.ts';
import { createApp } from './app.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { signInForTest } from './platform/auth/testing.ts';
import { roles, type Role } from './platform/db/gate.ts';
import { testServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';

// Every table that can be downloaded, for every role: which personal columns stand in it.

let base: Awaited<ReturnType<typeof openDemo>>;
let app: Hono<Web>;
let municipality = '';
let group = '';
const cookies = new Map<Role, string>();

/** Headings by which somebody could be found or reached; the name alone is no secret inside the office. */
const personal = /birth|street|phone|mail|address|contact/i;

type Expected = 'closed' | readonly string[];

const everything = ['Year of birth', 'Street', 'Phone', 'E-mail', 'Address'];
const reach = ['Phone', 'E-mail'];
/** The same for every role, but what a role is given of its own. */
const all = (columns: Expected, own: Partial<Record<Role, Expected>> = {}): Record<Role, Expected> =>
  Object.fromEntries(roles.map((role) => [role, own[role] ?? columns])) as Record<Role, Expected>;

/** Address in the municipality's pages and what each role finds there; `GROUP` stands for a body's id. */
const exports: Record<string, Record<Role, Expected>> = {
  '/people/export.csv': all(everything, { deputy: [] }),
  '/people/bodies/export.csv': all([]),
  '/people/bodies/GROUP/members.csv': all(reach, { deputy: [] }),
  '/people/organisations/export.csv': all(['Phone', 'E-mail', 'Address'], { deputy: [] }),
  '/territory/export.csv': all([]),
  '/acts/register.csv': all([]),
  '/needs/export/sessions.csv': all([]),
  '/needs/export/participants.csv': all([]),
  '/needs/export/statements.csv': all([]),
  '/needs/export/questions.csv': all([]),
  '/needs/export/institutions.csv': all([]),
  '/needs/export/budget.csv': all([]),
  '/needs/export/problems.csv': all([]),
  '/needs/export/tallies.csv': all([]),
};

beforeAll(async () => {
  base = await openDemo();
  const services = testServices(base.db, { files: base.files });
  app = createApp(services);
  const one = async (text: string) => (await base.db.owner.query<{ id: string }>(text)).rows[0]?.id ?? '';
  municipality = await one(
    `select unit_id as id from unit_version where name_ky like 'Көк-Ирим%' order by kind limit 1`,
  );
  group = await one(`select id from body where municipality_id = '${municipality}' order by id limit 1`);
  for (const role of roles) {
    const { id } = await createAccount(base.db, {
      name: `Сынак ${role}`,
      email: `${role}@exports.example`,
      roles: [{ municipalityId: municipality, role }],
    });
    cookies.set(role, await signInForTest(base.db, id));
  }
}, 180_000);
afterAll(async () => await base.drop());

async function headings(role: Role, path: string): Promise<Expected> {
  const answer = await app.request(`http://localhost/en/m/${municipality}${path}`, {
    headers: { cookie: cookies.get(role) ?? '', host: 'localhost' },
  });
  if (answer.status === 403 || answer.status === 404) return 'closed';
  expect(answer.status, `${role} ${path}`).toBe(200);
  const first = (await answer.text()).replace(/^\uFEFF/, '').split('\n')[0] ?? '';
  return first.split(/[,;]/).map((cell) => cell.replaceAll('"', '').trim());
}

test('contacts, years of birth and streets are downloaded by those who see them on the page', async () => {
  for (const [path, columns] of Object.entries(exports)) {
    for (const role of roles) {
      const found = await headings(role, path.replace('GROUP', group));
      const seen = found === 'closed' ? found : found.filter((one) => personal.test(one));
      expect(seen, `${path} ${role}`).toEqual(columns[role]);
    }
  }
});

test('every table of these rooms that can be downloaded stands in the list above', () => {
  const listed = Object.keys(exports).map((path) => path.replace('GROUP', ':bodyId'));
  const downloads = app.routes
    .filter(
      ({ method, path }) => method === 'GET' && /^\/m\/[^/]+\/(people|territory|acts)\/.*\.csv/.test(path),
    )
    .map(({ path }) => path.replace('/m/:municipalityId', ''));
  expect([...new Set(downloads)].filter((path) => !listed.includes(path))).toEqual([]);
});

test('what is kept for ever names no participant and no telephone: the journal, results of forms and of work', async () => {
  const named = await base.db.owner.query<{ word: string }>(
    `select full_name as word from participant where length(full_name) > 5
     union select contact from participant where length(contact) > 5
     union select phone from person_contact where phone is not null
     union select email from person_contact where email is not null`,
  );
  expect(named.rows.length).toBeGreaterThan(20);
  const found = await base.db.owner.query(
    `with said as (select 'journal' as place, details::text as text from audit_entry
       union all select 'operation', result::text from operation
       union all select 'work', result::text from job_run)
     select distinct place, word from said, unnest($1::text[]) word where position(word in text) > 0`,
    [named.rows.map(({ word }) => word)],
  );
  expect(found.rows).toEqual([]);
});
