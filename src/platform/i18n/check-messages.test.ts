import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/check-messages.mjs', import.meta.url));
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-messages-'));
  mkdirSync(join(root, 'src/needs/messages'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function check(texts: Record<'ky' | 'ru' | 'en', string>, code = ''): { status: number | null; out: string } {
  for (const [lang, json] of Object.entries(texts)) {
    writeFileSync(join(root, `src/needs/messages/${lang}.json`), json);
  }
  writeFileSync(join(root, 'src/needs/view.tsx'), code);
  const run = spawnSync(process.execPath, [script, root], { encoding: 'utf8' });
  return { status: run.status, out: run.stdout + run.stderr };
}

it('passes when the three languages agree', () => {
  const json = (text: string) => `{ "needs.a": "${text} {name}" }`;
  const run = check({ ky: json('бир'), ru: json('раз'), en: json('one') }, "t('needs.a', { name })");
  expect(run.out).toContain('1 messages in 1 rooms and 3 languages: 0 errors, 0 warnings');
  expect(run.status).toBe(0);
});

it('names every mistake', () => {
  const run = check(
    {
      ky: '{ "needs.a": "бир {name}", "needs.b": "", "needs.c#one": "бир",\n "needs.d": "эки",\n "needs.d": "үч" }',
      ru: '{ "needs.a": "раз {other}", "needs.b": "б", "needs.c#one": "в", "needs.c#other": "в" }',
      en: '{ "needs.a": "one {name}", "needs.b": "b", "needs.c#few": "c", "needs.c#other": "c", "needs.d": "d" }',
    },
    "t('needs.absent')",
  );
  for (const mistake of [
    '"needs.a": parameters differ',
    '"needs.b" is empty',
    '"needs.c#other" is missing',
    'the language has no form "few"',
    'ky.json: "needs.d" stands twice',
    'ru.json: "needs.d" is missing',
    'view.tsx:1: "needs.absent" is in no message file',
  ]) {
    expect(run.out).toContain(mistake);
  }
  expect(run.status).toBe(1);
});

it('warns of Russian left in Kyrgyz and of keys nobody uses', () => {
  const run = check(
    {
      ky: '{ "needs.a": "Список участников", "needs.used.x": "а" }',
      ru: '{ "needs.a": "Список участников", "needs.used.x": "б" }',
      en: '{ "needs.a": "List of participants", "needs.used.x": "c" }',
    },
    't(`needs.used.${name}`)',
  );
  expect(run.out).toContain('"needs.a" is the Russian text');
  expect(run.out).toContain('"needs.a" (src/needs/messages) is used nowhere');
  expect(run.out).not.toContain('"needs.used.x" (src');
  expect(run.status).toBe(0);
});

it('refuses the same words under a second name, unless one of many', () => {
  const texts = (text: string) =>
    JSON.stringify({
      'needs.title': text,
      'needs.again': text,
      'needs.step.one': text,
      'needs.field.village': text,
      'needs.file.village': text,
    });
  const code = "t('needs.title'); t('needs.again'); t(`needs.step.${x}`); labelOf(t, 'needs.file', x);";
  const run = check({ ky: texts('Айыл'), ru: texts('Село'), en: texts('Village') }, code);
  expect(run.out).toContain('"needs.again" says what "needs.title" says');
  expect(run.out).toContain('"needs.file.village" says what "needs.field.village" says');
  expect(run.out).not.toContain('"needs.step.one" says');
  expect(run.status).toBe(1);
});
