import { describe, expect, it } from 'vitest';
import { cases, patience, random, seed } from '../../test/generated.ts';
import { Fraction, sum } from './rational.ts';
import { rollUpRules } from './rollup.ts';
import { tally } from './tally.ts';
import { TallyReader, type TallyTable } from './tally-file.ts';

// No sticker is lost, whatever their number: a table far larger than a municipality's, counted a second time plainly.

const rows = cases({ sample: 8_000, long: 400_000 });
const villageCount = cases({ sample: 40, long: 2_000 });

interface Row {
  readonly village: string;
  readonly group: string;
  readonly problem: string;
  readonly votes: number;
}

/** Names made of syllables, so that none is taken for another's misspelling. */
function nameOf(number: number): string {
  const syllables = ['ба', 'ку', 'ми', 'то', 'рэ', 'жы', 'дө', 'сү', 'га', 'лу'];
  const spelt = [...String(number).padStart(4, '0')].map((figure) => syllables[Number(figure)]).join('');
  return `${spelt[0]?.toUpperCase()}${spelt.slice(1)}`;
}

function generated(): Row[] {
  const next = random(seed + 77);
  return Array.from({ length: rows }, () => {
    const village = Math.floor(next() * villageCount);
    return {
      village: nameOf(village),
      group: `${1 + Math.floor(next() * 6)}-топ`,
      problem: nameOf(5000 + Math.floor(next() * 97)),
      votes: Math.floor(next() * 30),
    };
  });
}

function read(table: readonly Row[]): TallyTable {
  const reader = new TallyReader();
  const lines = table.map(
    ({ village, group, problem, votes }) => `${village},${group},${problem},${votes}\n`,
  );
  expect(
    reader.push(new TextEncoder().encode(`village,group,problem,votes\n${lines.join('')}`)),
  ).toBeUndefined();
  const result = reader.end();
  if (!result.ok) throw new Error(`${result.fault.line}: ${result.fault.code}`);
  return result.table;
}

function addUp(table: readonly Row[], keyOf: (row: Row) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of table) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.votes);
  return sums;
}

describe('a large table of stickers', () => {
  const table = generated();
  const counted = read(table);
  const total = table.reduce((all, row) => all + row.votes, 0);

  it(
    'loses none: villages and problems add up to the municipality',
    () => {
      const result = tally(counted);
      if (!result.ok) throw new Error(result.code);
      expect(result.municipality.votes).toBe(total);
      expect(result.villages.reduce((all, village) => all + village.votes, 0)).toBe(total);
      const perProblem = addUp(table, (row) => row.problem);
      for (const { problem, votes } of result.municipality.priorities)
        expect(votes).toBe(perProblem.get(problem));
      expect(result.municipality.priorities).toHaveLength(perProblem.size);
      const perPlace = addUp(table, (row) => `${row.village}/${row.problem}`);
      const places = result.villages.flatMap(({ village, priorities }) =>
        priorities.map(({ problem, votes }) => [`${village}/${problem}`, votes] as const),
      );
      expect(new Map(places)).toEqual(perPlace);
    },
    patience({ sample: 20_000, long: 300_000 }),
  );

  it(
    'does not mind the order of its rows, and the shares make a whole',
    () => {
      const back = read([...table].reverse());
      for (const rule of rollUpRules.filter((name) => name !== 'population')) {
        const there = tally(counted, { rule });
        const other = tally(back, { rule });
        if (!there.ok || !other.ok) throw new Error(rule);
        const plain = (result: typeof there) =>
          result.municipality.priorities.map((entry) => [
            entry.problem,
            entry.votes,
            entry.rank,
            entry.score.toString(),
          ]);
        expect(plain(other)).toEqual(plain(there));
        if (rule === 'raw' || rule === 'equal-groups') {
          const shares = sum(there.municipality.priorities.map((entry) => entry.share));
          expect(shares.equals(Fraction.one)).toBe(true);
        }
      }
    },
    patience({ sample: 30_000, long: 600_000 }),
  );
});
