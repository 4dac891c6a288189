import { inArray } from 'drizzle-orm';
import type { MeetingKind, MeetingRow } from '../../../meetings/data/kind.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { refuse } from '../../refusals.ts';
import { noteParts, type NotePart } from '../rules/session-record.ts';
import { sessionMinutes } from '../rules/session.ts';
import { session, statement } from '../../schema.ts';
import { phaseIsOpen } from './session-phase.ts';
import { countStatements } from './session-facts.ts';

export type SessionRow = MeetingRow<typeof session, NotePart>;

/** A needs-assessment session. Its sums are those of the list, so each row of it needs its sex. */
export const sessionKind: MeetingKind<typeof session, NotePart> = {
  name: 'session',
  command: ['needs', 'session'],
  own: session,
  parts: noteParts,
  minutes: sessionMinutes,
  people: {
    asks: [
      ...(['fullName', 'sex', 'age', 'occupation', 'contact', 'street', 'kind'] as const),
      ...(['forFocusGroup', 'forInitiativeGroup', 'forMonitoring'] as const),
    ],
    wrong: ({ sex }, about) =>
      sex === null || sex === undefined ? refuse('participant-without-sex', about('sex')) : undefined,
    held: {
      among: writersAmong,
      refuse: ({ number, fullName }) =>
        refuse('participant-has-stickers', { params: { number, name: fullName ?? '' } }),
    },
  },
  refuse: (fault, about) => refuse(`session-${fault}`, about),
  exists: refuse('session-exists'),
  notYet: async (scope, { cycleId }) =>
    (await phaseIsOpen(scope, cycleId)) ? undefined : refuse('sessions-not-open'),
  async left(scope, id) {
    const { statements, ungrouped, rows } = await countStatements(scope, id);
    return {
      details: { statements, ungrouped },
      missing: statements === 0 ? refuse('session-without-statements') : undefined,
      written: rows > 0 ? refuse('session-has-statements') : undefined,
    };
  },
};

/** Those of them under whose name stickers stand, withdrawn ones too: the record keeps who wrote. */
async function writersAmong(scope: MunicipalityScope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await scope.tx
    .selectDistinct({ id: statement.participantId })
    .from(statement)
    .where(own(scope, statement, inArray(statement.participantId, [...ids])));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}
