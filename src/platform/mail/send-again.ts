import { z } from 'zod';
import { defineCommand, defineSystemCommand, ok, type CommandContext } from '../db/command.ts';
import { refuse } from '../refusals.ts';
import { hasRole, type Gate } from '../db/gate.ts';
import type { MunicipalityScope, SystemScope } from '../db/scope.ts';
import { queueAgain } from './queue-mail.ts';
import { takeUp } from './unsent.ts';

/** Those who invite people. */
export function maySeeLetters(gate: Gate): boolean {
  return hasRole(gate, 'administrator', 'head');
}

const input = z.object({ id: z.string() });

/** Sends a letter that did not go once more. Refuses `letter-gone` when it has gone meanwhile. */
export const sendLetterAgain = defineCommand({
  name: 'mail.send-letter-again',
  input,
  policy: maySeeLetters,
  run: again,
});

/** The same for a letter of no municipality: system administrators only. */
export const sendAccountLetterAgain = defineSystemCommand({
  name: 'mail.send-account-letter-again',
  input,
  policy: (gate) => gate.systemAdministrator,
  run: again,
});

type Context = CommandContext<z.output<typeof input>, MunicipalityScope | SystemScope>;

async function again({ scope, input: { id } }: Context) {
  const letter = await takeUp(scope.tx, id, scope.municipalityId);
  if (!letter) return refuse('letter-gone');
  await queueAgain(scope.tx, letter);
  return ok({ id: letter.id }, { subjectKind: 'letter', subjectId: letter.id });
}
