import { nameFault } from '../../methods/name-faults.ts';
import { foldLetters } from '../../methods/names.ts';
import { readDay } from '../../platform/i18n/written-day.ts';

/** One line of a participant list as it was typed or pasted. */
export type ParticipantLine = {
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly age: number | null;
  readonly occupation: string;
  readonly contact: string;
};

/** A part of a line that is neither name, sex, age, occupation nor contact: to be asked about, never guessed. */
export type UnclearPart = {
  /** Line of the list, from 1, empty ones counted. */
  readonly line: number;
  readonly value: string;
};

const words = (text: string): ReadonlySet<string> =>
  new Set(text.split(',').map((word) => foldLetters(word)));
/** One letter is a sex only in a cell of its own: beside a name it is an initial. */
const femaleLetters = words('а,ж,f');
const maleLetters = words('э,м,m');
const femaleWords = words(
  'аял,аялдар,аял киши,аялзаты,кыз,жен,женск,женский,женщина,женщины,female,woman,women',
);
const maleWords = words('эр,эркек,эркектер,эркек киши,муж,мужск,мужской,мужчина,мужчины,male,man,men');
const ageUnit = /(жашта|жаш|лет|года|год|л|yo|years?)/u.source;
const bornUnit = /(г\s?\.?\s?р|года рождения|год рождения|жылы туулган|жылкы|ж|г|туулган)/u.source;
const ageCell = new RegExp(`^(\\d{1,3})\\s?-?\\s?(?:${ageUnit}\\.?)?$`, 'u');
const yearCell = new RegExp(`^((?:19|20)\\d{2})\\s?-?\\s?(?:${bornUnit}\\.?)?$`, 'u');
const phone = /^(?:тел|моб|сот|tel)?[.:]?\s*(\+?[\d\s()-]{6,20})$/iu;

/** Sex and age together are not longer; tries over every division of a cell must not grow with it. */
const longestFact = 80;
/** Words of the first cell that may be a name with sex, age and occupation behind it. */
const mostWords = 20;

/** «а», «аял», «ж», «жен.», `f` → female; «э», «эркек киши», «м», «мужчины» → male; anything else is not a sex. */
export function readSex(text: string): 'female' | 'male' | null {
  if (text.length > longestFact) return null;
  const word = foldLetters(text)
    .replace(/[.\s]+/g, ' ')
    .trim();
  return femaleLetters.has(word) ? 'female' : maleLetters.has(word) ? 'male' : sexWord(word);
}

function sexWord(word: string): 'female' | 'male' | null {
  const plain = word.replace(/\.$/, '');
  return femaleWords.has(plain) ? 'female' : maleWords.has(plain) ? 'male' : null;
}

/**
 * The age in a cell: `45`, «45-жаш», «45 лет», or a year or day of birth, «1990», «1990 г.р.», «12.05.1990». Of a year
 * alone the age reached in the year of `today` is taken. Null when the cell holds none.
 */
export function readAge(text: string, today: string): number | null {
  if (text.length > longestFact) return null;
  const cell = foldLetters(text).trim();
  const age = ageCell.exec(cell)?.[1];
  if (age !== undefined) return Number(age);
  const thisYear = Number(today.slice(0, 4));
  const year = Number(yearCell.exec(cell)?.[1]);
  if (year >= thisYear - 120 && year <= thisYear) return thisYear - year;
  const born = /\d/.test(cell) ? readDay(cell.replace(new RegExp(`\\s*${bornUnit}\\.?$`, 'u'), '')) : null;
  if (!born?.ok || born.day > today || Number(born.day.slice(0, 4)) < thisYear - 120) return null;
  return thisYear - Number(born.day.slice(0, 4)) - (born.day.slice(5) > today.slice(5) ? 1 : 0);
}

/**
 * A list pasted from a spreadsheet (tabs) or typed one person a line (commas or semicolons): the name first, then
 * age, sex, occupation and telephone in any order; sex and age may stand behind the name without a sign between. A
 * leading number of the row is dropped, and so are empty lines and a heading. What a line says besides, and no rule
 * understands, is `unclear`.
 */
export function readParticipantLines(
  text: string,
  today: string,
): { readonly people: ParticipantLine[]; readonly unclear: UnclearPart[] } {
  const people: ParticipantLine[] = [];
  const unclear: UnclearPart[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '' || isHeading(line)) continue;
    const { person, doubts } = readLine(line.trim(), today);
    people.push(person);
    unclear.push(...doubts.map((value) => ({ line: index + 1, value: value.slice(0, 80) })));
  }
  return { people, unclear };
}

function isHeading(line: string): boolean {
  return /^(№[^\p{L}]*)?(аты-жону|аты жону|фио|ф\.\s?и\.\s?о\.?|фамилия|full name|name)(?!\p{L})/u.test(
    foldLetters(line).replaceAll('ө', 'о').replaceAll('ү', 'у').trim(),
  );
}

function readLine(line: string, today: string): { person: ParticipantLine; doubts: string[] } {
  const delimiter = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  let cells = line.split(delimiter).map((cell) => cell.replace(/\s+/g, ' ').trim());
  if (cells.length > 1 && /^\d{1,3}[.)]?$/.test(cells[0] ?? '')) cells = cells.slice(1);
  const [first = '', ...rest] = cells;
  const doubts: string[] = [];
  const said: { sex: 'female' | 'male' | null; age: number | null } = { sex: null, age: null };
  let contact = '';
  const occupation: string[] = [];
  const own = nameAndRest(first.replace(/^\d{1,3}[.)]\s*/, ''), today);
  if (nameFault(own.name) !== null) doubts.push(own.name === '' ? line : own.name);
  for (const cell of [...own.rest, ...rest]) {
    if (cell === '') continue;
    const facts = factsOf(cell, today);
    const call = cell.includes('@') ? cell : phone.exec(cell)?.[1]?.trim();
    if (facts !== null) {
      // Two sexes or two ages in one line: nobody may choose.
      if ((facts.sex !== null && said.sex !== null) || (facts.age !== null && said.age !== null))
        doubts.push(cell);
      said.sex ??= facts.sex;
      said.age ??= facts.age;
    } else if (call !== undefined) contact = contact === '' ? call : `${contact}, ${call}`;
    else if (/\d/.test(cell) || !/\p{L}/u.test(cell)) doubts.push(cell);
    else occupation.push(cell);
  }
  return { person: { fullName: own.name, ...said, occupation: occupation.join(', '), contact }, doubts };
}

/** Sex and age of a cell that holds nothing else: «мужчина», «45», «эркек киши 45 жаш»; null for other cells. */
function factsOf(cell: string, today: string): { sex: 'female' | 'male' | null; age: number | null } | null {
  const sex = readSex(cell);
  if (sex !== null) return { sex, age: null };
  const age = readAge(cell, today);
  if (age !== null) return { sex: null, age };
  if (cell.length > longestFact) return null;
  const tokens = cell.split(' ');
  for (let at = 1; at < tokens.length; at += 1) {
    const [left, right] = [tokens.slice(0, at).join(' '), tokens.slice(at).join(' ')];
    const both = { sex: readSex(left) ?? readSex(right), age: readAge(left, today) ?? readAge(right, today) };
    if (both.sex !== null && both.age !== null) return both;
  }
  return null;
}

/** «Исаев У. мужчина 45» → the name and what follows it; a name without such words stays whole. */
function nameAndRest(cell: string, today: string): { name: string; rest: string[] } {
  const tokens = cell.split(' ');
  if (tokens.length > mostWords) return { name: cell, rest: [] };
  const at = tokens.findIndex(
    (token, index) => index > 0 && (sexWord(foldLetters(token)) !== null || readAge(token, today) !== null),
  );
  if (at < 0) return { name: cell, rest: [] };
  // The longest beginning that is sex or age is taken, again and again; what is left over is one more cell.
  const rest: string[] = [];
  let left = tokens.slice(at);
  while (left.length > 0) {
    let taken = left.length;
    while (taken > 1 && factsOf(left.slice(0, taken).join(' '), today) === null) taken -= 1;
    if (factsOf(left.slice(0, taken).join(' '), today) === null) taken = left.length;
    rest.push(left.slice(0, taken).join(' '));
    left = left.slice(taken);
  }
  return { name: tokens.slice(0, at).join(' '), rest };
}
