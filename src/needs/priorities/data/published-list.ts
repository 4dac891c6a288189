import { isId } from '../../../platform/db/id.ts';
import type { PublicScope } from '../../../platform/db/scope.ts';
import { addressWord } from '../../../methods/latin.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { unitPath } from '../../../territory/data.ts';
import {
  addressesOf,
  municipalityOfWord,
  type AddressBook,
  type Successors,
} from '../../../territory/data/addresses.ts';
import { publicPath } from '../../../territory/rules/addresses.ts';
import type { PrioritiesSnapshot } from '../rules/snapshot.ts';
import {
  publicPlace,
  publishedHead,
  publishedLists,
  publishedSnapshot,
  type PlaceWithPage,
  type PublicationHead,
  type PublicPlace,
} from './publications.ts';

/** What an address names, each by its word or by its lasting id, as it was typed. */
export type Asked = {
  readonly municipality: string;
  readonly year?: number | undefined;
  readonly village?: string | undefined;
};

/** The units an address names, and the words of that municipality. */
export type Named = {
  readonly municipalityId: string;
  readonly villageId: string | undefined;
  readonly book: AddressBook;
};

/** The units that an address names; undefined where a word is nobody's. */
export async function unitsNamed(scope: PublicScope, asked: Asked): Promise<Named | undefined> {
  const { municipality, village } = asked;
  const municipalityId = isId(municipality)
    ? municipality
    : await municipalityOfWord(scope, addressWord(municipality));
  if (municipalityId === undefined) return undefined;
  const book = await addressesOf(scope, [municipalityId]);
  if (village === undefined) return { municipalityId, villageId: undefined, book };
  const villageId = isId(village) ? village : book.unitOf(addressWord(village), municipalityId);
  return villageId === undefined ? undefined : { municipalityId, villageId, book };
}

/** The path of a municipality, of its year, of a village's list, by the words of today. */
export function pathIn(book: AddressBook, municipalityId: string, year?: number, villageId?: string): string {
  const village =
    villageId === undefined ? undefined : { id: villageId, word: book.wordOf(villageId, municipalityId) };
  return publicPath({ id: municipalityId, word: book.wordOf(municipalityId) }, year, village);
}

export type PublishedList = {
  readonly head: PublicationHead;
  readonly snapshot: PrioritiesSnapshot;
  /** Units above the municipality, from the top. */
  readonly above: readonly PublicPlace[];
  /** Where it stands, without language prefix, and the municipality's own page. */
  readonly path: string;
  readonly root: string;
  /** Lists of villages of the same year, with a municipality's list. */
  readonly villages: readonly PlaceWithPage[];
};

/** A list, or where it stands now: what was asked for by a name of the past. */
export type ListFound = PublishedList | { readonly moved: string };

/**
 * The standing list of an address. `known` is what was found before: its contents are not read again.
 * A village or municipality that was merged or moved leads to the list that took its place.
 */
export async function publishedList(
  scope: PublicScope,
  asked: Asked & { readonly year: number },
  successors: Successors,
  known?: PublishedList,
): Promise<ListFound | undefined> {
  const named = await unitsNamed(scope, asked);
  if (!named) return undefined;
  const { year } = asked;
  const { municipalityId, villageId, book } = named;
  const head = await headOf(scope, municipalityId, year, villageId);
  if (!head) return await movedTo(scope, named, year, successors);
  const path = pathIn(book, municipalityId, year, villageId);
  const root = pathIn(book, municipalityId);
  const lists = villageId === undefined ? await publishedLists(scope, municipalityId) : [];
  const ofVillages = lists.filter((one) => one.year === year && one.kind === 'village-priorities');
  if (known?.head.id === head.id && known.path === path && ofVillages.length === known.villages.length)
    return known;
  const snapshot = await publishedSnapshot(scope, municipalityId, head.id);
  const place = await publicPlace(scope, municipalityId);
  const villages = ofVillages.flatMap(({ unitId }) => {
    const village = place?.villages.find(({ id }) => id === unitId);
    return village ? [{ ...village, path: pathIn(book, municipalityId, year, unitId) }] : [];
  });
  return snapshot && { head, snapshot, above: place?.above ?? [], path, root, villages };
}

const headOf = async (scope: PublicScope, municipalityId: string, year: number, villageId?: string) =>
  await publishedHead(scope, {
    municipalityId,
    kind: villageId === undefined ? 'municipality-priorities' : 'village-priorities',
    unitId: villageId ?? municipalityId,
    year,
  });

/** The list of the one unit that took the place of what was asked for; undefined where nothing is published there. */
async function movedTo(
  scope: PublicScope,
  named: Named,
  year: number,
  successors: Successors,
): Promise<ListFound | undefined> {
  const { municipalityId, villageId } = named;
  if (villageId === undefined) {
    const [next, other] = await successors(municipalityId);
    if (next === undefined || next === municipalityId || other !== undefined) return undefined;
    if (!(await headOf(scope, next, year))) return undefined;
    return { moved: pathIn(await addressesOf(scope, [next]), next, year) };
  }
  const [next, other] = await successors(villageId);
  if (next === undefined || other !== undefined) return undefined;
  const path = await unitPath(scope, next, todayInBishkek(scope.now));
  const home = path.find(({ level }) => level === 'municipality')?.unitId;
  if (home === undefined || (home === municipalityId && next === villageId)) return undefined;
  if (!(await headOf(scope, home, year, next))) return undefined;
  return { moved: pathIn(await addressesOf(scope, [home]), home, year, next) };
}
