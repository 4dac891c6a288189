import type { SessionPerson } from '../../needs/sessions/rules/session-record.ts';
import { isParticipant } from '../../meetings/rules/who-counts.ts';
import type { Sticker } from './items.ts';

/**
 * Which stickers count. Stickers are only ever added: a correction names the one it corrects, a withdrawal is a
 * correction with `withdrawn`, and a correction of a withdrawal brings the sticker back. The last of such a chain
 * counts unless it is a withdrawal (as the server counts statements, src/needs/schema.ts).
 */

/** A sticker that counts, as it reads now. */
export type StandingSticker = {
  readonly id: string;
  /** The sticker itself, then those it corrects, the newest first. */
  readonly chain: readonly string[];
  readonly text: string;
  readonly personId: string | null;
  /** The place of its writer it was put in; null without a writer. */
  readonly slot: number | null;
  /** Sex of the writer when only that is known. */
  readonly sex: Sticker['sex'];
  readonly way: Sticker['way'];
};

/** A sticker that was taken back; it can be brought back by correcting `id`. */
export type WithdrawnSticker = StandingSticker & { readonly withdrawn: true };

type Chains = {
  /** In the order their first stickers were written. */
  readonly standing: readonly StandingSticker[];
  readonly withdrawn: readonly WithdrawnSticker[];
  /**
   * Corrections that do not count: of a sticker another device had corrected before, or of one that is not here
   * (yet). Of two corrections the earlier id counts, on every device the same one.
   */
  readonly void: readonly Sticker[];
};

const known = new WeakMap<readonly Sticker[], Chains>();

/** All stickers put into chains, once for each list. Never throws, whatever other devices wrote. */
export function chainsOf(stickers: readonly Sticker[]): Chains {
  const before = known.get(stickers);
  if (before) return before;
  const byId = new Map(stickers.map((one) => [one.id, one]));
  const correctedBy = new Map<string, Sticker>();
  for (const one of byId.values()) {
    if (one.corrects === null) continue;
    const old = byId.get(one.corrects);
    // A withdrawal of what is withdrawn already says nothing new.
    if (!old || (old.withdrawn && one.withdrawn)) continue;
    const other = correctedBy.get(old.id);
    if (!other || one.id < other.id) correctedBy.set(old.id, one);
  }
  const standing: StandingSticker[] = [];
  const withdrawn: WithdrawnSticker[] = [];
  const counted = new Set<string>();
  for (const root of [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (root.corrects !== null || root.withdrawn) continue;
    const chain = [root.id];
    let last = root;
    // A chain that begins at a sticker which corrects nothing cannot come back to itself.
    for (let next = correctedBy.get(root.id); next; next = correctedBy.get(next.id)) {
      chain.unshift(next.id);
      last = next;
    }
    for (const id of chain) counted.add(id);
    const one: StandingSticker = {
      id: last.id,
      chain,
      text: last.withdrawn && last.text === '' ? (byId.get(chain[1] ?? '')?.text ?? '') : last.text,
      personId: root.personId,
      slot: root.slot,
      sex: root.sex,
      way: root.way,
    };
    if (last.withdrawn) withdrawn.push({ ...one, withdrawn: true });
    else standing.push(one);
  }
  const result = { standing, withdrawn, void: [...byId.values()].filter(({ id }) => !counted.has(id)) };
  known.set(stickers, result);
  return result;
}

/** The stickers that count, in the order they were written. */
export function standing(stickers: readonly Sticker[]): readonly StandingSticker[] {
  return chainsOf(stickers).standing;
}

/** What a screen adds to the meeting: ids and the device's time are given there. */
export type NewSticker = Omit<Sticker, 'id' | 'deviceTime'>;

/** A sticker as it is written: letters as they are, spaces put right, at most 500 characters. */
export function stickerText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
    .trim();
}

/** The correction of a sticker: same writer, new words. */
export function correctionOf(old: StandingSticker, text: string): NewSticker {
  const { personId, slot, sex, way } = old;
  return { personId, slot, sex, way, text: stickerText(text), corrects: old.id, withdrawn: false };
}

/** Takes a sticker back; `correctionOf` with the same words brings it back. */
export function withdrawalOf(old: StandingSticker): NewSticker {
  return { ...correctionOf(old, old.text), withdrawn: true };
}

export type PersonStickers = {
  /** In the order they were written. */
  readonly stickers: readonly StandingSticker[];
  readonly used: number;
  /** Never negative. */
  readonly free: number;
  /** Written beyond what each has, e.g. by two recorders at once. */
  readonly over: number;
  /** The place of the next sticker; null when none is free. */
  readonly next: number | null;
};

/** A person's stickers out of all that count. */
export function stickersOfPerson(
  counted: readonly StandingSticker[],
  personId: string,
  each: number,
): PersonStickers {
  const own = counted.filter((one) => one.personId === personId);
  const taken = new Set(own.map((one) => one.slot));
  let next = 1;
  while (taken.has(next)) next += 1;
  return {
    stickers: own,
    used: own.length,
    free: Math.max(0, each - own.length),
    over: Math.max(0, own.length - each),
    next: own.length >= each || next > each ? null : next,
  };
}

/** How many stickers each person used. */
export function usedByPerson(counted: readonly StandingSticker[]): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { personId } of counted)
    if (personId !== null) used.set(personId, (used.get(personId) ?? 0) + 1);
  return used;
}

/** The sums that stand beside the gallery all the time (R-AGG-06): they always add up to the stickers that count. */
export type StickerSums = {
  /** Participants; null when nobody counted them. */
  readonly people: number | null;
  readonly each: number;
  /** People × stickers each; null when people are not known. */
  readonly possible: number | null;
  readonly used: number;
  /** Never negative; null when people are not known. */
  readonly unused: number | null;
  /** Written beyond what was given; the office refuses these. Null when people are not known. */
  readonly over: number | null;
  readonly byWay: Readonly<Record<Sticker['way'], number>>;
  readonly bySex: Readonly<Record<'female' | 'male' | 'unknown', number>>;
  /** Stickers whose writer is named. */
  readonly named: number;
  /** People of the list with more stickers than each has, by id. */
  readonly overPeople: readonly string[];
  /** Participants of the list without a sticker, by id. */
  readonly silentPeople: readonly string[];
};

/** @param people participants (attendance.ts); null when not counted. */
export function stickerSums(
  counted: readonly StandingSticker[],
  meeting: {
    readonly people: number | null;
    readonly each: number;
    readonly list: readonly Pick<SessionPerson, 'id' | 'sex' | 'kind'>[];
  },
): StickerSums {
  const { people, each, list } = meeting;
  const byWay = { typed: 0, phone: 0, photo: 0 };
  const bySex = { female: 0, male: 0, unknown: 0 };
  const sexOf = new Map(list.map((one) => [one.id, one.sex]));
  let named = 0;
  for (const { personId, sex, way } of counted) {
    byWay[way] += 1;
    if (personId !== null) named += 1;
    bySex[(personId === null ? null : sexOf.get(personId)) ?? sex ?? 'unknown'] += 1;
  }
  const used = usedByPerson(counted);
  const possible = people === null ? null : people * each;
  return {
    people,
    each,
    possible,
    used: counted.length,
    unused: possible === null ? null : Math.max(0, possible - counted.length),
    over: possible === null ? null : Math.max(0, counted.length - possible),
    byWay,
    bySex,
    named,
    overPeople: [...used].flatMap(([id, count]) => (count > each ? [id] : [])),
    silentPeople: list.flatMap((one) =>
      isParticipant('session', one.kind) && !used.has(one.id) ? [one.id] : [],
    ),
  };
}

/** Stickers with the same words: shown as one card, moved together. */
export type StickerCard = {
  /** Id of the first; stays the same while the card stands. */
  readonly key: string;
  readonly text: string;
  readonly stickers: readonly StandingSticker[];
};

const spoken = new WeakMap<StandingSticker, string>();

function wordsOf(sticker: StandingSticker): string {
  let words = spoken.get(sticker);
  if (words === undefined) spoken.set(sticker, (words = stickerText(sticker.text).toLowerCase()));
  return words;
}

const sameStickers = (a: StickerCard, b: readonly StandingSticker[]): boolean =>
  a.stickers.length === b.length && a.stickers.every((one, at) => one === b[at]);

/**
 * Puts stickers with the same words (without regard to capitals) on one card, in the order of the first of each.
 * @param before cards made before: of the same stickers it is the same card again
 */
export function cardsOf(
  stickers: readonly StandingSticker[],
  before: readonly StickerCard[] = [],
): readonly StickerCard[] {
  const cards = new Map<string, StandingSticker[]>();
  for (const one of stickers) {
    const words = wordsOf(one);
    const card = cards.get(words);
    if (card) card.push(one);
    else cards.set(words, [one]);
  }
  const known = new Map(before.map((card) => [card.key, card]));
  return [...cards.values()].map((card) => {
    const key = card[0]?.id ?? '';
    const same = known.get(key);
    return same && sameStickers(same, card) ? same : { key, text: card[0]?.text ?? '', stickers: card };
  });
}
