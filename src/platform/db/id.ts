import { randomBytes } from 'node:crypto';

let lastMillisecond = 0;
let counter = 0;

/**
 * A new UUIDv7 (RFC 9562): 48 bits of time in milliseconds, a 12-bit counter within the millisecond, 62 random
 * bits. Ids made by one process sort in the order they were made, so indexes grow at their end; the random bits
 * keep them unguessable in addresses.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    // A random start below the half leaves room for 2048 more ids in the same millisecond.
    counter = randomBytes(2).readUInt16BE() & 0x7ff;
  } else {
    counter += 1;
    // Full counter, or a clock set back: borrow from the next millisecond rather than lose the order.
    if (counter > 0xfff) {
      lastMillisecond += 1;
      counter = 0;
    }
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text has the form of an id (lower case), so that it may be given to the database as one. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
