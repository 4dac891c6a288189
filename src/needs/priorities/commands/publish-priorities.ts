import { sql } from 'drizzle-orm';
import { ok, type AuditNote, type Done } from '../../../platform/db/command.ts';
import type { Refused } from '../../../platform/refusals.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { publishVersion } from '../../../acts/commands/publish-version.ts';
import type { PublicationKind } from '../data/publications.ts';
import { cycleFacts, loadTally, placesOf } from '../data/tally.ts';
import { keepDisclosures } from '../data/disclosures.ts';
import { wouldPublish } from '../data/would-publish.ts';
import { optional } from '../../../platform/forms/field.ts';
import { choice, count } from '../../../platform/forms/fields.ts';
import { reasonText } from '../../sessions/commands/place-on-board.ts';
import { refuse } from '../../refusals.ts';
import { factsOf, shownRules, type ShownRule } from '../rules/priorities.ts';

/** What people say when they publish a list; sessions that are still open need a reason. */
export const publishingShape = {
  year: count(2000, 2200),
  rule: optional(choice(shownRules, 'needs.rule'), 'raw' as const),
  reason: reasonText(),
};

export type Publishing = {
  readonly scope: MunicipalityScope;
  readonly year: number;
  /** Null: the municipality's list. */
  readonly villageId: string | null;
  readonly rule: ShownRule;
  readonly reason: string | undefined;
};

/**
 * Freezes a list as residents will read it, counted from what may be told of each village, and withdraws the former one in the same transaction: at no moment are
 * there two, and at no moment none. Sessions still open are refused unless a reason is given.
 */
export async function publishPriorities(
  work: Publishing,
): Promise<(Done<{ id: string; version: number }> & { note?: AuditNote }) | Refused> {
  const { scope, villageId, year } = work;
  const { tx } = scope;
  const unitId = villageId ?? scope.municipalityId;
  const kind: PublicationKind = villageId === null ? 'municipality-priorities' : 'village-priorities';
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`publish:${kind}:${unitId}:${year}`}, 0))`,
  );
  // A list of the municipality tells about its villages too: one publication at a time reads and keeps what is told.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`disclose:${scope.municipalityId}:${year}`}, 0))`,
  );
  const cycle = await cycleFacts(scope, year);
  if (!cycle) return refuse('cycle-not-found');
  const { municipality, villages } = await placesOf(scope);
  const village = villages.find((place) => place.id === villageId);
  if (villageId !== null && !village) return refuse('village-not-found');
  const tally = await loadTally(scope, cycle, villageId);
  const facts = factsOf(tally.sessions);
  if (facts.grouped === 0) return refuse('nothing-to-publish');
  const told = await wouldPublish(scope, { tally, municipality, villages, village, rule: work.rule });
  if (told === 'rule-needs-groups') return refuse(told, { field: 'rule' });
  if (told === 'too-few-people') return refuse(told);
  const { published, snapshot } = told;
  const { list } = published;
  if (list.facts.grouped === 0 && published.few.length === 0) return refuse('nothing-to-publish');
  if (list.ruleRefused) return refuse('rule-not-usable', { field: 'rule' });
  const open = facts.sessions - facts.closed;
  if (open > 0 && work.reason === undefined)
    return refuse('sessions-still-open', { params: { count: open }, field: 'reason' });
  await keepDisclosures(scope, year, published.villages);

  const reason = open > 0 ? work.reason : null;
  const { id, version } = await publishVersion(scope, {
    ...{ kind, unitId, year, cycleId: cycle.id, snapshot, reason },
  });
  return ok(
    { id, version },
    {
      subjectKind: 'publication',
      subjectId: id,
      details: {
        kind,
        unitId,
        year,
        version,
        rule: work.rule,
        open,
        ...(work.reason ? { reason: work.reason } : {}),
      },
    },
  );
}
