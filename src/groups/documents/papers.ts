import { registerTemplate, type PaperBuild } from '../../acts/documents.ts';
import { officeOf } from '../../cycle/data.ts';
import { registrationOf } from '../../cycle/documents/office.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { groupsOf } from '../data/groups.ts';
import { refuse } from '../refusals.ts';
import { groupOrderTemplate } from '../rules/templates.ts';
import { groupsOrderPaper } from './order-groups.ts';

const order =
  (open: boolean): PaperBuild =>
  async (scope, act) => {
    if (act.cycleId === null) return null;
    const groups = (await groupsOf(scope, act.cycleId)).filter((one) => one.dissolvedOn === null);
    if (groups.length === 0) return null;
    const facts = {
      office: await officeOf(scope, act.issuedOn ?? todayInBishkek(scope.now)),
      registration: registrationOf(act),
      groups,
      open,
    };
    return { ky: groupsOrderPaper(facts, 'ky'), ru: groupsOrderPaper(facts, 'ru') };
  };

const whole = order(false);
const open = order(true);

/** Says how the order of this room is made; app.ts and the demonstration call it. */
export function registerGroupOrder(): void {
  registerTemplate(groupOrderTemplate, whole, {
    open,
    obstacle: async (scope, act) =>
      act.cycleId !== null && (await groupsOf(scope, act.cycleId)).length > 0 ? null : refuse('group-none'),
    // The 30 % rule is a must of the method; whoever signs says that it is meant so.
    doubts: async (scope, act) => {
      const groups = act.cycleId === null ? [] : await groupsOf(scope, act.cycleId);
      return groups.flatMap(({ balance: { minority } }) =>
        minority && !minority.holds
          ? [{ message: `groups.doubt.${minority.smaller}`, params: { missing: minority.missing } }]
          : [],
      );
    },
  });
}
