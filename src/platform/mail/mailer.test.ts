import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test } from 'vitest';
import { lettersLying, openMailer } from './mailer.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ashar-mail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const letter = {
  to: 'aigul@example.kg',
  subject: 'Ашар: жаңы сырсөз',
  text: 'Саламатсызбы!\nШилтеме: http://x/reset/abc',
};

test('without SMTP_URL letters lie in the sink folder, readable by their owner alone', async () => {
  const mailer = openMailer({ smtpUrl: undefined, dataFolder: folder, baseUrl: 'https://ashar.example.kg' });
  await mailer.deliver(letter);
  mailer.close();
  const files = readdirSync(path.join(folder, 'mail'));
  expect(files.every((name) => name.endsWith('.eml'))).toBe(true);
  const text = readFileSync(path.join(folder, 'mail', files[0] ?? ''), 'utf8');
  expect(text).toMatch(/^To: aigul@example\.kg$/m);
  expect(text).toMatch(/^From: Ashar <ashar@ashar\.example\.kg>$/m);
  expect(text).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(await lettersLying({ dataFolder: folder })).toBe(1);
  expect(await lettersLying({ dataFolder: path.join(folder, 'elsewhere') })).toBe(0);
});

test('with SMTP_URL they go to the server', async () => {
  const received: string[] = [];
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      received.push(session.envelope.rcptTo.map(({ address }) => address).join());
      stream.resume().on('end', () => done());
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, dataFolder: folder, baseUrl: undefined });
  await mailer.deliver(letter);
  expect(received).toEqual(['aigul@example.kg']);
  mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
