// Checks the texts of the interface: `npm run check:messages`.
// Errors (exit 1): a key missing in a language, an empty text, parameters that differ between languages, a plural
// without `#other`, a key named by two rooms, a literal key in the code that does not exist, the same words under a
// second key, what `words-of-the-house.mjs` forbids.
// Warnings (exit 0): keys nobody uses, Kyrgyz texts that are the Russian ones.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { faultsOf } from './words-of-the-house.mjs';

const LANGS = ['ky', 'ru', 'en'];
const FORMS = { ky: ['one', 'other'], ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] };

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const errors = [];
const uiFolder = 'src/platform/ui/messages';
const warnings = [];

/** Every `messages` folder of a room, and the folders of parts in it. */
function* messageFolders() {
  for (const parent of [src, join(src, 'platform')]) {
    if (!existsSync(parent)) continue;
    for (const entry of readdirSync(parent, { withFileTypes: true })) {
      const folder = join(parent, entry.name, 'messages');
      if (!entry.isDirectory() || !existsSync(folder)) continue;
      const inside = readdirSync(folder, { withFileTypes: true });
      const parts = inside.filter((one) => one.isDirectory());
      if (parts.length === 0 || inside.some((one) => one.isFile())) yield folder;
      for (const part of parts)
        if (readdirSync(join(folder, part.name)).length > 0) yield join(folder, part.name);
    }
  }
}

/** Room folder → its three catalogues. */
function readRooms() {
  const rooms = [];
  for (const folder of messageFolders()) {
    const texts = {};
    for (const lang of LANGS) {
      const file = join(folder, `${lang}.json`);
      const name = relative(root, file);
      texts[lang] = {};
      if (!existsSync(file)) {
        errors.push(`${name}: the file is missing`);
        continue;
      }
      const source = readFileSync(file, 'utf8');
      try {
        texts[lang] = JSON.parse(source);
      } catch (error) {
        errors.push(`${name}: ${error.message}`);
        continue;
      }
      // JSON keeps the last of two equal keys silently; the file itself is asked.
      const seen = new Set();
      for (const [, key] of source.matchAll(/^\s*"((?:[^"\\]|\\.)+)"\s*:/gm)) {
        if (seen.has(key)) errors.push(`${name}: "${key}" stands twice`);
        seen.add(key);
      }
    }
    rooms.push({ folder: relative(root, folder), texts });
  }
  return rooms;
}

const base = (key) => key.replace(/#\w+$/, '');
const paramsOf = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))];

function checkRoom({ folder, texts }) {
  const keys = new Set(LANGS.flatMap((lang) => Object.keys(texts[lang]).map(base)));
  for (const lang of LANGS) {
    for (const [key, text] of Object.entries(texts[lang])) {
      if (typeof text !== 'string' || text.trim() === '')
        errors.push(`${folder}/${lang}.json: "${key}" is empty`);
      else
        for (const fault of faultsOf(lang, base(key), text))
          errors.push(`${folder}/${lang}.json: "${key}": ${fault}: ${text}`);
      const form = /#(\w+)$/.exec(key)?.[1];
      if (form && !FORMS[lang].includes(form)) {
        errors.push(`${folder}/${lang}.json: "${key}": the language has no form "${form}"`);
      }
    }
  }
  for (const key of keys) {
    const params = {};
    for (const lang of LANGS) {
      const own = Object.entries(texts[lang]).filter(([k]) => base(k) === key);
      if (own.length === 0) {
        errors.push(`${folder}/${lang}.json: "${key}" is missing`);
        continue;
      }
      if (own.some(([k]) => k.includes('#')) && !own.some(([k]) => k === `${key}#other`)) {
        errors.push(`${folder}/${lang}.json: "${key}#other" is missing`);
      }
      if (own.some(([k]) => k.includes('#')) && own.some(([k]) => k === key)) {
        errors.push(`${folder}/${lang}.json: "${key}" has both a plain text and plural forms`);
      }
      // A plural form may leave the number out («one day»), so the forms of a key are taken together.
      params[lang] = [...new Set(own.flatMap(([, text]) => paramsOf(String(text))))].sort().join(',');
    }
    const without = (list) => list?.replace(/\bcount\b,?/, '').replace(/,$/, '');
    const different = LANGS.filter(
      (lang) => params[lang] !== undefined && without(params[lang]) !== without(params.ky),
    );
    if (different.length > 0) {
      errors.push(
        `${folder}: "${key}": parameters differ: ${LANGS.map((l) => `${l} {${params[l] ?? ''}}`).join(', ')}`,
      );
    }
    const [ky, ru] = [texts.ky[key], texts.ru[key]];
    const words = String(ky)
      .replace(/\{\w+\}|[^\p{L} ]/gu, '')
      .trim();
    if (ky === ru && words.length > 12)
      warnings.push(`${folder}/ky.json: "${key}" is the Russian text: ${ky}`);
    for (const [k, text] of Object.entries(texts.ky)) {
      // Endings that Kyrgyz words never have; a name may still carry one, hence only a warning.
      if (base(k) === key && /[а-яё]{3}(ение|ость|ться|ного|ских|ыми)(?![а-яёңөү])/i.test(String(text))) {
        warnings.push(`${folder}/ky.json: "${k}" holds a Russian word: ${text}`);
      }
    }
  }
  return keys;
}

function* codeFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* codeFiles(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

const rooms = readRooms();
const known = new Map();
for (const room of rooms) {
  for (const key of checkRoom(room)) {
    if (known.has(key)) errors.push(`"${key}" is named by ${known.get(key)} and by ${room.folder}`);
    else known.set(key, room.folder);
  }
}

// A key in the code is a literal that begins like a known key; `drawings.stage.${x}` uses all keys of that form.
const prefixes = new Set([...known.keys()].map((key) => key.split('.')[0]));
const used = new Set();
const forms = new Set();
const spoken = new Set();
const labels = new Set();
const isLabel = (key) => labels.has(key.slice(0, key.lastIndexOf('.'))) || /\.field\.[^.]+$/.test(key);
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
for (const file of codeFiles(src)) {
  const source = readFileSync(file, 'utf8');
  const name = relative(root, file);
  for (const match of source.matchAll(/\bt\(\s*(['"`])((?:(?!\1).)+)\1/g)) {
    const key = match[2];
    if (key.includes('${') || !/^[a-z][\w.+#-]*$/i.test(key)) continue;
    if (!known.has(key)) {
      const line = source.slice(0, match.index).split('\n').length;
      errors.push(`${name}:${line}: "${key}" is in no message file`);
    }
  }
  for (const [word] of source.matchAll(/[\w-]+/g)) spoken.add(word);
  for (const [, , text] of source.matchAll(/(['"`])([a-z][\w-]*\.[\w.+#-]+)\1/gi)) {
    if (prefixes.has(text.split('.')[0])) used.add(base(text));
  }
  // The labels of a table or a form: `words="people.field"`, `labelOf(t, 'needs.file', column)`.
  for (const of of [/\bwords(?:=|: )['"]([\w.-]+)['"]/g, /\blabelOf\([\w.]+, '([\w.-]+)'/g]) {
    for (const [, text] of source.matchAll(of)) {
      forms.add(`${literally(text)}\\.[\\w+-]+`);
      labels.add(text);
    }
  }
  // `choice(values, 'ui.sex')`, and the app's `<Questions of="field.pie.question" />`.
  for (const of of [/\bchoice\([^;]*?,\s*'([\w.-]+)'\)/g, /\bof="([\w-]+\.[\w.-]+)"/g])
    for (const [, text] of source.matchAll(of)) forms.add(`${literally(text)}\\.[\\w+-]+`);
  const filled = String.raw`\$\{(?:[^{}]|\{[^{}]*\})*\}`;
  for (const [, text] of source.matchAll(new RegExp('`((?:[\\w.-]|' + filled + ')+)`', 'g'))) {
    const parts = text.split(new RegExp(filled));
    // An id of a row or an address has no such parts; `${name}.nav` and `${verb}-of` have one at their end.
    if (parts.length < 2) continue;
    if (parts[0] === '' ? !/^(\.nav|\.job\.|\.usage|\.help|-of)$/.test(parts[1]) : !/^[^.]+\./.test(parts[0]))
      continue;
    if (parts[0] !== '' && !prefixes.has(parts[0].split('.')[0])) continue;
    forms.add(parts.map(literally).join('[\\w.+-]+'));
  }
}
const families = [...forms].map((form) => new RegExp(`^${form}$`));
const inFamily = (key) => families.some((form) => form.test(key));

// The same words under two names: one name is enough. What several rooms say stands in `ui`, or in the lowest of them
// when it is about its things. A key of a family (`cycle.step.${step}`) must stand whatever it says; a label need not:
// `labelOf` asks `<room>.field.<name>` and `ui.field.<name>` after the words of a table.
const said = new Map();
const textsOf = new Map(
  rooms.flatMap(({ texts }) =>
    Object.keys(texts.ky).map((key) => [key, LANGS.map((lang) => texts[lang][key]).join('\n')]),
  ),
);
// The app's first screens bring their words with them, and the programs of the command line have no pages.
const alone = /^src\/(cli|field)\/messages(\/core)?$/;
for (const { folder, texts } of rooms.toSorted(
  (a, b) => Number(b.folder === uiFolder) - Number(a.folder === uiFolder),
)) {
  for (const key of Object.keys(texts.ky).filter((one) => !one.includes('#'))) {
    const words = textsOf.get(key);
    const [room, name] = [key.split('.')[0], key.split('.').at(-1)];
    const label = [`${room}.field.${name}`, `ui.field.${name}`].find(
      (one) => one !== key && textsOf.get(one) === words,
    );
    if (label && isLabel(key)) errors.push(`${folder}: "${key}" says what "${label}" says`);
    else if (folder === uiFolder) said.set(words, key);
    else if (!inFamily(key)) {
      const first = said.get(alone.test(folder) ? `${folder}\n${words}` : words);
      if (first) errors.push(`${folder}: "${key}" says what "${first}" says`);
      else said.set(alone.test(folder) ? `${folder}\n${words}` : words, key);
    }
  }
}

for (const key of known.keys()) {
  // `?done=needs.done.saved` is put together from parts.
  const [, what = ''] = key.split('.done.');
  const done = spoken.has(what) || spoken.has(what.replace(/^\w+-/, ''));
  if (used.has(key) || done || inFamily(key) || /^error\.|\.field\.|\.example\./.test(key)) continue;
  warnings.push(`"${key}" (${known.get(key)}) is used nowhere`);
}

for (const warning of warnings) console.log(`warning: ${warning}`);
for (const error of errors) console.error(`error: ${error}`);
console.log(
  `${known.size} messages in ${rooms.length} rooms and ${LANGS.length} languages: ` +
    `${errors.length} errors, ${warnings.length} warnings`,
);
process.exitCode = errors.length > 0 ? 1 : 0;
