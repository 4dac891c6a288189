import { z } from 'zod';
import { defineCommand, ok, refuse } from '../db/command.ts';
import { hasRole, type Gate } from '../db/gate.ts';
import { queueAgain } from './queue-mail.ts';
import { takeUp } from './unsent.ts';

/** Those who invite people. */
export function maySeeLetters(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head');
}

/** Sends a letter that did not go once more. Refuses `letter-gone` when it has gone meanwhile. */
export const sendLetterAgain = defineCommand({
  name: 'mail.send-letter-again',
  input: z.object({ id: z.string() }),
  policy: maySeeLetters,
  async run({ tx, scope, input }) {
    const letter = await takeUp(tx, input.id, scope.municipalityId);
    if (!letter) return refuse('letter-gone');
    await queueAgain(tx, letter);
    return ok({ id: letter.id }, { subjectKind: 'letter', subjectId: letter.id });
  },
});
