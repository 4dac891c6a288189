import { expect, test } from 'vitest';
import { perhapsOne, synthesise, type SaidLine, type SynthesisInput } from './synthesis.ts';

const line = (id: string, groupId: string, problemId: string, text: string, order = 1): SaidLine => ({
  ...{ id, groupId, problemId, text, order },
  ...{ column: 'cause', likelihood: null, party: null, who: '', form: null },
});

const topic = (problemId: string, description = '') => ({ problemId, name: problemId, description });
const place = (groupId: string, villageId: string | null) => ({
  ...{ groupId, villageId, nameKy: groupId, nameRu: groupId },
});

const input: SynthesisInput = {
  groups: [
    { ...place('aral', 'v1'), topics: [topic('road', 'Эки көчө'), topic('water')] },
    { ...place('birdik', 'v2'), topics: [topic('bad-road')] },
  ],
  lines: [
    line('a1', 'aral', 'road', 'Арык жок'),
    line('a2', 'aral', 'road', 'Жүк ташуучу унаалар көп', 2),
    line('b1', 'birdik', 'bad-road', 'Арык казылган эмес'),
    line('w1', 'aral', 'water', 'Түтүк эскирген'),
  ],
  joins: [{ id: 'j1', text: 'Арык жок', byName: 'Төрага', entryIds: ['a1', 'b1'] }],
  verdicts: [{ problemId: 'road', verdict: 'own', helper: '', reason: '', revision: 1, byName: 'Төрага' }],
  rootOf: (problemId) => (problemId === 'bad-road' ? 'road' : problemId),
  listed: new Map([
    ['road', { name: 'Жол', rank: 2, votes: 40 }],
    ['water', { name: 'Суу', rank: 1, votes: 63 }],
  ]),
};

test('a problem that villages named differently is one where the municipality counts it as one', () => {
  const [water, road] = synthesise(input);
  expect([water!.name, road!.name]).toEqual(['Суу', 'Жол']);
  expect(road!.places.map((one) => one.groupId)).toEqual(['aral', 'birdik']);
  expect(road!.descriptions).toEqual([{ groupId: 'aral', text: 'Эки көчө' }]);
  expect(road!.verdict?.verdict).toBe('own');
  expect(water!.verdict).toBeNull();
});

test('joined lines stand first with the words of each village, the rest by themselves', () => {
  const road = synthesise(input).find((one) => one.problemId === 'road')!;
  const [joined, alone, ...none] = road.columns.cause;
  expect(none).toEqual([]);
  expect(joined).toMatchObject({ joined: true, text: 'Арык жок', byName: 'Төрага' });
  expect(joined!.lines.map((one) => one.text)).toEqual(['Арык жок', 'Арык казылган эмес']);
  expect(alone).toMatchObject({ joined: false, id: 'a2', text: 'Жүк ташуучу унаалар көп' });
});

test('without the join every line stands by itself again', () => {
  const road = synthesise({ ...input, joins: [] }).find((one) => one.problemId === 'road')!;
  expect(road.columns.cause.map((one) => one.id)).toEqual(['a1', 'a2', 'b1']);
});

test('only lines of different villages that read alike are asked about', () => {
  const { columns } = synthesise({
    ...input,
    joins: [],
    lines: [
      line('a1', 'aral', 'road', 'Шагыл төгүү'),
      line('a2', 'aral', 'road', 'Шагыл төгүү керек', 2),
      line('b1', 'birdik', 'bad-road', 'Жолго шагыл төгүү'),
      line('b2', 'birdik', 'bad-road', 'Мугалим жетишпейт', 2),
    ],
  }).find((one) => one.problemId === 'road')!;
  expect(perhapsOne(columns.cause).map(([a, b]) => [a.id, b.id])).toEqual([
    ['a1', 'b1'],
    ['a2', 'b1'],
  ]);
});
