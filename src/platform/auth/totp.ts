import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Time codes of authenticator apps (RFC 6238): SHA-1, six digits, 30 seconds, which every app knows. */

const STEP = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret: 160 random bits in Base32, as apps take it. */
export function newSecret(): string {
  return base32(randomBytes(20));
}

/** The code of a 30-second step. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** The step of a moment. */
export function stepOf(now: Date): number {
  return Math.floor(now.getTime() / STEP);
}

/**
 * The step whose code this is, one step before and after included (clocks differ), or undefined. The caller refuses
 * steps that were used before.
 */
export function matchingStep(secret: string, code: string, now: Date): number | undefined {
  const given = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(given)) return undefined;
  const current = stepOf(now);
  return [current, current - 1, current + 1].find((step) =>
    timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(given)),
  );
}

/** The address that the app reads from the square code. */
export function keyAddress(secret: string, accountName: string): string {
  const label = encodeURIComponent(`Ashar:${accountName}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=Ashar&algorithm=SHA1&digits=6&period=30`;
}

/** A recovery code: 50 random bits, written so that it can be copied by hand. */
export function newRecoveryCode(): string {
  const text = base32(randomBytes(7)).slice(0, 10).toLowerCase();
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** What was typed as a recovery code in its kept form, or undefined when it cannot be one. */
export function recoveryCodeOf(typed: string): string | undefined {
  const text = typed.toLowerCase().replace(/[\s-]/g, '');
  return /^[a-z2-7]{10}$/.test(text) ? `${text.slice(0, 5)}-${text.slice(5)}` : undefined;
}

function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
