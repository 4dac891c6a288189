import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { disclose } from '../rules/disclosure.ts';
import type { ShownRule } from '../rules/priorities.ts';
import { publishedList, type PublishedList, type PublishRefusal } from '../rules/publishing.ts';
import { snapshotOf, type PrioritiesSnapshot } from '../rules/snapshot.ts';
import { disclosuresOf } from './disclosures.ts';
import type { Place, Tally } from './tally.ts';

const named = (place: Place) => ({ id: place.id, ky: place.nameKy, ru: place.nameRu });

/**
 * A list as residents would read it were it published now, counted from what may be told of each village; what publishing
 * freezes, and what the chair is shown of it before. A code where nothing may be published.
 */
export async function wouldPublish(
  scope: MunicipalityScope,
  facts: {
    readonly tally: Tally;
    readonly municipality: Place;
    readonly villages: readonly Place[];
    /** Absent for the municipality's list. */
    readonly village?: Place | undefined;
    readonly rule: ShownRule;
  },
): Promise<{ readonly published: PublishedList; readonly snapshot: PrioritiesSnapshot } | PublishRefusal> {
  const { tally, village, municipality } = facts;
  const { year, stage } = tally.cycle;
  const villageId = village?.id ?? null;
  // Sessions of villages that have since gone to another municipality count as well.
  const villageIds = villageId === null ? tally.sessions.map((session) => session.villageId) : [villageId];
  const told = await disclosuresOf(scope, year, villageId);
  const published = publishedList({
    ...tally,
    list: villageId,
    rule: facts.rule,
    villages: [...new Set([...villageIds, ...told.keys()])].map((id) =>
      disclose(id, tally.sessions, tally.merges, told.get(id)),
    ),
  });
  if (typeof published === 'string') return published;
  const snapshot = snapshotOf({
    published,
    merges: tally.merges,
    problems: tally.problems,
    year,
    stage,
    municipality: named(municipality),
    unit: named(village ?? municipality),
    villages: (village ? [village] : facts.villages).map(named),
    sessions: tally.sessions,
    ageGroups: tally.ageGroups,
  });
  return { published, snapshot };
}
