import { workPlan, type CycleRow } from '../../cycle/data.ts';
import { followingClock, responsibleOf, type AgendaItem, type Subject } from '../../deadlines/data/agenda.ts';
import type { Times } from '../../deadlines/rules/count-clock.ts';
import type { RuleName } from '../../deadlines/rules/known-rules.ts';
import { runningCycle } from '../../meetings/data/running-cycle.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { planningDays, lastFocusGroup, openFocusGroups } from '../../public-meetings/data/planning.ts';

/** The line of the work plan that is ticked when the draft of the joint plan is there. */
const draftPlan = 'S3.1';

/**
 * For the agenda: what follows from the records of the running cycle. The planning meeting counts from the last focus
 * group once no other is waited for, the assessment from the opening of the sessions until the planning meeting, the
 * joint plan from the planning meeting until its draft is ticked in the work plan (no room knows the plan itself yet).
 */
export async function cycleClocks(scope: MunicipalityScope, times: Times, lang: Lang): Promise<AgendaItem[]> {
  const cycle = await runningCycle(scope);
  if (!cycle || cycle.finishedAt !== null) return [];
  const held = await planningDays(scope, cycle.id);
  const plan = await workPlan(scope, cycle.id);
  const lastFocus = await lastFocusGroup(scope, cycle.id);
  const responsible = await responsibleOf(scope, cycle.responsiblePersonId);
  const base = `/m/${scope.municipalityId}`;
  const name = i18nFor(lang).t('cycle.title.year', { year: cycle.year });
  const clock = (rule: RuleName, from: string | undefined, path: string) =>
    from === undefined
      ? []
      : [
          followingClock(times, {
            ...{ name: rule, subjectKind: 'cycle', subjectId: cycle.id, from, responsible },
            subject: { name, path } satisfies Subject,
          }),
        ];
  const drafted = plan.some(({ activity, done }) => activity === draftPlan && done);
  const waitsForFocus = await openFocusGroups(scope, cycle.id);
  if (held.length > 0)
    return drafted ? [] : clock('joint-plan', held.at(-1), `${base}/cycle/plan?year=${cycle.year}`);
  return [
    ...clock('assessment', openedOn(cycle), `${base}/cycle?year=${cycle.year}`),
    ...(waitsForFocus || lastFocus === null
      ? []
      : clock('planning-meeting', lastFocus, `${base}/public-meetings?cycle=${cycle.id}`)),
  ];
}

const openedOn = ({ sessionsOpenedAt }: CycleRow) =>
  sessionsOpenedAt === null ? undefined : todayInBishkek(sessionsOpenedAt);
