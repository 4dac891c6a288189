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

it.each([
  ['{limit}ден ашпасын', 'an ending is glued to a parameter'],
  ['«{name}»нын тизмеси', 'an ending is glued to a parameter'],
  ['Үлүшү {percent} %га жетти', 'an ending is glued to a parameter'],
  ['Файл {size} чейин', 'a bare number stands where a case is wanted'],
  ['{all} сессиянын {count} күнү жок', 'a bare number follows a genitive'],
  ['100 стикердин {count} колдонулган жок', 'a bare number follows a genitive'],
  ['Сактап коюу', '«Сактап коюу»: the word is Сактоо'],
  ['Бул талааны толтуруңуз', 'the word is графа'],
  ['Кызыл-Д?б? айылы', 'letters were lost'],
  ['Бул код Сизге берилди', 'are small within a sentence'],
])('refuses «%s»', (text, fault) => {
  const json = (said: string) => JSON.stringify({ 'needs.a': said });
  const params = (text.match(/\{\w+\}/g) ?? []).join(' ');
  const run = check({ ky: json(text), ru: json(`раз ${params}`), en: json(`one ${params}`) }, "t('needs.a')");
  expect(run.out).toContain(fault);
  expect(run.status).toBe(1);
});

it.each([
  '{planned} мүнөттүн {spent} мүнөтү өттү',
  '{row}-сап, {name}: жынысын жазыңыз',
  '{date} карата абал',
  '100 стикерден {count} стикер колдонулган жок',
  'Протоколдун {count} бөлүгү бош. Сиз аны толтура аласыз',
])('lets «%s» stand', (text) => {
  const json = (said: string) => JSON.stringify({ 'needs.a': said });
  const params = (text.match(/\{\w+\}/g) ?? []).join(' ');
  const run = check({ ky: json(text), ru: json(`раз ${params}`), en: json(`one ${params}`) }, "t('needs.a')");
  expect(run.out).toContain('0 errors');
});

it('asks a notice for its full stop, in every language', () => {
  const json = (said: string) => JSON.stringify({ 'needs.done.saved': said });
  const run = check({ ky: json('Сакталды.'), ru: json('Сохранено'), en: json('Saved.') }, "'saved'");
  expect(run.out).toContain('ru.json: "needs.done.saved": a notice ends with a full stop');
  expect(run.out).toContain('1 errors');
});
