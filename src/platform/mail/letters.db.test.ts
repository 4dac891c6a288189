import { createServer, type AddressInfo, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { createApp } from '../../app.ts';
import { createAccount, type NewAccount } from '../auth/accounts.ts';
import { signInForTest, testBrowser } from '../auth/testing.ts';
import { runCommand } from '../db/command.ts';
import { roles, type Role } from '../db/gate.ts';
import { newId } from '../db/id.ts';
import { openMunicipality } from '../db/scope.ts';
import { testServices } from '../http/testing.ts';
import { runWaiting } from '../jobs/jobs.ts';
import type { Services } from '../http/services.ts';
import { openMailer } from './mailer.ts';
import { queueMail } from './queue-mail.ts';
import { sendLetterAgain } from './send-again.ts';
import { unsentLetters, type UnsentLetter } from './unsent.ts';

let base: TestDatabase;
const clean: (() => Promise<void>)[] = [];
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(async () => await base.drop());
afterEach(async () => {
  for (const step of clean.splice(0)) await step();
  await base.db.owner.query('delete from unsent_letter; delete from job_outbox');
});

/** A mail server on this machine that behaves so; answers its port. */
async function server(how: SMTPServerOptions): Promise<number> {
  const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...how });
  smtp.on('error', () => undefined);
  return await heard(smtp.server, async () => await new Promise((resolve) => smtp.close(() => resolve())));
}

async function heard(listening: Server, stop: () => Promise<void>): Promise<number> {
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  clean.push(stop);
  return (listening.address() as AddressInfo).port;
}

const taken: string[] = [];
const willing: SMTPServerOptions = {
  onData(stream, session, done) {
    taken.push(session.envelope.rcptTo.map(({ address }) => address).join());
    stream.resume().on('end', () => done());
  },
};

function servicesAt(smtpUrl: string): Services {
  const mail = openMailer({ smtpUrl, dataFolder: '/nowhere', baseUrl: undefined });
  clean.push(async () => await Promise.resolve(mail.close()));
  return testServices(base.db, { mail });
}

async function write(place: TestMunicipality): Promise<void> {
  await openMunicipality(base.db, place.gate('head'), async (scope) => {
    await queueMail(scope.tx, { to: 'aigul@example.kg', subject: 'Чакыруу', text: '{origin}/x' });
  });
}

const ofRefusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

test.each<[UnsentLetter['cause'], () => Promise<string>]>([
  [
    'address',
    async () =>
      `smtp://127.0.0.1:${await server({ onRcptTo: (_to, _session, done) => done(ofRefusal(550)) })}`,
  ],
  [
    'later',
    async () =>
      `smtp://127.0.0.1:${await server({ onRcptTo: (_to, _session, done) => done(ofRefusal(451)) })}`,
  ],
  ['certificate', async () => `smtps://127.0.0.1:${await server({ ...willing, secure: true })}`],
  [
    'sign-in',
    async () =>
      `smtp://ashar:wrong@127.0.0.1:${await server({ ...willing, onAuth: (_auth, _session, done) => done(ofRefusal(535)) })}`,
  ],
  // It takes the letter and goes away without a word.
  ['connection', async () => `smtp://127.0.0.1:${await dying()}`],
  ['connection', async () => await Promise.resolve('smtp://127.0.0.1:1')],
])(
  'a letter that did not go (%s) is kept, seen by those who invite, and sent again',
  async (cause, address) => {
    const place = await makeMunicipality(base.db);
    const other = await makeMunicipality(base.db);
    await write(place);
    await expect(runWaiting(servicesAt(await address()))).rejects.toThrow(
      /^A letter did not go: [a-z-]+ \([^@]*\)$/,
    );
    const seen = async (where = place) =>
      await openMunicipality(
        base.db,
        where.gate('administrator'),
        async (scope) => await unsentLetters(scope),
      );
    const [letter, ...more] = await seen();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ to: 'aigul@example.kg', cause, attempts: 1, givenUp: false });
    expect(JSON.stringify(letter)).not.toContain('{origin}');
    expect(await seen(other)).toEqual([]);

    const again = async (gate = place.gate('administrator')) =>
      await openMunicipality(
        base.db,
        gate,
        async (scope) => await runCommand(scope, sendLetterAgain, { id: letter?.id ?? '' }),
      );
    expect(await again(place.gate('deputy'))).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await again(other.gate('administrator'))).toMatchObject({ ok: false, code: 'letter-gone' });
    expect(await again()).toMatchObject({ ok: true });
    taken.length = 0;
    await runWaiting(servicesAt(`smtp://127.0.0.1:${await server(willing)}`));
    expect(taken).toEqual(['aigul@example.kg']);
    expect(await seen()).toEqual([]);
    expect(await again()).toMatchObject({ ok: false, code: 'letter-gone' });
  },
);

/** A server that answers as it should and cuts the line after the content. */
async function dying(): Promise<number> {
  const listening = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 there\r\n');
    let content = false;
    socket.on('data', (data) => {
      const line = data.toString();
      if (content) return void socket.destroy();
      content = /^DATA/i.test(line);
      socket.write(content ? '354 go on\r\n' : '250 yes\r\n');
    });
  });
  return await heard(listening, async () => await new Promise((resolve) => listening.close(() => resolve())));
}

test('after the last try it is marked as given up', async () => {
  const place = await makeMunicipality(base.db);
  const services = servicesAt('smtp://127.0.0.1:1');
  await write(place);
  const posted = await base.db.owner.query('select name, data from job_outbox');
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    await expect(runWaiting(services)).rejects.toThrow();
    const { rows } = await base.db.owner.query(
      'select attempts, given_up_at is null as trying from unsent_letter',
    );
    expect(rows).toEqual([{ attempts: attempt, trying: attempt < 11 }]);
    await base.db.owner.query('insert into job_outbox (id, name, data) values (gen_random_uuid(), $1, $2)', [
      posted.rows[0].name,
      JSON.stringify(posted.rows[0].data),
    ]);
  }
});

test('the page of letters is for those who invite, says why, and sends again', async () => {
  const place = await makeMunicipality(base.db);
  await write(place);
  const services = servicesAt('smtp://127.0.0.1:1');
  await expect(runWaiting(services)).rejects.toThrow();
  const app = createApp(services);
  const browserOf = async (role: Role) => {
    const { id } = await createAccount(base.db, {
      name: 'Нурлан Осмонов',
      email: `${newId()}@example.kg`,
      roles: [{ municipalityId: place.id, role }],
    });
    return testBrowser(app, await signInForTest(base.db, id));
  };
  const path = `/ru/m/${place.id}/letters`;
  expect((await (await browserOf('deputy')).get(path)).status).toBe(403);
  const head = await browserOf('head');
  const page = await (await head.get(path)).text();
  expect(page).toContain('aigul@example.kg');
  expect(page).toContain('Почтовый сервер не отвечает');
  expect(page).not.toContain('{origin}');
  const [, action = ''] = /action="([^"]+\/again)"/.exec(page) ?? [];
  const sent = await head.post(action, {}, { from: path });
  expect(sent.status).toBe(303);
  expect((await base.db.owner.query('select 1 from job_outbox')).rowCount).toBe(1);
});

test('whoever invited sees beside the invited person that the letter did not go', async () => {
  const place = await makeMunicipality(base.db);
  const services = servicesAt('smtp://127.0.0.1:1');
  const app = createApp(services);
  const { id } = await createAccount(base.db, {
    name: 'Нурлан Осмонов',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId: place.id, role: 'head' }],
  });
  const head = testBrowser(app, await signInForTest(base.db, id));
  const path = `/ru/m/${place.id}/people/staff`;
  const fields = { name: 'Бермет', email: 'bermet@example.kg', roles: ['facilitator'], operationId: newId() };
  expect((await head.post(path, fields, { from: path })).status).toBe(303);
  expect(await (await head.get(path)).text()).not.toContain('Письмо не ушло');
  await expect(runWaiting(services)).rejects.toThrow();
  const page = await (await head.get(path)).text();
  expect(page).toContain('Письмо не ушло');
  expect(page).toContain(`/ru/m/${place.id}/letters`);
});

test('letters of no municipality are seen and sent again by system administrators, and by nobody else', async () => {
  const place = await makeMunicipality(base.db);
  const services = servicesAt('smtp://127.0.0.1:1');
  const app = createApp(services);
  const browserOf = async (about: Omit<NewAccount, 'name'>) => {
    const email = `${newId()}@example.kg`;
    const { id } = await createAccount(base.db, { name: 'Нурлан Осмонов', email, ...about });
    return testBrowser(app, await signInForTest(base.db, id));
  };
  await createAccount(base.db, { name: 'Айгүл', email: 'aigul@example.kg', roles: [] });
  await testBrowser(app).post('/reset', { email: 'aigul@example.kg' });
  // The job that makes the link posts the letter; the letter finds no server.
  await expect(runWaiting(services)).rejects.toThrow(/^A letter did not go/);

  const chief = await browserOf({ roles: [], systemAdministrator: true });
  const page = await (await chief.get('/ru/admin/letters')).text();
  expect(page).toContain('aigul@example.kg');
  expect(page).toContain('Почтовый сервер не отвечает');
  expect(page).toContain('Проверьте адрес и порт в SMTP_URL');
  expect(page).not.toContain('/reset/');
  expect(await (await chief.get('/ru/admin/account')).text()).toContain('Неотправленные письма: 1');

  for (const role of roles) {
    const browser = await browserOf({ roles: [{ municipalityId: place.id, role }] });
    const [, action = ''] = /action="([^"]+\/again)"/.exec(page) ?? [];
    expect((await browser.get('/ru/admin/letters')).status, role).not.toBe(200);
    expect((await browser.post(action, {})).status, role).not.toBe(303);
    expect(await (await browser.get(`/ru/m/${place.id}/letters`)).text(), role).not.toContain('aigul@');
    const id = action.split('/').at(-2) ?? '';
    await browser.post(`/ru/m/${place.id}/letters/${id}/again`, {});
  }
  expect((await base.db.owner.query('select 1 from job_outbox')).rowCount).toBe(0);

  const [, action = ''] = /action="([^"]+\/again)"/.exec(page) ?? [];
  expect((await chief.post(action, {}, { from: '/ru/admin/letters' })).status).toBe(303);
  taken.length = 0;
  await runWaiting(servicesAt(`smtp://127.0.0.1:${await server(willing)}`));
  expect(taken).toEqual(['aigul@example.kg']);
  expect(await (await chief.get('/ru/admin/letters')).text()).toContain('Все письма отправлены');
  // What a municipality wrote is its own affair.
  await write(place);
  await expect(runWaiting(services)).rejects.toThrow();
  expect(await (await chief.get('/ru/admin/letters')).text()).toContain('Все письма отправлены');
});
