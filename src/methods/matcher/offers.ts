import { apart, fit, overlap, type Meant } from './meant.ts';
import type { Reading } from './reading.ts';

/** A problem that stickers may be led to. */
export type Known = {
  readonly id: string;
  readonly name: Reading;
  /** Undefined when the name is not understood: it is never offered, only ordered. */
  readonly meant: Meant | undefined;
  /** A name of the catalogue, whose meaning is written down and not read. */
  readonly usual: boolean;
};

export type Offer = {
  readonly id: string;
  /** It stands nowhere yet. */
  readonly fresh: boolean;
  /** So plain that hardly anything else can be meant: «accept all» may take it. */
  readonly sure: boolean;
};

/** From here on the things are the same and a trouble fits. */
const plain = 6;

type Candidate = { readonly known: Known; readonly score: number };

const fitting = (reading: Reading, list: readonly Known[]): Candidate[] =>
  list
    .map((known): Candidate => ({ known, score: known.meant ? fit(reading, known.name, known.meant) : 0 }))
    .filter(({ score }) => score > 0);

/** The best one, or undefined when two fit alike: then the one that names a trouble of the sticker, if only one does. */
function bestOf(reading: Reading, candidates: readonly Candidate[]): Candidate | undefined {
  const score = Math.max(0, ...candidates.map((one) => one.score));
  let best = candidates.filter((one) => one.score === score);
  if (best.length > 1) {
    const shared = best.map(
      ({ known }) => [...reading.troubles].filter((trouble) => known.name.troubles.has(trouble)).length,
    );
    const most = Math.max(...shared);
    best = best.filter((_, at) => shared[at] === most);
  }
  return best.length === 1 ? best[0] : undefined;
}

const closeTroubles: readonly (readonly string[])[] = [
  ['none', 'few'],
  ['bad', 'worn', 'broken'],
];

/** The sticker says what the name says, in other words at most. */
function sameTrouble(sticker: ReadonlySet<string>, name: ReadonlySet<string>): boolean {
  if (sticker.size === 0 || name.size === 0) return false;
  return [...sticker].every(
    (trouble) =>
      name.has(trouble) ||
      closeTroubles.some((group) => group.includes(trouble) && group.some((one) => name.has(one))),
  );
}

/**
 * The one problem to offer for a sticker at one tap, if any: one that stands, else a usual one, when nothing that
 * stands speaks of the same things.
 * @param standing problems of the wall.
 * @param usual names that are not on the wall yet.
 */
export function offerFor(
  reading: Reading,
  standing: readonly Known[],
  usual: readonly Known[],
): Offer | undefined {
  const here = fitting(reading, standing);
  const best = bestOf(reading, here);
  const elsewhere = fitting(reading, usual);
  if (here.length > 0) {
    if (!best || (best.score === 5 && here.length > 1)) return undefined;
    const meant = best.known.meant;
    // Another usual problem fits better: the sticker is about that one, which stands nowhere.
    const other = elsewhere.filter(({ known }) => known.meant && meant && !overlap(known.meant, meant));
    if (other.some(({ score }) => score > best.score || (score === best.score && score < 7)))
      return undefined;
    const sure =
      best.score === 7 &&
      here.length === 1 &&
      other.length === 0 &&
      !reading.doubtful &&
      reading.unknown === 0 &&
      sameTrouble(reading.troubles, best.known.name.troubles);
    return { id: best.known.id, fresh: false, sure };
  }
  const hinted = hintedAt(reading, standing, elsewhere);
  if (hinted) return { id: hinted.id, fresh: false, sure: false };
  const fresh = bestOf(reading, elsewhere);
  if (!fresh || fresh.score < 7 || reading.doubtful || reading.unknown > 1) return undefined;
  const near = standing.some(
    ({ meant, name }) =>
      (meant && fresh.known.meant && overlap(meant, fresh.known.meant)) ||
      [...reading.parts].some((part) => name.parts.has(part)),
  );
  if (near) return undefined;
  // Beside a name that was only read, hardly anything new is sure: it may mean just that.
  const sure =
    elsewhere.length === 1 &&
    standing.every(({ usual: named }) => named) &&
    reading.unknown === 0 &&
    sameTrouble(reading.troubles, fresh.known.name.troubles);
  return { id: fresh.known.id, fresh: true, sure };
}

/** Troubles that few problems of a wall have: said of nothing known, they still point at the only one that has them. */
const telling: readonly string[] = ['dear', 'far', 'cold', 'dark', 'uninformed', 'slow', 'interrupted'];
/** Where things are: «бакчада суу жок» lacks water, not a kindergarten. */
const places: ReadonlySet<string> = new Set(
  'school kindergarten club park cemetery library health-post hospital market gym river pasture plots'.split(
    ' ',
  ),
);

const partsOf = ({ things, parts }: Reading): ReadonlySet<string> => new Set([...things, ...parts]);

/** How strongly a sticker hints at a problem that is not about the same things; 0 not at all. */
function hint(reading: Reading, name: Reading): number {
  if (apart.some((trouble) => reading.troubles.has(trouble) && !name.troubles.has(trouble))) return 0;
  const common = [...reading.troubles].filter((trouble) => name.troubles.has(trouble));
  if (reading.about === '') return common.some((trouble) => telling.includes(trouble)) ? 1 : 0;
  const named = partsOf(name);
  const said = partsOf(reading);
  const shared = [...said].filter((part) => named.has(part));
  if (shared.length === 0) return 0;
  const elsewhere = [...said].filter((part) => places.has(part));
  const there = [...named].filter((part) => places.has(part));
  if (elsewhere.length > 0 && there.length > 0 && !elsewhere.some((place) => there.includes(place))) return 0;
  const within = [...reading.things].every((thing) => named.has(thing));
  if (common.length === 0) return within && (reading.troubles.size === 0 || name.troubles.size === 0) ? 1 : 0;
  if (within) return 3;
  const lacking = common.every((trouble) => trouble === 'none' || trouble === 'few');
  return lacking && shared.every((thing) => places.has(thing)) ? 0 : 2;
}

/** The only standing problem that a sticker hints at, unless a usual name says plainly what it means. */
function hintedAt(
  reading: Reading,
  standing: readonly Known[],
  elsewhere: readonly Candidate[],
): Known | undefined {
  if (reading.doubtful || elsewhere.some(({ score }) => score >= plain)) return undefined;
  const hints = standing.map(({ name }) => hint(reading, name));
  const strongest = Math.max(0, ...hints);
  if (strongest === 0 || hints.filter((one) => one === strongest).length > 1) return undefined;
  return standing[hints.indexOf(strongest)];
}
