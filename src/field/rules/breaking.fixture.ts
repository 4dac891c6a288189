import * as Y from 'yjs';
import { newDocument } from './document.ts';

/** Maps within maps, deeper than a program can go: reading that is easy, taking them away breaks in the middle. */
const deep = 6_000;

/** An update that can be read to its end and breaks Yjs while it takes it in, after some of it is in. */
export function breaking(id: string, client: number): Uint8Array {
  const doc = newDocument(id);
  doc.clientID = client;
  doc.getText('note:opening').insert(0, 'бузулган');
  const began = Y.getState(doc.store, client);
  doc.transact(() => {
    let at: Y.Map<unknown> = doc.getMap('meta');
    for (let depth = 0; depth < deep; depth += 1) at = at.set('ичинде', new Y.Map());
  });
  const whole = Y.encodeStateAsUpdate(doc);
  // Instead of «nothing is deleted»: of one client one span, the outermost map.
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
  return new Uint8Array([...whole.subarray(0, -1), 1, ...varint(client), 1, ...varint(began), 1]);
}
