import { inCase } from '../../platform/i18n/kyrgyz.ts';

// Units carry bare names («Көк-Ирим», «Сузак») or full ones («Көк-Ирим айыл аймагы», «Сузакский район»), as the office
// typed them. Papers need the name in a phrase, so the kind is taken off first and put back in its form.

// The spaces before a kind are cut off afterwards: looked for beforehand, a long run of them would be tried from each.
const kindKy = /(?<=\s)(облусу|району|шаары|айылы|айыл(дык)? аймагы|айыл(дык)? өкмөтү)$/iu;
const kindRu = /(область|район|айылный аймак|айыльный аймак|айылный окмоту|айыл окмоту)$/iu;

/** The bare Kyrgyz name: «Көк-Ирим айыл аймагы» → «Көк-Ирим». */
export function bareKy(name: string): string {
  return name.trim().replace(kindKy, '').trimEnd();
}

/** The bare Russian name, an adjective or a noun as it was written; «город» and «село» before it fall too. */
export function bareRu(name: string): string {
  return name
    .trim()
    .replace(kindRu, '')
    .trimEnd()
    .replace(/^(город|г\.|село|с\.)\s*/iu, '');
}

/** Whether a name says its kind itself («Көк-Ирим айыл аймагы», «Сузакский район»): no paper says the word again. */
export function saysKind(name: string): boolean {
  return bareKy(name) !== name.trim() || bareRu(name) !== name.trim();
}

const adjective = /ск(ий|ая|ое)$/u;

/**
 * The stem of the adjective of a Russian place name: «Сузак» → «Сузакск», «Токтогул» → «Токтогульск». `undefined` for
 * names that end in a vowel: their adjective is not to be guessed, the noun is printed as it is.
 */
export function stemRu(name: string): string | undefined {
  const bare = bareRu(name);
  if (adjective.test(bare)) return bare.replace(/(ий|ая|ое)$/u, '');
  if (/[аеёиоуыэюя]$/iu.test(bare) || bare === '') return undefined;
  if (/ль$/u.test(bare)) return `${bare}ск`;
  if (/л$/u.test(bare)) return `${bare}ьск`;
  return `${bare.replace(/ь$/u, '')}ск`;
}

/** «Джалал-Абадская область». */
export function oblastRu(name: string): string {
  const stem = stemRu(name);
  return stem === undefined ? `область ${bareRu(name)}` : `${stem}ая область`;
}

/** «Сузакский район». */
export function districtRu(name: string): string {
  const stem = stemRu(name);
  return stem === undefined ? `район ${bareRu(name)}` : `${stem}ий район`;
}

/** «Кок-Иримского айылного аймака», as it stands after «айыл окмоту». */
export function aimakGenitiveRu(name: string): string {
  const stem = stemRu(name);
  return stem === undefined ? `айылного аймака ${bareRu(name)}` : `${stem}ого айылного аймака`;
}

/** «Көк-Ирим айыл аймагынын» or «Токтогул шаарынын». */
export function municipalityGenitiveKy(name: string, kind: 'aiylAimak' | 'town' | null): string {
  return `${bareKy(name)} ${inCase(kind === 'town' ? 'шаары' : 'айыл аймагы', 'genitive')}`;
}

/** «Арал айылы» in a case: `'locative'` → «Арал айылында». */
export function villageKy(name: string, form: 'nominative' | 'genitive' | 'locative' = 'nominative'): string {
  const ending = { nominative: 'айылы', genitive: 'айылынын', locative: 'айылында' }[form];
  return `${bareKy(name)} ${ending}`;
}

/** A name that no line breaks: its spaces hold it together. */
export function unbroken(name: string): string {
  return name.trim().replace(/\s+/g, '\u00a0');
}

const kin = /^(кызы|уулу|тегин)$/iu;
const surnameEnding = /(ов|ова|ев|ева|ёв|ёва|ин|ина|[сц]кий|[сц]кая)$/iu;
const initials = /^(\p{Lu}\.)+$/u;

/**
 * The parts of a name. The surname stands first, as offices write it, unless only the last word looks like one
 * («Нурлан Мамытов», «Нургүл Жээнбек кызы»). Undefined where there is nothing to shorten.
 */
function partsOf(fullName: string): { readonly surname: string; readonly initials: string } | undefined {
  const words: string[] = [];
  for (const word of fullName.trim().split(/\s+/)) {
    if (kin.test(word) && words.length > 0) words.push(`${words.pop() ?? ''} ${word}`);
    else words.push(word);
  }
  if (words.length < 2 || words.some((word) => initials.test(word))) return undefined;
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const isSurname = (word: string) => surnameEnding.test(word) || word.includes(' ');
  const lastOnly = !isSurname(first) && isSurname(last) && (words.length === 2 || !last.includes(' '));
  const given = lastOnly ? words.slice(0, -1) : words.slice(1);
  return {
    surname: lastOnly ? last : first,
    initials: given
      .slice(0, 2)
      .map((word) => `${word.charAt(0)}.`)
      .join(' '),
  };
}

/** Surname and initials: «Токтосунова А. Б.»; names of one word stay as they are. Never broken over two lines. */
export function shortName(fullName: string): string {
  const parts = partsOf(fullName);
  return unbroken(parts ? `${parts.surname} ${parts.initials}` : fullName);
}

/** As a signature is spelt out: «А. Б. Токтосунова». Never broken over two lines. */
export function signedName(fullName: string): string {
  const parts = partsOf(fullName);
  return unbroken(parts ? `${parts.initials} ${parts.surname}` : fullName);
}
