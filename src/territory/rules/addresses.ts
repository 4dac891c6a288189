import { addressWord } from '../../methods/latin.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { isReserved } from './reserved-words.ts';
import { bareName } from './unit-words.ts';
import { namedVersion, type UnitVersion } from './versions.ts';

/** A word by which a unit's public pages are found. A unit keeps every word it ever had; the last one is shown. */
export type Address = {
  readonly unitId: string;
  /** The municipality in which a village has the word; null for a municipality, whose word is the only one of its kind. */
  readonly withinId: string | null;
  readonly word: string;
  /** The name it was made of: with it, and not with the word, a new name is compared. */
  readonly base: string;
  /** The first day on which it is the unit's own word; before and after others may be. */
  readonly validFrom: IsoDate;
  /** When it became so: decides between words of one day. Milliseconds. */
  readonly setAt: number;
};

/** The word that a unit has on a day among those it ever had in one place; undefined when it never had one. */
export function wordOn<A extends Pick<Address, 'validFrom' | 'setAt'>>(
  words: readonly A[],
  date: IsoDate,
): A | undefined {
  const ordered = [...words].sort((a, b) =>
    a.validFrom === b.validFrom ? a.setAt - b.setAt : a.validFrom < b.validFrom ? -1 : 1,
  );
  return ordered.findLast(({ validFrom }) => validFrom <= date) ?? ordered[0];
}

export type AddressPlan = {
  readonly add: readonly Omit<Address, 'setAt'>[];
  /** Words that a unit had before and has again, from another day on. */
  readonly again: readonly Pick<Address, 'withinId' | 'word' | 'validFrom'>[];
};

const placeOf = (withinId: string | null, word: string) => `${withinId ?? ''} ${word}`;

/**
 * The words that municipalities and villages lack. Older units come first, those that stand before those that ended,
 * so that nobody's word depends on who came later; a name that is taken gets the district's behind it, else a number.
 * @param versions of all units, those above included
 * @param only plans for these units alone
 */
export function planAddresses(
  versions: readonly UnitVersion[],
  known: readonly Address[],
  today: IsoDate,
  only?: ReadonlySet<string>,
): AddressPlan {
  const ofUnit = new Map<string, UnitVersion[]>();
  for (const version of versions) {
    const list = ofUnit.get(version.unitId);
    if (list) list.push(version);
    else ofUnit.set(version.unitId, [version]);
  }
  const taken = new Map<string, string>();
  const words = new Map<string, Address[]>();
  const keep = (one: Address) => {
    taken.set(placeOf(one.withinId, one.word), one.unitId);
    const place = placeOf(one.withinId, one.unitId);
    words.set(place, [...(words.get(place) ?? []), one]);
  };
  for (const one of known) keep(one);
  const withWords = new Set(known.map(({ unitId }) => unitId));
  const add: AddressPlan['add'][number][] = [];
  const again: AddressPlan['again'][number][] = [];

  const units = [...ofUnit.values()]
    .filter(([first]) => first!.level === 'municipality' || first!.level === 'village')
    .filter(([first]) => only?.has(first!.unitId) ?? true)
    .map((list) => list.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)))
    .sort(
      (a, b) =>
        Number(hasEnded(a, today)) - Number(hasEnded(b, today)) || (a[0]!.unitId < b[0]!.unitId ? -1 : 1),
    );
  for (const list of units) {
    const { unitId } = list[0]!;
    const level = list[0]!.level === 'village' ? 'village' : 'municipality';
    for (const [at, version] of list.entries()) {
      const withinId = level === 'village' ? version.parentId : null;
      if (level === 'village' && withinId === null) continue;
      const isLast = !list.slice(at + 1).some((later) => level !== 'village' || later.parentId === withinId);
      // Names of the past take no words from units of today; only who had one then keeps it.
      const isPast = version.validTo !== null && version.validTo <= today;
      if (!withWords.has(unitId) && isPast && !isLast) continue;
      const base = baseOf(version);
      const had = words.get(placeOf(withinId, unitId)) ?? [];
      const { validFrom } = version;
      const then = wordOn(
        had.filter((one) => one.validFrom <= validFrom),
        validFrom,
      );
      if (then?.base === base) continue;
      const before = had.find((one) => one.base === base);
      if (before === undefined) {
        const district = namedVersion(ofUnit.get(version.parentId ?? '') ?? [], validFrom);
        const beside =
          level === 'municipality' && district ? addressWord(bareName(district.nameKy, district.level)) : '';
        const word = freeWord(
          base,
          beside,
          (one) => isReserved(one, level) || taken.has(placeOf(withinId, one)),
        );
        const made = { unitId, withinId, word, base, validFrom };
        add.push(made);
        keep({ ...made, setAt: Infinity });
      } else if (before.validFrom < validFrom || (before.validFrom === validFrom && isLast)) {
        again.push({ withinId, word: before.word, validFrom });
      }
    }
  }
  return { add, again };
}

const hasEnded = (versions: readonly UnitVersion[], today: IsoDate) =>
  versions.every(({ validTo }) => validTo !== null && validTo <= today);

/** A name without letters is called by its kind: «№ 7» is aiyl-7. */
function baseOf({ nameKy, level }: UnitVersion): string {
  const word = addressWord(bareName(nameKy.replaceAll('№', ' '), level));
  return /[a-z]/.test(word) ? word : `aiyl${word === '' ? '' : `-${word}`}`;
}

function freeWord(base: string, beside: string, isTaken: (word: string) => boolean): string {
  if (!isTaken(base)) return base;
  if (beside !== '' && !isTaken(`${base}-${beside}`)) return `${base}-${beside}`;
  for (let number = 2; ; number += 1) if (!isTaken(`${base}-${number}`)) return `${base}-${number}`;
}

/** What an address needs to know of a unit: its lasting id, and its word where it has one. */
export type Addressed = { readonly id: string; readonly word?: string | null | undefined };

/**
 * The public address of a municipality, of a year in it, or of a village's list of that year, without language prefix:
 * `/kok-irim`, `/kok-irim/2026`, `/kok-irim/2026/aral`. By the lasting ids (`/p/…`) where a word is missing.
 */
export function publicPath(municipality: Addressed, year?: number, village?: Addressed): string {
  const byWords = Boolean(municipality.word) && (village === undefined || Boolean(village.word));
  const root = byWords ? `/${municipality.word}` : `/p/${municipality.id}`;
  if (year === undefined) return root;
  if (village === undefined) return `${root}/${year}`;
  return byWords ? `${root}/${year}/${village.word}` : `${root}/${year}/villages/${village.id}`;
}
