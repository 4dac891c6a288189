import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { ruleNote, ruleTitle } from '../views/composition.tsx';
import { checkComposition, type CompositionMember, type RuleResult } from './composition.ts';
import { participationByForm } from './participation.ts';

const categories = ['executive', 'deputy', 'villageHead', 'activist', 'organisation', 'other'] as const;

/** A group that keeps every rule, of any size from six. */
function group(size: number, women = Math.floor(size / 2)): CompositionMember[] {
  return Array.from({ length: size }, (_, index) => ({
    fullName: `Мүчө ${index + 1}`,
    sex: index < women ? 'female' : 'male',
    role: index === 0 ? 'chair' : index === 1 ? 'secretary' : 'member',
    category: categories[index % 4]!,
    post: index === 0 ? 'башчынын орун басары' : 'адис',
    trained: true,
    hasContact: true,
  }));
}

const check = (members: readonly CompositionMember[]) => checkComposition(members, { kind: 'workingGroup' });
const find = (rules: readonly RuleResult[], id: string): RuleResult => rules.find((rule) => rule.id === id)!;

describe('a working group', () => {
  test('FX-8: five fail and block, six pass', () => {
    expect(find(check(group(5)), 'size')).toMatchObject({
      holds: false,
      blocks: true,
      params: { missing: 1 },
    });
    expect(find(check(group(6)), 'size')).toMatchObject({ holds: true, blocks: false, strength: 'must' });
  });

  test('six that keep every must are not blocked, although fewer than usual', () => {
    const rules = check(group(6));
    expect(rules.filter((rule) => rule.blocks)).toEqual([]);
    expect(find(rules, 'usual-size')).toMatchObject({
      holds: false,
      blocks: false,
      strength: 'usual',
      note: 'few',
    });
  });

  test.each([
    [7, 'few'],
    [8, 'yes'],
    [12, 'yes'],
    [13, 'many'],
  ])('%i people: usual size %s', (size, note) => {
    expect(find(check(group(size)), 'usual-size').note).toBe(note);
  });

  test('K-15: the smaller sex needs ceil(0.3 n): 6→2, 8→3, 9→3, 11→4, 12→4', () => {
    for (const [size, needed] of [
      [6, 2],
      [8, 3],
      [9, 3],
      [11, 4],
      [12, 4],
    ] as const) {
      expect(find(check(group(size, needed)), 'sexes').holds).toBe(true);
      expect(find(check(group(size, needed - 1)), 'sexes')).toMatchObject({
        holds: false,
        blocks: true,
        note: 'women',
        params: { count: 1 },
      });
      expect(find(check(group(size, size - needed + 1)), 'sexes').note).toBe('men');
    }
  });

  test('who is missing is said in words', () => {
    const rule = find(check(group(11, 2)), 'sexes');
    expect(ruleNote(i18nFor('ky'), rule)).toContain('2 аял жетишпейт');
    expect(ruleNote(i18nFor('ru'), rule)).toContain('Не хватает 2 женщин');
  });

  test('with sexes not given the rule is decided only when every way says the same', () => {
    const unknown = (women: number, men: number, count: number) =>
      find(
        check(group(women + men + count, women).map((m, i) => (i < women + men ? m : { ...m, sex: null }))),
        'sexes',
      );
    expect(unknown(3, 3, 1)).toMatchObject({ holds: true, blocks: false });
    expect(unknown(2, 5, 1)).toMatchObject({ holds: null, blocks: true });
    expect(unknown(0, 9, 1)).toMatchObject({ holds: false, blocks: true });
    expect(ruleNote(i18nFor('ky'), unknown(2, 5, 1))).toBe('1 адамдын жынысы жазылган эмес: Мүчө 8');
  });

  test('four categories; residents’ councils count as residents', () => {
    const without = group(8).map((m) =>
      m.category === 'activist' ? { ...m, category: 'other' as const } : m,
    );
    expect(find(check(without), 'categories')).toMatchObject({
      holds: false,
      blocks: true,
      categories: ['activist'],
    });
    const councils = without.map((m) =>
      m.category === 'other' ? { ...m, category: 'organisation' as const } : m,
    );
    expect(find(check(councils), 'categories').holds).toBe(true);
  });

  test('the chair comes from the executive; a leading post is recommended', () => {
    const outside = group(8).map((m) => (m.role === 'chair' ? { ...m, category: 'deputy' as const } : m));
    expect(find(check(outside), 'leader')).toMatchObject({ holds: false, blocks: true, strength: 'must' });
    const clerk = group(8).map((m) => (m.role === 'chair' ? { ...m, post: 'адис' } : m));
    expect(find(check(clerk), 'leader-post')).toMatchObject({
      holds: null,
      blocks: false,
      strength: 'should',
    });
    expect(find(check(group(8).slice(1)), 'leader')).toMatchObject({ holds: false, note: 'none' });
  });

  test('two people for every session at once', () => {
    const rule = (size: number, parallelSessions: number) =>
      find(checkComposition(group(size), { kind: 'workingGroup', parallelSessions }), 'pairs');
    expect(rule(6, 3)).toMatchObject({ holds: true, params: { needed: 6 } });
    expect(rule(7, 4)).toMatchObject({ holds: false, blocks: false, params: { missing: 1, fits: 3 } });
  });

  test('all are trained before the sessions, not before the order', () => {
    const one = group(6).map((m, index) => (index === 3 ? { ...m, trained: false } : m));
    expect(find(check(one), 'trained')).toMatchObject({ holds: false, blocks: true, before: 'sessions' });
    expect(find(check(one), 'trained').people).toEqual(['Мүчө 4']);
  });

  test('only a must ever blocks, whatever the group is', () => {
    const member = fc.record({
      fullName: fc.constantFrom('Айгүл', 'Нурбек', 'Өмүр'),
      sex: fc.constantFrom('female' as const, 'male' as const, null),
      role: fc.constantFrom('chair' as const, 'secretary' as const, 'member' as const),
      category: fc.constantFrom(...categories),
      post: fc.string({ maxLength: 20 }),
      trained: fc.boolean(),
      hasContact: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 15 }), (members) => {
        const rules = check(members);
        expect(rules.filter((rule) => rule.blocks && rule.strength !== 'must')).toEqual([]);
        expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
        for (const lang of ['ky', 'ru', 'en'] as const) {
          for (const rule of rules) {
            expect(ruleTitle(i18nFor(lang).t, rule)).not.toBe('');
            expect(ruleNote(i18nFor(lang), rule)).not.toMatch(/\{\w+\}/);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('initiative and monitoring groups are asked for the sexes only, a kenesh for nothing', () => {
    const ids = (kind: 'initiativeGroup' | 'kenesh') =>
      checkComposition(group(6), { kind }).map((rule) => rule.id);
    expect(ids('initiativeGroup')).toEqual(['sexes', 'sexes-equal']);
    expect(ids('kenesh')).toEqual([]);
  });
});

describe('participation by form', () => {
  const example = JSON.parse(
    readFileSync(new URL('../../../test/examples/participation-by-form.json', import.meta.url), 'utf8'),
  ) as {
    rows: [string, number, number, number][];
    expected: { pooledPercent: number; unweightedMeanOfPrinted: number };
  };
  const result = participationByForm(
    example.rows.map(([form, participants, women]) => ({ form, participants, women })),
  );
  const of = (form: string) => result.forms.find((row) => row.form === form)!;

  test('K-12, K-13: each form prints as in the source; pooled and unweighted are two numbers', () => {
    expect(result.forms.map((row) => Number(row.printedPercent))).toEqual(example.rows.map((row) => row[3]));
    expect(result.pooledPercent).toBe(String(example.expected.pooledPercent));
    expect(result.unweightedPercent).toBe(String(example.expected.unweightedMeanOfPrinted));
  });

  test('K-14: the 30 % rule is asked of people, not of the printed share', () => {
    expect(of('initiative groups').minority).toMatchObject({
      holds: false,
      smaller: 'women',
      missing: 27,
      needed: 147,
    });
    expect(of('monitoring groups').minority).toMatchObject({ holds: false, missing: 36, needed: 61 });
    expect(of('gatherings on reports')).toMatchObject({
      printedPercent: '30',
      minority: { holds: false, missing: 4 },
    });
    expect(of('budget hearings').minority).toMatchObject({ holds: true, smaller: 'men' });
    expect(of('needs-assessment events').minority.holds).toBe(true);
  });

  test('more women than participants is a mistake of the caller', () => {
    expect(() => participationByForm([{ form: 'x', participants: 3, women: 4 }])).toThrow(RangeError);
    expect(participationByForm([]).pooledPercent).toBeNull();
  });
});

test.each([
  // seed-002, fixtures of F5: members, of civil society, women, whether the commission is composed as it should be.
  [5, 3, 3, true],
  [4, 2, 2, false],
  [10, 5, 3, true],
  [10, 5, 2, false],
  [6, 2, 3, false],
] as const)('a commission of %i with %i of civil society and %i women: %s', (count, civil, women, valid) => {
  const members = Array.from({ length: count }, (_, index) => ({
    ...{ fullName: `${index}`, role: 'member', post: '', trained: false, hasContact: true },
    sex: index < women ? 'female' : 'male',
    category: index < civil ? 'activist' : 'executive',
  })) as CompositionMember[];
  const rules = checkComposition(members, { kind: 'commission' });
  expect(rules.every((one) => one.holds === true)).toBe(valid);
  // What a commission decides is a recommendation: nothing waits for its composition.
  expect(rules.some((one) => one.blocks)).toBe(false);
});
