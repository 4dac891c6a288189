let lastMoment = 0;
let counter = 0;

/**
 * A new UUIDv7. Two ids made on one device stand in the order they were made, even when its clock is set back
 * while the app runs. Works on plain http pages too (`crypto.randomUUID` does not).
 */
export function newItemId(): string {
  const now = Date.now();
  if (now > lastMoment) {
    lastMoment = now;
    counter = 0;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMoment += 1;
      counter = 0;
    }
  }
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = (random[0]! & 0x3f) | 0x80;
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const moment = lastMoment.toString(16).padStart(12, '0');
  return [
    moment.slice(0, 8),
    moment.slice(8, 12),
    `7${counter.toString(16).padStart(3, '0')}`,
    hex.slice(0, 4),
    hex.slice(4),
  ].join('-');
}
