import { isGuessable, type About } from './guessable.ts';

/** Shortest and longest password, in characters. Length is what counts; no rules about kinds of characters. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

// Argon2id is the library's default algorithm; the costs are those that OWASP names (19 MiB, 2 passes, 1 lane).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password as Argon2id. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return await hash(password.normalize('NFC'), cost);
}

/** A hash of nothing anybody knows: checked when there is no account, so that the answer takes as long. */
let nobody: Promise<string> | undefined;

/** Whether the password is the one of the hash. Without a hash it takes the same time and says no. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const { verify } = await import('@node-rs/argon2');
  const same = await verify(stored ?? (await nobody), password.normalize('NFC'));
  return stored !== undefined && same;
}

/** What speaks against a new password: a code with a message, or nothing. */
export async function weaknessOf(
  password: string,
  about: About = {},
): Promise<'password-short' | 'password-long' | 'password-common' | undefined> {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'password-short';
  if (length > PASSWORD_MAX) return 'password-long';
  return (await isGuessable(password, about)) ? 'password-common' : undefined;
}
