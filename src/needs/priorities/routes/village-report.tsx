import type { Hono } from 'hono';
import { maySeeContacts } from '../../../meetings/policy.ts';
import { isId } from '../../../platform/db/id.ts';
import { gateOf, missing, read, type Web } from '../../../platform/http/web.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { readSessionTables } from '../../sessions/data/session-export.ts';
import { listSessions } from '../../sessions/data/sessions.ts';
import { deliver, fileOf } from '../../sessions/routes/session-papers.tsx';
import { needsPath } from '../../sessions/views/session-frame.tsx';
import { loadTally } from '../data/tally.ts';
import { activeParticipants, problemDescriptions, villagePeople } from '../data/village-report.ts';
import { villageReport } from '../documents/village-report.ts';
import { russianNamesOf } from '../../rules/catalogue.ts';
import { priorityList } from '../rules/priorities.ts';
import { cycleAsked } from '../../../meetings/data/running-cycle.ts';
import { villagesOf, placeOnDay, municipalityHead } from '../../../territory/data.ts';

/** The report of a village's sessions (annex 10). */
export function addVillageReport(app: Hono<Web>): void {
  app.get('/villages/:villageId/:file{report\\.(?:html|docx|pdf)}', async (c) => {
    const file = fileOf(c.req.param('file'), ['report']);
    const villageId = c.req.param('villageId');
    if (!file || !isId(villageId)) return missing(c);
    const cycleId = c.req.query('cycle');
    const gate = gateOf(c);
    const i18n = i18nFor(c.get('lang'));
    const found = await read(c, async (scope) => {
      const cycle = await cycleAsked(scope, cycleId);
      const village = (await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now))).find(
        (one) => one.unitId === villageId,
      );
      if (!cycle || !village) return undefined;
      const sessions = (await listSessions(scope, cycle.id)).filter(
        (one) => one.villageId === villageId && one.state !== 'cancelled',
      );
      const { tallies } = await readSessionTables(scope, sessions);
      const tally = await loadTally(scope, cycle, villageId);
      const groupOf = new Map(sessions.map((one) => [one.id, one.ageGroup]));
      return {
        cycle,
        facts: {
          municipality: (await placeOnDay(scope, todayInBishkek(scope.now))).municipality,
          village,
          ageGroups: (await municipalityHead(scope)).ageGroups,
          sessions: sessions.map((one) => ({
            ...one,
            problems: tallies
              .filter((row) => row.sessionId === one.id)
              .map((row) => ({ name: row.problemName, votes: row.votes })),
          })),
          population: await villagePeople(scope, villageId),
          list: priorityList({ ...tally, list: villageId }),
          russian: russianNamesOf(tally.problems.values()),
          descriptions: await problemDescriptions(scope, cycle.id),
          active: (
            await activeParticipants(
              scope,
              sessions.map((one) => one.id),
            )
          ).map((one) => ({ ...one, group: groupOf.get(one.meetingId) ?? '' })),
          author: gate.name,
          day: todayInBishkek(scope.now),
          seeContacts: maySeeContacts(gate),
        },
      };
    });
    if (!found) return missing(c);
    const municipalityId = c.req.param('municipalityId') ?? '';
    return await deliver(c, villageReport(i18n, found.facts), file.format, {
      path: needsPath(municipalityId, `/villages/${villageId}/report`),
      query: `?cycle=${found.cycle.id}`,
      back: needsPath(municipalityId),
    });
  });
}
