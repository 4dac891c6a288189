import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../test/database.ts';
import { createApp } from './app.ts';
import { hashSecret } from './field/data/devices.ts';
import { makeHeldSession, now, Phone } from './field/receive.fixture.ts';
import type { Item } from './field/rules/items.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { gateOfAccount } from './platform/auth/sign-in-gate.ts';
import { signInForTest, testBrowser, type TestBrowser } from './platform/auth/testing.ts';
import { newId } from './platform/db/id.ts';
import { FolderStore } from './platform/files/folder-store.ts';
import { testServices } from './platform/http/testing.ts';

// A disk without room, the database's and that of the files: whoever sends is told so, nothing is kept by halves, and
// the same thing sent again goes through when there is room.

let base: TestDatabase;
let home: TestMunicipality;
let folder: string;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-full-'));
  await base.db.owner.query(`
    create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
});
afterAll(async () => {
  await base.drop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => await makeRoom());

const full: string[] = [];
/** From now on nothing can be written to the table: at once, or when the transaction ends. */
async function fill(table: string, when: 'at-once' | 'at-commit'): Promise<void> {
  full.push(table);
  await base.db.owner.query(
    when === 'at-once'
      ? `create trigger full_disk before insert or update on "${table}" for each row execute function no_room()`
      : `create constraint trigger full_disk after insert or update on "${table}"
           deferrable initially deferred for each row execute function no_room()`,
  );
}
async function makeRoom(): Promise<void> {
  for (const table of full.splice(0)) await base.db.owner.query(`drop trigger full_disk on "${table}"`);
}
/** How many rows each table has, those apart that only say that somebody was here. */
async function counts(): Promise<Record<string, number>> {
  const { rows } = await base.db.owner.query<{ name: string; rows: number }>(`
    select table_name as name, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I', table_name),
             false, true, '')))[1]::text::int as rows
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
}

async function secretary(): Promise<TestBrowser> {
  const { id } = await createAccount(base.db, {
    name: 'Бермет',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId: home.id, role: 'staff' }],
  });
  return testBrowser(createApp(testServices(base.db)), await signInForTest(base.db, id));
}

test.each([
  ['the thing itself', 'person', 'at-once'],
  ['its row of the journal', 'audit_entry', 'at-once'],
  ['what knows the form again', 'operation', 'at-once'],
  ['the end of the transaction', 'person', 'at-commit'],
] as const)(
  'a form that finds the disk full (%s) is answered in words, and goes through later',
  async (_, table, when) => {
    const browser = await secretary();
    const form = { fullName: 'Асанов Бакыт', sex: 'male', operationId: newId() };
    const address = `/ru/m/${home.id}/people/new`;
    const before = await counts();
    await fill(table, when);
    const answer = await browser.post(address, form);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('60');
    const page = await answer.text();
    expect(page).toContain('На диске сервера нет места, отправленное не сохранено');
    expect(page).not.toContain('could not extend file');
    expect(await counts()).toEqual(before);
    // What only reads goes on.
    expect((await browser.get(`/ru/m/${home.id}/people`)).status).toBe(200);
    await makeRoom();
    expect((await browser.post(address, form)).status).toBe(303);
    expect((await browser.post(address, form)).status).toBe(303);
    const after = await counts();
    expect(after.person).toBe((before.person ?? 0) + 1);
    expect(after.audit_entry).toBe((before.audit_entry ?? 0) + 1);
  },
);

/** A phone that sends over HTTP to an office with this store of files. */
async function phoneAt(files: FolderStore) {
  const { id } = await createAccount(base.db, {
    name: 'Нурлан',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId: home.id, role: 'facilitator' }],
  });
  await base.db.owner.query(`update role_assignment set valid_from = '2020-01-01' where account_id = $1`, [
    id,
  ]);
  const gate = await gateOfAccount(base.db, id, home.id, now);
  if (!gate) throw new Error('no gate');
  const session = await makeHeldSession(base, home, gate);
  const secret = randomBytes(32).toString('base64url');
  const phone = await Phone.prepare(base, files, gate, session.id, { tokenHash: hashSecret(secret) });
  const app = createApp(testServices(base.db, { files, clock: () => now }));
  const send = async (items: readonly Item[]) => {
    const answer = await app.request('http://localhost/field/api/items?lang=ru', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${home.id}.${phone.deviceId}.${secret}`,
      },
      body: JSON.stringify({ sentAt: now.toISOString(), app: '1.0.0', items }),
    });
    const json = (await answer.json()) as { results?: { state: string; code?: string }[] };
    return [answer.status, ...(json.results ?? []).map(({ state, code }) => `${state} ${code ?? ''}`.trim())];
  };
  return { phone, send };
}

test.each([
  ['field_device', 'at-once', [503]],
  ['statement', 'at-once', [200, 'later busy', 'later busy']],
  ['field_receipt', 'at-once', [200, 'later busy', 'later busy']],
  ['statement', 'at-commit', [200, 'later busy', 'later busy']],
] as const)('a phone that finds the disk full (%s, %s) keeps what it sent', async (table, when, said) => {
  const { phone, send } = await phoneAt(new FolderStore(path.join(folder, 'files')));
  const items = [phone.sticker('Таза суу жок'), phone.sticker('Жол начар')];
  const before = await counts();
  await fill(table, when);
  expect(await send(items)).toEqual(said);
  expect(await counts()).toEqual(before);
  await makeRoom();
  expect(await send(items)).toEqual([200, 'done', 'done']);
  expect(await send(items)).toEqual([200, 'done', 'done']);
  expect((await counts()).statement).toBe((before.statement ?? 0) + 2);
});

test('a picture for which the disk has no room waits on the phone; the stickers beside it are taken', async () => {
  const root = path.join(folder, 'pictures');
  let room = false;
  const files = new FolderStore(root, {
    open: async (...args) => {
      const handle = await open(...args);
      if (!room) {
        handle.writeFile = async () => {
          await handle.write(Buffer.from('half'));
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        };
      }
      return handle;
    },
  });
  const { phone, send } = await phoneAt(files);
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#27ae60' } })
    .jpeg()
    .toBuffer();
  const photo = phone.item({ kind: 'photo', data: bytes.toString('base64') });
  phone.edit.put('photos', photo.id, { purpose: 'map', caption: '', width: 64, height: 48 });
  expect(await send([phone.changes(), photo, phone.sticker('Таза суу жок')])).toEqual([
    200,
    'done',
    'later office-disk-full',
    'done',
  ]);
  const left = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(left).toEqual([]);
  room = true;
  expect(await send([photo])).toEqual([200, 'done']);
  const { rows } = await base.db.owner.query<{ file_id: string }>(
    `select file_id from meeting_photo where id = $1`,
    [photo.id],
  );
  expect(await files.get(rows[0]?.file_id ?? '')).not.toBeNull();
});
