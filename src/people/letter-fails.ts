import { unsentLetters } from '../platform/mail/unsent.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';

/**
 * To which addresses a letter would not arrive, so that a link may be shown to whoever makes it: all of them where no
 * mail is connected, else those to whom a letter did not go, when it is asked for. Any other link with an e-mail is its
 * owner's alone to see.
 */
export async function letterFails(
  scope: MunicipalityScope,
  { mails, asked }: { readonly mails: boolean; readonly asked: boolean },
): Promise<(email: string) => boolean> {
  if (!mails) return () => true;
  if (!asked) return () => false;
  const unsent = new Set((await unsentLetters(scope)).map(({ to }) => to));
  return (email) => unsent.has(email);
}
