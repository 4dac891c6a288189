import { cleanName } from './names.ts';
import { groupLabel, type TallyTable } from './tally-file.ts';
import type { MergeRequest, PeopleCount } from './tally-types.ts';

/** Reads the words of the options `--merge` and `--people`. */

/**
 * Reads `A=B+C`. Names may hold `=` and `+` themselves: the reading whose parts are all known problems is taken, the
 * plain one otherwise. `undefined` when there is no name or no part.
 */
export function parseMerge(text: string, isProblem: (name: string) => boolean): MergeRequest | undefined {
  let plain: MergeRequest | undefined;
  for (let index = text.indexOf('='); index >= 0; index = text.indexOf('=', index + 1)) {
    const name = cleanName(text.slice(0, index));
    const pieces = text.slice(index + 1).split('+');
    if (name === '' || pieces.every((piece) => piece.trim() === '')) continue;
    const parts = joinPieces(pieces, (part) => isProblem(cleanName(part)));
    if (parts) return { name, parts: parts.map(cleanName) };
    plain ??= { name, parts: pieces.map(cleanName) };
  }
  return plain;
}

function joinPieces(pieces: readonly string[], isPart: (text: string) => boolean): string[] | undefined {
  if (pieces.length === 0) return [];
  for (let length = 1; length <= pieces.length; length++) {
    const head = pieces.slice(0, length).join('+');
    if (!isPart(head)) continue;
    const rest = joinPieces(pieces.slice(length), isPart);
    if (rest) return [head, ...rest];
  }
  return undefined;
}

/**
 * Reads one value of `--people`: `122`, `Арал=60` or `Арал/1-топ=22`. Names may hold `/`: the reading that fits the
 * table is taken. `undefined` when it is no count.
 */
export function parsePeople(text: string, table: TallyTable): PeopleCount | undefined {
  const match = /^(?:(.*)=)?\s*(\d{1,9})\s*$/s.exec(text);
  if (!match) return undefined;
  const people = Number(match[2]);
  if (match[1] === undefined) return { village: '', group: '', people };
  const key = cleanName(match[1]);
  if (key === '') return undefined;
  if (table.groups.some((group) => group.village === key)) return { village: key, group: '', people };
  const exact = table.groups.find((group) => `${group.village}/${groupLabel(group)}` === key);
  if (exact) return { village: exact.village, group: groupLabel(exact), people };
  const slash = key.indexOf('/');
  if (slash < 0) return { village: key, group: '', people };
  return { village: key.slice(0, slash).trim(), group: key.slice(slash + 1).trim(), people };
}
