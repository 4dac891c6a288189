import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { breaking } from './breaking.fixture.ts';
import { newDocument } from './document.ts';
import { mergeUpdates } from './merge.ts';
import { isUpdate } from '../../hall/rules/update-check.ts';

const id = '00000000-0000-7000-8000-000000000001';

/** A person's changes of a meeting, as one update. */
function changes(client: number, word: string): Uint8Array {
  const doc = newDocument(id);
  doc.clientID = client;
  doc.getText('note:opening').insert(0, word);
  doc.getMap('meta').set(word, { said: [word, 1, null] });
  return Y.encodeStateAsUpdate(doc);
}

it('a change may be readable and yet break the document that takes it in', () => {
  const bytes = breaking(id, 1000);
  expect(isUpdate(bytes)).toBe(true);
  const doc = newDocument(id);
  // The stack ends somewhere in it; what Yjs then says depends on where, and that on how warm the program is.
  expect(() => Y.applyUpdate(doc, bytes)).toThrow();
  expect(doc.getText('note:opening').toJSON()).toBe('бузулган');
});

it('many damaged changes cost a bounded number of rebuildings and lose nothing of the others', () => {
  const state = changes(1, 'башы');
  const bad = Array.from({ length: 12 }, (_, at) => ({ id: `bad ${at}`, bytes: breaking(id, 1000 + at) }));
  const words = bad.map((_, at) => `сөз${at}`);
  const good = words.map((word, at) => ({ id: `good ${at}`, bytes: changes(50 + at, word) }));
  // In turns: each good one was there before the next break.
  const all = bad.flatMap((one, at) => [good[at]!, one]);
  let left = all;
  let kept: Uint8Array = state;
  const refused: string[] = [];
  const rounds: number[] = [];
  while (left.length > 0 && rounds.length < 10) {
    const merged = mergeUpdates(id, kept, left);
    kept = merged.state;
    refused.push(...merged.refused.keys());
    rounds.push(merged.refused.size);
    for (const [, code] of merged.later) expect(code).toBe('busy');
    // What is answered `later` is sent again.
    left = left.filter((one) => merged.later.has(one.id));
  }
  expect(rounds).toEqual([8, 4]);
  expect(refused.sort()).toEqual(bad.map((one) => one.id).sort());
  const doc = newDocument(id);
  Y.applyUpdate(doc, kept);
  expect(doc.store.pendingStructs).toBeNull();
  const text = doc.getText('note:opening').toJSON();
  for (const word of ['башы', ...words])
    expect(text.split(word === 'сөз1' ? /сөз1(?!\d)/ : word)).toHaveLength(2);
  expect([...doc.getMap('meta').keys()].sort()).toEqual(['башы', ...words].sort());
});

it('what a damaged change had begun to say is not in the document', () => {
  const state = changes(1, 'башы');
  const before = { id: 'before', bytes: changes(2, 'мурун') };
  const after = { id: 'after', bytes: changes(3, 'кийин') };
  const merged = mergeUpdates(id, state, [before, { id: 'bad', bytes: breaking(id, 1000) }, after]);
  const clean = mergeUpdates(id, state, [before, after]);
  expect([...merged.refused]).toEqual([['bad', 'item-damaged']]);
  expect(Y.decodeStateVector(merged.vector)).toEqual(Y.decodeStateVector(clean.vector));
  expect(merged.doc.getText('note:opening').toJSON()).toBe(clean.doc.getText('note:opening').toJSON());
});

it('a change that would make the document too big is left out, and the others are taken', () => {
  const limits = { bytes: 600, structs: 1000, clients: 100 };
  const updates = [
    { id: 'small', bytes: changes(1, 'сөз') },
    { id: 'big', bytes: changes(2, 'сөз'.repeat(200)) },
    { id: 'last', bytes: changes(3, 'аягы') },
  ];
  const merged = mergeUpdates(id, null, updates, limits);
  expect([...merged.refused]).toEqual([['big', 'document-too-big']]);
  expect(merged.doc.getMap('meta').has('аягы')).toBe(true);
  expect(merged.state.length).toBeLessThan(limits.bytes);
});
