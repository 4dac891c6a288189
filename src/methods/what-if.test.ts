import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import kokIrim from '../../test/examples/kok-irim.json' with { type: 'json' };
import { rollUp, topWithTies, type VoteGroup } from './rollup.ts';
import { influentialMerges, mergeWhatIf, smallestChange } from './what-if.ts';

const groups: VoteGroup<string>[] = [
  { id: 'Көк-Ирим', votes: new Map(kokIrim.rows.map((row) => [row.problem, row.total])) },
];

describe('Kok-Irim', () => {
  it('loses its first place when culture and youth information become one', () => {
    const { merge, mergedVotes, changesFirstPlace } = kokIrim.expected.mergeQuestion;
    const outcome = mergeWhatIf(groups, 'raw', merge);
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.firstBefore).toEqual([kokIrim.expected.first]);
    expect(outcome.mergedVotes).toBe(mergedVotes);
    expect(outcome.changesFirst).toBe(changesFirstPlace);
    expect(outcome.firstAfter).toEqual([merge[0]]);
    // The place that culture leaves goes to sport, and the tie of 36 stays inside.
    expect(outcome.changesTop).toBe(false);
    expect(outcome.after.map((entry) => entry.votes).slice(0, 3)).toEqual([75, 63, 40]);
  });

  it('lists the merges that matter', () => {
    const merges = influentialMerges(groups, 'raw');
    const first = merges.filter((merge) => merge.changesFirst);
    expect(first.some((merge) => merge.mergedVotes === 75)).toBe(true);
    expect(first.every((merge) => merge.mergedVotes >= 63)).toBe(true);
    expect(merges.findIndex((merge) => !merge.changesFirst)).toBe(first.length);
  });

  it('refuses a problem nobody named', () => {
    expect(mergeWhatIf(groups, 'raw', [kokIrim.expected.first, 'Башка'])).toEqual({
      ok: false,
      code: 'unknown-problem',
    });
  });

  it('says how firm the first five stand', () => {
    const ranking = rollUp({ groups, rule: 'raw' });
    if (!ranking.ok) throw new Error(ranking.code);
    // 36 at the cut (a tie inside it), sport with 32 outside.
    expect(smallestChange(ranking.ranking)).toMatchObject({
      added: { problem: 'Спортту өнүктүрүү үчүн шарттар жок', votes: 4 },
      removed: { votes: 4 },
      moved: { to: 'Спортту өнүктүрүү үчүн шарттар жок', votes: 2 },
    });
  });
});

describe('the smallest change', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const topOf = (votes: ReadonlyMap<string, number>, k: number) => {
    const outcome = rollUp({ groups: [{ id: 'x', votes }], rule: 'raw' });
    if (!outcome.ok) throw new Error(outcome.code);
    return topWithTies(outcome.ranking, k)
      .map((entry) => entry.problem)
      .sort()
      .join();
  };
  const changed = (votes: ReadonlyMap<string, number>, problem: string, by: number) =>
    new Map([...votes].map(([name, count]) => [name, name === problem ? count + by : count]));

  it('is what trying every change finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 7 }),
        fc.integer({ min: 1, max: 4 }),
        (counts, k) => {
          const votes = new Map(counts.map((count, index) => [names[index] ?? '', count]));
          const all = [...votes.keys()];
          const before = topOf(votes, k);
          const least = (change: (n: number) => ReadonlyMap<string, number>[]) => {
            for (let n = 1; n <= 12; n++) if (change(n).some((next) => topOf(next, k) !== before)) return n;
            return null;
          };
          const enough = (name: string, n: number) => (votes.get(name) ?? 0) >= n;
          const outcome = rollUp({ groups: [{ id: 'x', votes }], rule: 'raw' });
          if (!outcome.ok) throw new Error(outcome.code);
          const found = smallestChange(outcome.ranking, k);
          expect(found.added?.votes ?? null).toBe(least((n) => all.map((name) => changed(votes, name, n))));
          expect(found.removed?.votes ?? null).toBe(
            least((n) => all.filter((name) => enough(name, n)).map((name) => changed(votes, name, -n))),
          );
          expect(found.moved?.votes ?? null).toBe(
            least((n) =>
              all
                .filter((name) => enough(name, n))
                .flatMap((from) =>
                  all.filter((to) => to !== from).map((to) => changed(changed(votes, from, -n), to, n)),
                ),
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
