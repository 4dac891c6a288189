import { count, eq } from 'drizzle-orm';
import type { MeetingKind, MeetingRow } from '../../../meetings/data/kind.ts';
import { own } from '../../../platform/db/own.ts';
import { refuse } from '../../refusals.ts';
import { focusLength, focusParts, type FocusPart } from '../rules/focus-record.ts';
import { focusEntry, focusGroup } from '../../schema.ts';

export type FocusRow = MeetingRow<typeof focusGroup, FocusPart>;

/** A focus group. Whoever is proposed for the initiative group needs a name. */
export const focusKind: MeetingKind<typeof focusGroup, FocusPart> = {
  name: 'focusGroup',
  command: ['needs', 'focus-group'],
  own: focusGroup,
  parts: focusParts,
  partWords: 'needs.focus.part',
  minutes: focusLength,
  people: {
    asks: [
      ...(['fullName', 'sex', 'age', 'occupation', 'contact', 'kind'] as const),
      ...(['forInitiativeGroup', 'forMonitoring'] as const),
    ],
    wrong: ({ forInitiativeGroup, fullName }, about) =>
      forInitiativeGroup && !fullName ? refuse('focus-candidate-nameless', about('fullName')) : undefined,
  },
  refuse: (fault, about) => refuse(`focus-${fault}`, about),
  async left(scope, id) {
    const [written] = await scope.tx
      .select({ entries: count() })
      .from(focusEntry)
      .where(own(scope, focusEntry, eq(focusEntry.focusGroupId, id)));
    const entries = written?.entries ?? 0;
    return {
      details: { entries },
      missing: entries === 0 ? refuse('focus-without-entries') : undefined,
      written: entries > 0 ? refuse('focus-has-entries') : undefined,
    };
  },
};
