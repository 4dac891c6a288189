import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EnvironmentError, keptSecret, parseEnvironment } from './env.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-env-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('nothing given: the defaults, reachable from this machine only', () => {
  expect(parseEnvironment({ DATABASE_URL: '', HOST: '  ' })).toEqual({
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: 3000,
    dataFolder: path.resolve('data'),
    secret: undefined,
    baseUrl: undefined,
    smtpUrl: undefined,
    mode: 'production',
    trustProxy: false,
    tilesUrl: undefined,
    tilesAttribution: '',
  });
});

test('what is given is read', () => {
  const env = parseEnvironment({
    DATABASE_URL: 'postgres://ashar@db/ashar',
    HOST: '0.0.0.0',
    PORT: '0',
    ASHAR_DATA: '/srv/ashar',
    ASHAR_SECRET: 's'.repeat(32),
    ASHAR_BASE_URL: 'https://ashar.example.kg/',
    SMTP_URL: 'smtps://mail.example.kg',
    NODE_ENV: 'test',
    TRUST_PROXY: '1',
    ASHAR_TILES_URL: 'https://tiles.example.kg:8443/v1/{z}/{x}/{y}.png',
    ASHAR_TILES_ATTRIBUTION: '© Көк-Ирим',
  });
  expect(env).toMatchObject({
    tilesUrl: 'https://tiles.example.kg:8443/v1/{z}/{x}/{y}.png',
    tilesAttribution: '© Көк-Ирим',
  });
  expect(env).toMatchObject({ port: 0, baseUrl: 'https://ashar.example.kg', trustProxy: true, mode: 'test' });
});

test.each([
  'smtp://mail.example.kg',
  'smtps://ashar:12%2F34%25@mail.example.kg:465/',
  'smtp://ashar@mail.example.kg:587?from=ashar@example.kg',
  'smtp://ashar@example.kg:secret@mail.example.kg',
])('an address of a mail server is taken as it stands: %s', (url) => {
  expect(parseEnvironment({ SMTP_URL: url }).smtpUrl).toBe(url);
});

test.each([
  ['DATABASE_URL', 'mysql://db'],
  ['DATABASE_URL', 'db:5432'],
  ['HOST', 'a b'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '3000x'],
  ['ASHAR_SECRET', 'short'],
  ['ASHAR_BASE_URL', 'our.village.kg'],
  ['ASHAR_BASE_URL', 'javascript:alert(1)'],
  ['SMTP_URL', 'http://mail'],
  ['SMTP_URL', 'smtp:mail.example.kg'],
  ['SMTP_URL', 'smtp://ashar:12/34@mail.example.kg:587'],
  ['SMTP_URL', 'smtp://ashar:12#34@mail.example.kg:587'],
  ['SMTP_URL', 'smtp://ashar:12?34@mail.example.kg:587'],
  ['SMTP_URL', 'smtp://:secret@mail.example.kg'],
  ['SMTP_URL', 'smtp://ashar:100%@mail.example.kg'],
  ['SMTP_URL', 'smtp://mail.example.kg/ashar'],
  ['DATABASE_URL', 'postgres://ashar:12/34@db:5432/ashar'],
  ['DATABASE_URL', 'postgres://ashar:12#34@db:5432/ashar'],
  ['NODE_ENV', 'prod'],
  ['TRUST_PROXY', 'maybe'],
  ['ASHAR_TILES_URL', 'https://tiles.example.kg/map.png'],
  ['ASHAR_TILES_URL', 'https://*.example.kg/{z}/{x}/{y}.png'],
  ['ASHAR_TILES_URL', "https://a.kg; script-src 'unsafe-inline'/{z}/{x}/{y}.png"],
])('a bad %s (%s) is named in one line that does not repeat the value', (name, value) => {
  const attempt = () => parseEnvironment({ [name]: value });
  expect(attempt).toThrow(EnvironmentError);
  expect(attempt).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  if (name.includes('SECRET') || name.includes('URL')) expect(attempt).not.toThrow(value);
});

test('a bad value ends the process with code 1 and the line alone', () => {
  const script = `const { loadEnvironment } = await import(${JSON.stringify(path.join(import.meta.dirname, 'env.ts'))}); loadEnvironment();`;
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'], PORT: 'door' },
    encoding: 'utf8',
  });
  expect([done.status, done.stdout, done.stderr]).toEqual([
    1,
    '',
    'PORT: must be a port number from 0 to 65535\n',
  ]);
});

test('the secret is made once, for its owner alone, and a damaged one is not replaced', () => {
  const secret = keptSecret(folder);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(keptSecret(folder)).toBe(secret);
  const file = path.join(folder, 'secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o600);
  writeFileSync(file, 'half');
  expect(() => keptSecret(folder)).toThrow(/^ASHAR_SECRET: /);
  expect(readFileSync(file, 'utf8')).toBe('half');
  expect(() => keptSecret(path.join(file, 'below'))).toThrow(/^ASHAR_DATA: /);
});
