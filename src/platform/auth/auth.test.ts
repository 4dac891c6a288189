import { expect, test } from 'vitest';
import { emailOf, phoneOf } from './contacts.ts';
import { safeNext } from './next-path.ts';
import { hashPassword, isPassword, weaknessOf } from './passwords.ts';
import { seal, unseal } from './sealed.ts';
import { codeAt, matchingStep, newRecoveryCode, newSecret, recoveryCodeOf } from './totp.ts';

test('time codes are those of RFC 6238', () => {
  // Appendix B, SHA-1, the last six of eight digits; the secret is "12345678901234567890" in Base32.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const) {
    expect(codeAt(secret, Math.floor(seconds / 30))).toBe(code);
  }
});

test('a code is right one step around, and only then', () => {
  const secret = newSecret();
  const now = new Date('2026-11-20T10:00:00Z');
  const step = Math.floor(now.getTime() / 30_000);
  expect(
    matchingStep(secret, ` ${codeAt(secret, step).slice(0, 3)} ${codeAt(secret, step).slice(3)}`, now),
  ).toBe(step);
  expect(matchingStep(secret, codeAt(secret, step - 1), now)).toBe(step - 1);
  expect(matchingStep(secret, codeAt(secret, step - 3), now)).toBeUndefined();
  for (const odd of ['', 'abcdef', '1234567', '١٢٣٤٥٦'])
    expect(matchingStep(secret, odd, now)).toBeUndefined();
});

test('recovery codes are read as people copy them', () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^[a-z2-7]{5}-[a-z2-7]{5}$/);
  expect(recoveryCodeOf(` ${code.toUpperCase().replace('-', ' ')} `)).toBe(code);
  expect(recoveryCodeOf('123456')).toBeUndefined();
});

test('secrets open with the same installation and account only', () => {
  const sealed = seal('one secret', 'account-1', 'GEZDGNBV');
  expect(unseal('one secret', 'account-1', sealed)).toBe('GEZDGNBV');
  expect(unseal('other secret', 'account-1', sealed)).toBeUndefined();
  expect(unseal('one secret', 'account-2', sealed)).toBeUndefined();
  expect(unseal('one secret', 'account-1', '')).toBeUndefined();
});

test('passwords: Argon2id, the same word in both ways of writing, weak ones named', async () => {
  const hash = await hashPassword('тоодогу суу');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword(hash, 'тоодогу суу'.normalize('NFD'))).toBe(true);
  expect(await isPassword(hash, 'тоодогу суу ')).toBe(false);
  expect(await isPassword(undefined, 'тоодогу суу')).toBe(false);
  expect(await weaknessOf('кыска')).toBe('password-short');
  expect(await weaknessOf('x'.repeat(201))).toBe('password-long');
  expect(await weaknessOf('aaaaaaaaaaaa')).toBe('password-common');
  expect(await weaknessOf('Password123')).toBe('password-common');
  expect(await weaknessOf('bakytbek12', { name: 'Bakytbek Uulu' })).toBe('password-common');
  expect(await weaknessOf('беш тоо суу жарык')).toBeUndefined();
});

test('phones and addresses as people write them', () => {
  for (const typed of ['0700 12-34-56', '+996 700 123456', '996700123456', '700123456', '(0700) 123 456']) {
    expect(phoneOf(typed), typed).toBe('+996700123456');
  }
  expect(phoneOf('+7 999 123-45-67')).toBe('+79991234567');
  for (const typed of ['', '123', '0700', 'жок', '+0123456789'])
    expect(phoneOf(typed), typed).toBeUndefined();
  expect(emailOf(' Aigul@Mail.KG ')).toBe('aigul@mail.kg');
  for (const typed of ['', 'a@b', 'a b@c.kg', 'a@b@c.kg', 'a@c.kg,b@c.kg', 'a@c.'])
    expect(emailOf(typed), typed).toBeUndefined();
});

test('only paths of our own are followed', () => {
  for (const good of ['/', '/m/1', '/ru/m/1?q=a%20b', '/p/1#x']) expect(safeNext(good)).toBe(good);
  for (const bad of [
    undefined,
    '',
    '//x',
    '/ru//x',
    '/en/\\x',
    '/ky///x',
    '/\\x',
    'http://x',
    '/\n/x',
    '/sign-in',
    '/ru/sign-out',
    'x'.repeat(2000),
  ]) {
    expect(safeNext(bad)).toBe('/');
  }
});
