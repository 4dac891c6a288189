import { expect, test } from 'vitest';
import { cases, random, seed } from '../../../test/generated.ts';
import { hrefFor, LANGS, stripLanguage } from '../i18n/lang.ts';
import { safeNext } from './next-path.ts';

// No address and no `next`, however written, makes a page of ours link to another host.

const parts = [
  '/',
  '//',
  '\\',
  '/\\',
  '\t',
  '\n',
  '\r',
  '\u0000',
  ' ',
  '.',
  '..',
  '@',
  ':',
  '?',
  '#',
  '%2f',
  '%5c',
  '%09',
  'ru',
  '/ru',
  '/en',
  '/ky',
  'evil.example',
  'http:',
  'https:',
  'javascript:',
  'm',
  'invitation',
  'a',
  '\u00a0',
  '\u2028',
];
const own = 'http://ashar.invalid';
const stays = (link: string) => URL.parse(link, `${own}/m/1`)?.origin === own;

test('hostile addresses and `next` stay on this host in every link made of them', () => {
  const next = random(seed);
  const turns = cases({ sample: 20_000, long: 1_000_000 });
  let followed = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const length = 1 + Math.floor(next() * 7);
    const hostile = `/${Array.from({ length }, () => parts[Math.floor(next() * parts.length)]).join('')}`;
    const name = JSON.stringify(hostile);
    const safe = safeNext(hostile);
    if (safe !== '/') followed += 1;
    expect(stays(safe), name).toBe(true);
    for (const address of [hostile, safe]) {
      const { path } = stripLanguage(address);
      expect(/^\/(?![/\\])/.test(path), name).toBe(true);
      for (const lang of LANGS) expect(stays(hrefFor(lang)(path)), `${name} ${lang}`).toBe(true);
      // A second reading takes nothing more off that could hide a host.
      expect(stays(stripLanguage(path).path), name).toBe(true);
    }
  }
  expect(followed).toBeGreaterThan(turns / 100);
});
