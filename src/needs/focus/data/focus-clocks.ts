import { and, eq, ne } from 'drizzle-orm';
import { followingClock, responsibleOf, type AgendaItem } from '../../../deadlines/data/agenda.ts';
import { countClock, type Counted, type Times } from '../../../deadlines/rules/count-clock.ts';
import { runningCycle } from '../../../meetings/data/running-cycle.ts';
import { meeting } from '../../../meetings/schema.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import type { IsoDate } from '../../../platform/i18n/calendar.ts';
import type { Lang } from '../../../platform/i18n/lang.ts';
import { villagesOf } from '../../../territory/data.ts';
import { nameIn } from '../../../territory/rules/versions.ts';
import { lastSessions } from './focus-groups.ts';

/** The days for the focus group of a place whose last session was held on `last` (R-FG-01). */
export const focusClock = (times: Times, last: IsoDate): Counted =>
  countClock(times, { rule: 'focus-group', from: last, doneOn: null });

/** For the agenda: villages whose sessions were held and whose focus group was not yet, in the running cycle. */
export async function focusClocks(scope: MunicipalityScope, times: Times, lang: Lang): Promise<AgendaItem[]> {
  const cycle = await runningCycle(scope);
  if (!cycle || cycle.finishedAt !== null) return [];
  const last = await lastSessions(scope, cycle.id);
  const groups = await scope.tx
    .select({ id: meeting.id, villageId: meeting.villageId, heldOn: meeting.heldOn })
    .from(meeting)
    .where(
      own(
        scope,
        meeting,
        and(eq(meeting.cycleId, cycle.id), eq(meeting.kind, 'focusGroup'), ne(meeting.state, 'cancelled')),
      ),
    );
  const room = `/m/${scope.municipalityId}/needs/focus`;
  const responsible = await responsibleOf(scope, cycle.responsiblePersonId);
  return (await villagesOf(scope, scope.municipalityId, times.today)).flatMap((village) => {
    const from = last.get(village.unitId);
    const own = groups.filter(({ villageId }) => villageId === village.unitId);
    if (from === undefined || own.some(({ heldOn }) => heldOn !== null)) return [];
    const path = own[0] ? `${room}/${own[0].id}` : `${room}?cycle=${cycle.id}`;
    return followingClock(times, {
      ...{ name: 'focus-group', subjectKind: 'village', subjectId: village.unitId, from, responsible },
      subject: { name: nameIn(village, lang), path },
    });
  });
}
