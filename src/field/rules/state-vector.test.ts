import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { random } from '../../../test/generated.ts';
import { howFar } from './how-far.ts';
import { covers, emptyVector } from './state-vector.ts';

function two() {
  const [here, there] = [new Y.Doc(), new Y.Doc()];
  here.getText('note').insert(0, 'суу жок');
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
  return { here, there };
}

test('who lacks nothing but a deletion lacks something', () => {
  const { here, there } = two();
  expect(covers(howFar(there), howFar(here))).toBe(true);
  here.getText('note').delete(3, 4);
  expect(Y.encodeStateVector(here)).toEqual(Y.encodeStateVector(there));
  expect(covers(howFar(there), howFar(here))).toBe(false);
  expect(covers(howFar(here), howFar(there))).toBe(true);
  expect(covers([howFar(there), howFar(here)], howFar(here))).toBe(true);
});

test('what says nothing of deletions is compared without them', () => {
  const { here, there } = two();
  here.getText('note').delete(0, 1);
  const before = Y.encodeStateVector(there);
  expect(covers(before, howFar(here))).toBe(true);
  expect(covers(howFar(there), before)).toBe(true);
  expect(covers(emptyVector, howFar(here))).toBe(false);
  // Earlier programs and Yjs itself read the vector and do not look behind it.
  expect(Y.decodeStateVector(howFar(here))).toEqual(Y.decodeStateVector(before));
  expect(Y.encodeStateAsUpdate(here, howFar(there))).toEqual(Y.encodeStateAsUpdate(here, before));
});

test('bytes that are cut, or have something behind them, cover nothing and are covered by nothing', () => {
  const { here } = two();
  here.getText('note').delete(2, 1);
  const far = howFar(here);
  for (const bad of [far.subarray(0, -1), new Uint8Array([...far, 0]), new Uint8Array()]) {
    expect(covers(bad, far)).toBe(false);
    expect(covers(far, bad)).toBe(false);
  }
});

test('it says the same as comparing the documents themselves, wherever three writers stand', () => {
  const chance = random(7);
  const docs = [1, 2, 3].map((client) => Object.assign(new Y.Doc(), { clientID: client * 1_000_003 }));
  const upTo = (below: number) => Math.floor(chance() * below);
  for (let step = 0; step < 200; step += 1) {
    const doc = docs[upTo(3)]!;
    const text = doc.getText('note');
    const kind = upTo(5);
    if (kind < 2) text.insert(upTo(text.length + 1), 'абв'.slice(0, 1 + upTo(3)));
    else if (kind < 4 && text.length > 3) text.delete(upTo(text.length - 2), 1 + upTo(2));
    else Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[upTo(3)]!));
    const [one, other, third] = docs.map(howFar);
    const changes = (to: Y.Doc, from: Y.Doc) =>
      !Y.snapshotContainsUpdate(Y.snapshot(to), Y.encodeStateAsUpdate(from));
    expect(covers(one!, other!)).toBe(!changes(docs[0]!, docs[1]!));
    expect(covers(third!, one!)).toBe(!changes(docs[2]!, docs[0]!));
    const both = new Y.Doc();
    for (const from of [docs[0]!, docs[1]!]) Y.applyUpdate(both, Y.encodeStateAsUpdate(from));
    expect(covers([one!, other!], third!)).toBe(!changes(both, docs[2]!));
  }
});
