import type { Reading } from './reading.ts';

/** What stickers belong under a problem's name: the things it may be about, each with the troubles that fit. */
export type Meant = ReadonlyMap<string, ReadonlySet<string> | 'any'>;

/** Written as `drinking-water: none few; water-pipes: *`; several things of one name have `&` between. */
export function meantOf(line: string): Meant {
  return new Map(
    line.split(';').map((part): [string, ReadonlySet<string> | 'any'] => {
      const [about = '', troubles = ''] = part.split(':');
      return [about.trim(), troubles.trim() === '*' ? 'any' : new Set(troubles.trim().split(' '))];
    }),
  );
}

/** Troubles that people call by one another's name. */
const alike: Readonly<Record<string, string>> = {
  none: 'few cannot',
  few: 'none cannot full',
  full: 'few undone',
  bad: 'worn broken dirty undone slow interrupted nosignal unsafe',
  worn: 'bad broken',
  broken: 'bad worn idle',
  dirty: 'undone',
  undone: 'dirty',
  interrupted: 'idle',
  idle: 'interrupted broken undone',
  slow: 'nosignal interrupted bad',
  nosignal: 'slow none interrupted bad',
};

/** A word that names several things: what is said of it holds for each of them. */
const several: Readonly<Record<string, string>> = { light: 'lamp: none few dark idle; power: interrupted' };

/** What the name of a problem means when staff have typed it themselves; undefined when it is not understood. */
export function meantByName(reading: Reading, usual: readonly Meant[]): Meant | undefined {
  const { about, troubles, doubtful } = reading;
  if (about === '' || doubtful) return undefined;
  if (troubles.size === 0) return new Map([[about, 'any']]);
  const fitting = new Set(troubles);
  for (const trouble of troubles) for (const other of (alike[trouble] ?? '').split(' ')) fitting.add(other);
  // A name that says what a usual one says is as wide as that.
  const same = usual.filter((one) => {
    const found = one.get(about);
    return found === 'any' || [...troubles].some((trouble) => found?.has(trouble));
  });
  const wider = same.length === 1 ? same[0]?.get(about) : undefined;
  if (wider === 'any') return new Map([[about, 'any']]);
  for (const trouble of wider ?? []) fitting.add(trouble);
  const meant = new Map<string, ReadonlySet<string> | 'any'>([[about, fitting]]);
  for (const [other, troublesOfIt] of meantOf(several[about] ?? ''))
    if (other !== '') meant.set(other, troublesOfIt);
  return meant;
}

/** Troubles that make another problem of the same thing, whatever else is said of it. */
export const apart: readonly string[] = ['dear', 'far', 'uninformed', 'cold'];
/** Troubles that are said in passing. */
const passing: ReadonlySet<string> = new Set(['leave', 'cannot', 'many', 'slow', 'unsafe', 'not']);
/** What a bare «not» may stand for. */
const notBeing: readonly string[] = ['none', 'few', 'undone', 'idle', 'interrupted', 'nosignal'];

/** How well troubles fit: 0 not at all, 1 nothing was said, 2 in part, 3 wholly. */
function troublesFit(troubles: ReadonlySet<string>, fitting: ReadonlySet<string> | 'any'): 0 | 1 | 2 | 3 {
  if (fitting === 'any') return 3;
  if (troubles.size === 0) return 1;
  if (apart.some((trouble) => troubles.has(trouble) && !fitting.has(trouble))) return 0;
  let some = false;
  let all = true;
  for (const trouble of troubles) {
    if (fitting.has(trouble)) some = true;
    else if (!passing.has(trouble)) all = false;
  }
  if (some) return all ? 3 : 2;
  // What is shut or stands still is lacking too, and nobody sees to it.
  if (troubles.has('idle') && (fitting.has('none') || fitting.has('undone'))) return 2;
  return troubles.has('not') && notBeing.some((trouble) => fitting.has(trouble)) ? 1 : 0;
}

/**
 * How well a reading fits a name and what it means, 0 to 7: the same things 4, those of the first clause or a part of
 * the name 0, then troubles, which must be said in these cases.
 */
export function fit(reading: Reading, name: Reading, meant: Meant): number {
  const same = meant.get(reading.about);
  if (same !== undefined) {
    const fitting = troublesFit(reading.troubles, same);
    return fitting === 0 ? 0 : 4 + fitting;
  }
  let best = 0;
  // People name what is wrong first, then what comes of it.
  const first = reading.clauses.find(({ about, troubles }) => about !== '' && troubles.size > 0);
  const ofFirst = first && meant.get(first.about);
  if (first && ofFirst !== undefined && !first.doubtful) {
    const found = troublesFit(first.troubles, ofFirst);
    if (found >= 2) best = found;
  }
  if (reading.things.size === 0) return best;
  for (const [about, fitting] of meant) {
    const named = about.split('&');
    if (
      fitting === 'any' ||
      ![...reading.things].every((thing) => name.parts.has(thing) || named.includes(thing))
    )
      continue;
    const found = troublesFit(reading.troubles, fitting);
    if (found >= 2) best = Math.max(best, found);
  }
  return best;
}

/** Whether two problems overlap, so that standing side by side they would share one problem's votes. */
export function overlap(a: Meant, b: Meant): boolean {
  for (const [about, troubles] of a) {
    const others = b.get(about);
    if (others === undefined) continue;
    if (troubles === 'any' || others === 'any') return true;
    for (const trouble of troubles) if (others.has(trouble)) return true;
  }
  return false;
}
