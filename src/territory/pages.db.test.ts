import type { Hono } from 'hono';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from '../platform/auth/testing.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import type { Role } from '../platform/db/gate.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { emblemOf } from './data.ts';

let base: TestDatabase;
let home: TestMunicipality;
let app: Hono<Web>;
let admin: TestBrowser;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  app = createApp(testServices(base.db));
  admin = await browserOf({ systemAdministrator: true });
});
afterAll(async () => await base.drop());

async function browserOf(facts: { systemAdministrator?: boolean; role?: Role }): Promise<TestBrowser> {
  const account = await createAccount(base.db, {
    name: 'Бир Киши',
    email: `${newId()}@example.kg`,
    ...(facts.systemAdministrator ? { systemAdministrator: true } : {}),
    ...(facts.role ? { roles: [{ municipalityId: home.id, role: facts.role }] } : {}),
  });
  return testBrowser(app, await signInForTest(base.db, account.id));
}

async function upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const from = await (await admin.get('/admin/units/import')).text();
  const form = new FormData();
  form.set('csrf', tokenIn(from) ?? '');
  form.set('operationId', newId());
  form.set('on', '2025-01-01');
  form.set('file', new File([content], name));
  const cookie = [...admin.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  return await app.request('http://localhost/admin/units/import', {
    method: 'POST',
    body: form,
    headers: { host: 'localhost', cookie },
  });
}

test('the pages of units open for the system administrator in each language, for nobody else', async () => {
  const staff = await browserOf({ role: 'administrator' });
  const unit = `/admin/units/${home.id}`;
  const paths = ['/admin/units', '/admin/units?q=көк', '/admin/units?on=2021-05-05', '/admin/units?on=жок'];
  paths.push(
    '/admin/units/export.csv',
    '/admin/units/export.xlsx',
    '/admin/units/import/template.xlsx',
    unit,
  );
  paths.push('/admin/units/import', '/admin/units/import/template.csv');
  for (const level of ['oblast', 'district', 'municipality', 'village'])
    paths.push(`/admin/units/new?level=${level}`);
  for (const change of ['rename', 'move', 'merge', 'split', 'abolish']) paths.push(`${unit}/${change}`);
  for (const path of paths) {
    for (const lang of ['', '/ru', '/en'])
      expect((await admin.get(lang + path)).status, lang + path).toBe(200);
    expect((await staff.get(path)).status, path).toBe(404);
  }
  for (const path of [
    '/admin/units/x',
    `/admin/units/${newId()}`,
    `/admin/units/${newId()}/split`,
    '/admin/units/import/x',
  ])
    expect((await admin.get(path)).status, path).toBe(404);
});

test('a unit is added, renamed and split by form; mistakes come back in words', async () => {
  const form = {
    level: 'village',
    parentId: home.id,
    nameKy: 'Таш-Короо',
    nameRu: 'Таш-Короо',
    on: '2024-01-01',
  };
  const made = await admin.post('/admin/units/new', form, { from: '/admin/units/new?level=village' });
  expect(made.status).toBe(303);
  const twice = await admin.post('/admin/units/new', form, { from: '/admin/units/new?level=village' });
  expect(twice.status).toBe(422);
  expect(await twice.text()).toContain('«Таш-Короо» деген бирдик ал жерде бар');
  const unit = made.headers.get('location')!.split('?')[0]!;
  const renamed = await admin.post(`${unit}/rename`, {
    nameKy: 'Таш-Дөбө',
    nameRu: 'Таш-Дёбё',
    on: '2025-01-01',
  });
  expect(renamed.status).toBe(303);
  expect(await (await admin.get(`${unit}?on=2024-06-01`)).text()).toContain('<h1>Таш-Короо');
  const split = await admin.post(`${unit}/split`, {
    keep: 'no',
    parts: '3',
    'parts.0.nameKy': 'Бир',
    on: '2026-01-01',
  });
  expect(split.status).toBe(422);
  const fields = {
    'parts.0.nameKy': 'Үстүңкү',
    'parts.0.nameRu': 'Верхний',
    'parts.2.nameKy': 'Астыңкы',
    'parts.2.nameRu': 'Нижний',
  };
  const done = await admin.post(`${unit}/split`, { keep: 'no', parts: '3', ...fields, on: '2026-01-01' });
  expect(done.status).toBe(303);
  const list = await (await admin.get(`/admin/units/${home.id}?on=2026-02-01`)).text();
  expect(list).toContain('Астыңкы');
});

test('a file is uploaded, looked at, confirmed; a wrong one is explained row by row', async () => {
  const template = await (await admin.get('/admin/units/import/template.csv')).text();
  const staged = await upload('бирдиктер.csv', template);
  expect(staged.status).toBe(303);
  const preview = staged.headers.get('location')!;
  expect(await (await admin.get(preview)).text()).toContain('5 сапты киргизүү');
  expect((await admin.post(preview, {})).status).toBe(303);
  expect(await (await admin.get(preview)).text()).toContain('Бул файл мурунтан киргизилген');
  // What was exported can be imported again, and changes nothing.
  const exported = await (await admin.get('/admin/units/export.csv')).text();
  const again = await upload('export.csv', exported);
  const same = await (await admin.get(again.headers.get('location')!)).text();
  expect(same).not.toContain('ката табылды');
  expect(same).not.toContain('Файлда сакталгандан башкача');
  expect(same).not.toContain('Муну текшериңиз');

  // What the file says otherwise is shown, and only what is ticked is taken.
  const differing = await upload(
    'y.csv',
    'level,name_ky,name_ru,parent,code\nvillage,Ак-Булак,Ак-Булаг,Булак айыл аймагы,41704200000000\n',
  );
  const choice = differing.headers.get('location')!;
  const offered = await (await admin.get(choice)).text();
  expect(offered).toContain('коду: – → 41704200000000');
  expect(offered).toContain('орусча аталышы: Ак-Булак → Ак-Булаг');
  const taken = await admin.post(choice, { take: 'code-empty' });
  expect(taken.headers.get('location')).toContain('created=0&changed=1&left=0');
  const after = await (await admin.get('/admin/units/export.csv')).text();
  expect(after).toContain('41704200000000');
  expect(after).not.toContain('Ак-Булаг');

  // Of people likewise: 380 households are stored, 410 girls, nobody by single years.
  const counted = await upload(
    'z.csv',
    'level,name_ky,parent,households,female_0_17,male_0_17\nvillage,Ак-Булак,Булак айыл аймагы,381,415,430\n',
  );
  const figures = counted.headers.get('location')!;
  const listed = (await (await admin.get(figures)).text()).replaceAll('\u00a0', ' ');
  expect(listed).toContain('үй кожолуктар: 380 → 381');
  expect(listed).toContain('тургундар: 2 406 → 2 411 (Аялдар, 0–17 жаш: 410 → 415)');
  expect(listed).not.toMatch(/value="(households|people)" checked/);
  expect((await admin.post(figures, {})).headers.get('location')).toContain('created=0&changed=0&left=1');

  const wrong = await upload('x.csv', 'level,name_ky,parent\nvillage,Бир,жок жер\nпланета,Эки,\n');
  const html = await (await admin.get(wrong.headers.get('location')!)).text();
  expect(html).toContain('2 ката табылды');
  expect(html).toContain('«жок жер» деген муниципалитет файлда да, тутумда да жок');
  expect(html).toContain('«планета» деген деңгээл белгисиз');
});

test('pages of units lead on: the oblast first, what comes, who is to be invited, the slip removed', async () => {
  const fresh = await createTestDatabase();
  const empty = createApp(testServices(fresh.db));
  const account = await createAccount(fresh.db, {
    name: 'Бир Киши',
    email: `${newId()}@example.kg`,
    systemAdministrator: true,
  });
  const first = testBrowser(empty, await signInForTest(fresh.db, account.id));
  const pageOf = async (path: string) => await (await first.get(path)).text();
  try {
    expect(await pageOf('/admin/units/new')).toContain('<h1>Облус кошуу');
    const village = await pageOf('/admin/units/new?level=village');
    expect(village).toContain('Адегенде облус кошуңуз');
    expect(village).toContain('/admin/units/new?level=oblast');
    const add = async (fields: Record<string, string>, status = 303) => {
      const made = await first.post('/admin/units/new', fields, { from: '/admin/units/new?level=oblast' });
      expect(made.status).toBe(status);
      return status === 303 ? made.headers.get('location')!.split('?')[0]! : await made.text();
    };
    const year = Number(new Date().toISOString().slice(0, 4)) + 1;
    const oblast = { level: 'oblast', nameKy: 'Мисал облусу', nameRu: 'Мисал', on: `${year}-12-31` };
    const asked = await add(oblast, 422);
    expect(asked).toContain('Бул күнгө бир жылдан көп калды');
    expect(asked).toContain('Ооба, дата туура');
    const far = await add({ ...oblast, confirmed: 'yes' });
    const list = await pageOf('/admin/units');
    expect(list).not.toContain('киргизиле элек');
    expect(list).toContain(`күчүнө кирет: 31.12.${year}`);
    expect(await pageOf('/admin/units?q=мисал')).toContain(`күчүнө кирет: 31.12.${year}`);
    const removed = await first.post(`${far}/remove`, {}, { from: far });
    expect(removed.headers.get('location')).toContain('territory.done.unit-removed');
    expect(await pageOf('/admin/units')).toContain('Аймактык бирдиктер киргизиле элек');
    const at = await add({ ...oblast, on: '2024-01-01' });
    expect(await pageOf('/admin/units/new')).toContain('<h1>Район кошуу');
    const under = { nameKy: 'Мисал району', nameRu: 'Мисал', on: '2024-01-01' };
    const district = await add({ ...under, level: 'district', parentId: at.split('/').at(-1)! });
    const parentId = district.split('/').at(-1)!;
    const municipality = { level: 'municipality', kind: 'aiylAimak', nameKy: 'Булак', nameRu: 'Булак' };
    const made = await add({ ...municipality, parentId, on: '2024-01-01' });
    // Nobody works there yet: the way on stands on the page.
    const next = await pageOf('/admin/units');
    expect(next).toContain('Эми муниципалитетти ачып');
    expect(next).toContain(`/m/${made.split('/').at(-1)!}/people/staff#invite`);
  } finally {
    await fresh.drop();
  }
});

test('the template speaks the language of the reader and is read back', async () => {
  for (const [lang, heading] of [
    ['', 'Деңгээли,Кыргызча аталышы'],
    ['/ru', 'Уровень,Название на кыргызском'],
    ['/en', 'level,name_ky'],
  ] as const) {
    const csv = await (await admin.get(`${lang}/admin/units/import/template.csv`)).text();
    expect(csv).toContain(heading);
    const staged = await upload('t.csv', csv);
    const html = await (await admin.get(staged.headers.get('location')!)).text();
    expect(html, lang).not.toContain('ката табылды');
    expect(html).toContain('2\u00a0406');
  }
  const xlsx = new Uint8Array(await (await admin.get('/admin/units/import/template.xlsx')).arrayBuffer());
  const staged = await upload('t.xlsx', xlsx);
  const html = await (await admin.get(staged.headers.get('location')!)).text();
  expect(html).not.toContain('ката табылды');
  expect(html).toContain('5 сапты киргизүү');
});

test('a name that lost its letters stops the file with advice', async () => {
  const answer = await upload(
    'y.csv',
    'Деңгээли,Кыргызча аталышы,Курамына кирет\nайыл,Кызыл-Д?б?,Көк-Ирим\nайыл,Кара-Т??,Көк-Ирим\n',
  );
  const html = await (await admin.get(answer.headers.get('location')!)).text();
  expect(html).toContain('2 ката табылды');
  expect(html).toContain('«?» турган жерде тамга жоголгон; файлды XLSX же «CSV UTF-8»');
});

test('a profile saved for an earlier day says so and stays on it; a bad number is named', async () => {
  const staff = await browserOf({ role: 'staff' });
  const village = `/m/${home.id}/territory/villages/${home.villages[1]!.id}`;
  expect((await staff.post(village, { asOf: '2026-05-01', female_18_35: '777' })).status).toBe(303);
  const saved = await staff.post(village, { asOf: '2026-01-01', female_18_35: '555' });
  const to = saved.headers.get('location')!;
  expect(to).toContain('on=2026-01-01');
  const shown = await (await staff.get(to)).text();
  expect(shown).toContain('01.01.2026 үчүн айылдын маалыматы сакталды.');
  expect(shown).toContain('value="555"');
  expect(shown).toContain('Бул 2026-жылдын 1-январына карата маалымат');
  // The same words without a day, or with none that is one, say nothing.
  const forged = await (await staff.get(to.replace('2026-01-01', 'x'))).text();
  expect(forged).not.toContain('{date}');
  for (const [typed, words] of [
    ['-5', 'терс'],
    ['12а', 'бүтүн сан эмес'],
    ['3,5', 'Бүтүн сан жазыңыз'],
  ] as const) {
    const wrong = await staff.post(village, { asOf: '2026-01-01', female_18_35: typed });
    expect(await wrong.text(), typed).toContain(words);
  }
  // The system administrator sees the figures and the way to them.
  const unit = await (await admin.get(`/admin/units/${home.villages[1]!.id}`)).text();
  expect(unit).toContain('777');
  expect(unit).toContain(village);
});

test.each([
  ['empty.csv', '', 'Файл бош'],
  ['page.csv', '<!doctype html><p>x', 'HTML форматы окулбайт'],
  ['broken.xlsx', 'PK\u0003\u0004nothing', 'бузулган'],
  ['quote.csv', 'level,name_ky\n"village,x\n', 'тырмакча ачылып, жабылган эмес'],
  ['old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'Эски Excel файлы'],
  ['large.csv', new Uint8Array(21 * 1024 * 1024).fill(65), 'Файл өтө чоң'],
])('%s is refused in words', async (name, content, words) => {
  const answer = await upload(name, content);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain(words);
});

test('a file of 50 MB is refused with a page of its own', async () => {
  const answer = await upload('huge.csv', new Uint8Array(50 * 1024 * 1024).fill(65));
  expect(answer.status).toBe(413);
});

test('the municipality keeps its profiles and settings; sums are counted without saving', async () => {
  const staff = await browserOf({ role: 'staff' });
  const room = `/m/${home.id}/territory`;
  const village = `${room}/villages/${home.villages[0]!.id}`;
  const typed = { asOf: '2025-01-01', female_18_35: '1 200', male_18_35: '1100', households: '700' };
  const counted = await staff.post(village, { ...typed, count: 'yes' });
  expect(counted.status).toBe(200);
  expect(await counted.text()).toContain('2\u00a0300');
  expect(await (await staff.get(village)).text()).not.toContain('2\u00a0300');
  const wrong = await staff.post(village, { ...typed, male_18_35: '-1' });
  expect(wrong.status).toBe(422);
  expect((await staff.post(village, typed)).status).toBe(303);
  expect(await (await staff.get(room)).text()).toContain('2\u00a0300');
  const settings = {
    ageGroups: '18–30; 31+',
    stickersPerPerson: '5',
    headActName: 'тескеме',
    headPostKy: 'Башчы',
    headPostRu: 'Глава',
  };
  expect((await staff.post(`${room}/settings`, settings)).status).toBe(303);
  expect((await staff.post(`${room}/settings`, { ...settings, ageGroups: '16+' })).status).toBe(422);
  const reader = await browserOf({ role: 'auditor' });
  for (const path of [room, `${room}/settings`, village, `${room}/export.csv`, `${room}/export.xlsx`])
    expect((await reader.get(path)).status, path).toBe(200);
  expect((await reader.post(village, typed, { from: '/account' })).status).toBe(403);
});

test('the arms are uploaded, shown, go into papers and are taken away; other files are refused in words', async () => {
  const staff = await browserOf({ role: 'staff' });
  const settings = `/m/${home.id}/territory/settings`;
  const send = async (file: File) => {
    const form = new FormData();
    form.set('csrf', tokenIn(await (await staff.get(settings)).text()) ?? '');
    form.set('operationId', newId());
    form.set('emblem', file);
    const cookie = [...staff.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    return await app.request(`http://localhost${settings}/emblem`, {
      method: 'POST',
      body: form,
      headers: { host: 'localhost', cookie },
    });
  };
  const emblem = async () =>
    await openMunicipality(base.db, home.gate('auditor'), async (scope) => await emblemOf(scope));
  const picture = sharp({ create: { width: 900, height: 1200, channels: 4, background: '#9b233580' } });
  for (const [file, words] of [
    [new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'герб.svg'), 'PNG да, JPEG да эмес'],
    [new File([Buffer.from('%PDF-1.4\n')], 'герб.pdf'), 'PNG да, JPEG да эмес'],
    [new File([new Uint8Array(await picture.webp().toBuffer())], 'герб.webp'), 'PNG да, JPEG да эмес'],
    [new File([(await picture.png().toBuffer()).subarray(0, 200)], 'герб.png'), 'окулган жок'],
  ] as const) {
    const answer = await send(file);
    expect([answer.status, await answer.text()], file.name).toEqual([422, expect.stringContaining(words)]);
  }
  expect(await emblem()).toBeUndefined();
  expect((await send(new File([new Uint8Array(await picture.png().toBuffer())], 'герб.png'))).status).toBe(
    303,
  );
  const kept = await emblem();
  const bytes = Buffer.from(kept?.base64 ?? '', 'base64');
  expect(await sharp(bytes).metadata()).toMatchObject({
    format: 'png',
    width: 240,
    height: 320,
    hasAlpha: true,
  });
  expect(await (await staff.get(settings)).text()).toContain(`data:image/png;base64,${kept?.base64}`);
  expect((await staff.post(`${settings}/emblem/remove`, {}, { from: settings })).status).toBe(303);
  expect(await emblem()).toBeUndefined();
});
