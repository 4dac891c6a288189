import { registerTemplate, type Doubt, type PaperBuild } from '../../acts/documents.ts';
import type { ActRow } from '../../acts/data.ts';
import type { Paper } from '../../acts/schema.ts';
import { findSession, listSessions } from '../../needs/sessions/data/sessions.ts';
import { personOf } from '../../people/data.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { villagesOf } from '../../territory/data.ts';
import {
  cycleById,
  groupOrderTemplate,
  planOrderTemplate,
  workPlan,
  officeOf,
  workingGroupOf,
  type CycleRow,
} from '../../cycle/data.ts';
import { readCycle } from '../data.ts';
import { refuse } from '../../cycle/refusals.ts';
import {
  headSignature,
  letterhead,
  paperProperties,
  registrationOf,
  type PaperLang,
  type Registration,
} from '../../cycle/documents/office.ts';
import { planOrderPaper } from './order-plan.ts';
import type { Wording } from '../../cycle/documents/order.ts';
import { groupOrderPaper } from '../../cycle/documents/order-working-group.ts';
import { focusGroupProgrammePaper, sessionProgrammePaper } from './programme.ts';
import { schedulePart, sessionDays } from './schedule.ts';
import { apartFromSchedule, workPlanPart } from '../../cycle/documents/work-plan.ts';

const none: Registration = { number: null, issuedOn: null, signedBy: null, isDraft: false };

async function both(make: (lang: PaperLang) => Paper['ky']): Promise<Paper> {
  return await Promise.resolve({ ky: make('ky'), ru: make('ru') });
}

function dayOf(scope: MunicipalityScope, act: ActRow): string {
  return act.issuedOn ?? todayInBishkek(scope.now);
}

/** Whom the orders make answerable. */
async function responsible(scope: MunicipalityScope, { responsiblePersonId: id }: CycleRow) {
  return id === null ? undefined : await personOf(scope, id);
}

const groupOrder =
  (open: boolean, wording: Wording = 'short'): PaperBuild =>
  async (scope, act) => {
    const found = act.cycleId === null ? undefined : await cycleById(scope, act.cycleId);
    if (!found) return null;
    const group = await workingGroupOf(scope, found.workingGroupId);
    const facts = {
      office: await officeOf(scope, dayOf(scope, act)),
      registration: registrationOf(act),
      members: group?.members ?? [],
      specialist: await responsible(scope, found),
      // A number stays on the line of its sign.
      basis: found.decisionBasis?.replace(/№\s+/g, '№\u00a0') ?? null,
      open,
      wording,
    };
    return await both((lang) => groupOrderPaper(facts, lang));
  };

const planOrder =
  (open: boolean, wording: Wording = 'short'): PaperBuild =>
  async (scope, act) => {
    const found = act.cycleId === null ? undefined : await cycleById(scope, act.cycleId);
    if (!found) return null;
    const facts = {
      office: await officeOf(scope, dayOf(scope, act)),
      registration: registrationOf(act),
      year: found.year,
      plan: await workPlan(scope, found.id),
      sessions: await standingSessions(scope, found.id),
      specialist: await responsible(scope, found),
      open,
      wording,
    };
    return await both((lang) => planOrderPaper(facts, lang, translator(lang)));
  };

async function standingSessions(scope: MunicipalityScope, cycleId: string) {
  return (await listSessions(scope, cycleId)).filter((one) => one.state !== 'cancelled');
}

async function obstacle(
  scope: MunicipalityScope,
  act: ActRow,
  judge: (state: Awaited<ReturnType<typeof readCycle>>) => Refused | null,
): Promise<Refused | null> {
  const found = act.cycleId === null ? undefined : await cycleById(scope, act.cycleId);
  return found ? judge(await readCycle(scope, found)) : null;
}

/** What contradicts itself in the order on the group. */
async function groupOrderDoubts(scope: MunicipalityScope, act: ActRow): Promise<Doubt[]> {
  const found = act.cycleId === null ? undefined : await cycleById(scope, act.cycleId);
  if (!found) return [];
  const { decidedOn } = found;
  return [
    ...(decidedOn === null ? [{ message: 'cycle.doubt.no-decision' }] : []),
    ...(decidedOn !== null && act.issuedOn !== null && act.issuedOn < decidedOn
      ? [{ message: 'cycle.doubt.before-decision', on: { date: decidedOn } }]
      : []),
    ...(found.responsiblePersonId === null ? [{ message: 'cycle.doubt.no-specialist' }] : []),
  ];
}

/** What contradicts itself in the order on the plan and the schedule. */
async function planOrderDoubts(scope: MunicipalityScope, act: ActRow): Promise<Doubt[]> {
  const found = act.cycleId === null ? undefined : await cycleById(scope, act.cycleId);
  if (!found) return [];
  const { groupOrderInForce, sessions, plan } = await readCycle(scope, found);
  const ordered = groupOrderInForce?.issuedOn ?? null;
  const { first, last } = sessionDays(sessions) ?? {};
  const places = sessions.filter((one) => one.venue.trim() === '').length;
  const apart = apartFromSchedule(plan, sessionDays(sessions));
  return [
    ...(act.issuedOn !== null && ordered !== null && act.issuedOn < ordered
      ? [{ message: 'cycle.doubt.before-group-order', on: { date: ordered } }]
      : []),
    ...(act.issuedOn !== null && first !== undefined && first < act.issuedOn
      ? [{ message: 'cycle.doubt.session-before', days: { date: first } }]
      : []),
    ...(places > 0 ? [{ message: 'cycle.doubt.no-venue', params: { count: places } }] : []),
    ...(apart && first !== undefined && last !== undefined
      ? [
          {
            message: 'cycle.doubt.plan-and-schedule',
            days: { from: apart.startsOn, to: apart.dueOn, first, last },
          },
        ]
      : []),
  ];
}

const orders = { group: groupOrder(false), plan: planOrder(false) };
/** The same in the words of papers that were signed before. */
const formerOrders = { group: groupOrder(false, 'full'), plan: planOrder(false, 'full') };

/** How the two orders are made and what stands in the way of signing them, for the register of acts. */
export function registerOrders(): void {
  registerTemplate(groupOrderTemplate, orders.group, {
    open: groupOrder(true),
    former: formerOrders.group,
    doubts: groupOrderDoubts,
    obstacle: async (scope, act) =>
      await obstacle(scope, act, ({ steps }) =>
        steps.groupComplete ? null : refuse('working-group-incomplete'),
      ),
  });
  registerTemplate(planOrderTemplate, orders.plan, {
    open: planOrder(true),
    former: formerOrders.plan,
    doubts: planOrderDoubts,
    obstacle: async (scope, act) =>
      await obstacle(scope, act, ({ steps }) => {
        if (!steps.groupOrderSigned) return refuse('group-order-unsigned');
        if (steps.workPlanItems === 0) return refuse('work-plan-missing');
        return steps.sessions === 0 || steps.untimed > 0 ? refuse('schedule-missing') : null;
      }),
  });
}

/** The papers that carry no number of their own. */
export const paperNames = ['work-plan', 'schedule', 'programme', 'focus-group'] as const;
export type PaperName = (typeof paperNames)[number];

/**
 * A paper without a number, made from the data of this moment.
 * @param subjectId the session of a programme, the village of a focus group
 */
export async function plainPaper(
  scope: MunicipalityScope,
  row: CycleRow,
  name: PaperName,
  subjectId: string,
): Promise<Paper | null> {
  const office = await officeOf(scope, todayInBishkek(scope.now));
  const properties = (lang: PaperLang) => paperProperties(office, none, lang);
  switch (name) {
    case 'work-plan': {
      const plan = await workPlan(scope, row.id);
      const days = sessionDays(await standingSessions(scope, row.id));
      return await both((lang) => ({
        ...properties(lang),
        title: translator(lang)('cycle.paper.work-plan'),
        blocks: [
          workPlanPart(plan, lang, translator(lang), {
            year: row.year,
            sessionDays: days,
            head: [letterhead(office)],
            foot: [headSignature(office, none, lang)],
          }),
        ],
      }));
    }
    case 'schedule': {
      const sessions = await standingSessions(scope, row.id);
      return await both((lang) => ({
        ...properties(lang),
        title: translator(lang)('cycle.paper.schedule'),
        blocks: [
          schedulePart(sessions, lang, {
            head: [letterhead(office)],
            foot: [headSignature(office, none, lang)],
          }),
        ],
      }));
    }
    case 'programme': {
      const session = await findSession(scope, subjectId);
      if (!session || session.cycleId !== row.id) return null;
      return await both((lang) => sessionProgrammePaper(office, session, lang, translator(lang)));
    }
    case 'focus-group': {
      const villages = await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now));
      const village = villages.find((one) => one.unitId === subjectId);
      if (!village) return null;
      return await both((lang) => focusGroupProgrammePaper(office, village, lang, translator(lang)));
    }
  }
}
