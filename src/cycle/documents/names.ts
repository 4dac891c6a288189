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

/** Surname and initials: «Токтосунова А. Б.»; names of one word stay as they are. */
export function shortName(fullName: string): string {
  const [surname, ...rest] = fullName.trim().split(/\s+/);
  const initials = rest
    .slice(0, 2)
    .map((word) => (/^(кызы|уулу)$/iu.test(word) ? word : `${word.charAt(0)}.`));
  return [surname, ...initials].join(' ');
}
