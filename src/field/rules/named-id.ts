import { nameKey } from '../../methods/names.ts';
import { things, type SessionDocument, type ThingName } from './document.ts';

/**
 * Two devices that are apart and name the same thing have named one thing: its id follows from the meeting, the list and
 * the name as people read it, so that the slices of a pie do not come to 200 %, and an institution, a problem or a
 * question does not stand twice when the devices meet. Of fields that both have set, one stands.
 * @param otherwise an id for a thing whose usual id is taken: the one that has it was called something else meanwhile
 */
export function idOfNamed(
  doc: SessionDocument,
  list: Extract<ThingName, 'slices' | 'institutions' | 'columns' | 'questions'>,
  name: string,
  otherwise: () => string,
): string {
  const id = uuidOf(`${doc.guid}|${list}|${nameKey(name)}`);
  return things(doc, list).has(id) ? otherwise() : id;
}

/** A text as an UUID of version 8; 122 bits of a hash that need withstand no malice: names are few and their own. */
function uuidOf(text: string): string {
  const factors = [597_399_067, 2_869_860_233, 951_274_213, 2_716_044_179] as const;
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ letter, factors[0]);
    b = c ^ Math.imul(b ^ letter, factors[1]);
    c = d ^ Math.imul(c ^ letter, factors[2]);
    d = a ^ Math.imul(d ^ letter, factors[3]);
  }
  a = Math.imul(c ^ (a >>> 18), factors[0]);
  b = Math.imul(d ^ (b >>> 22), factors[1]);
  c = Math.imul(a ^ (c >>> 17), factors[2]);
  d = Math.imul(b ^ (d >>> 19), factors[3]);
  const hex = [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a]
    .map((part) => (part >>> 0).toString(16).padStart(8, '0'))
    .join('');
  const variant = '89ab'[parseInt(hex[16] ?? '0', 16) % 4] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
