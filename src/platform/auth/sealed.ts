import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Secrets in the database are encrypted with a key from ASHAR_SECRET: a copy of the database alone opens none. */

function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `ashar:${purpose}`, 32));
}

/** What is sealed; each kind has a key of its own, so that one can never be read in place of another. */
export type SealPurpose = 'two-factor' | 'field-recovery' | 'field-key' | 'kept-form' | 'shown-codes';

/**
 * Encrypts a text for one owner (AES-256-GCM): an account, or another row by its id. It cannot be moved to
 * another one's row.
 */
export function seal(
  secret: string,
  ownerId: string,
  text: string,
  purpose: SealPurpose = 'two-factor',
): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce).setAAD(Buffer.from(ownerId));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The text, or undefined when it was sealed with another secret, for another owner or for another purpose. */
export function unseal(
  secret: string,
  ownerId: string,
  sealed: string,
  purpose: SealPurpose = 'two-factor',
): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 29) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), bytes.subarray(0, 12))
      .setAAD(Buffer.from(ownerId))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** A hash of a code that is too short to stand alone: useless without the installation's secret. */
export function keyedHash(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', keyFor(secret, purpose)).update(text).digest('hex');
}
