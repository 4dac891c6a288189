import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import { addRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { publication } from '../schema.ts';

/** What is published: a finished picture without personal data. */
export type Publishing = Pick<
  typeof publication.$inferInsert,
  'kind' | 'unitId' | 'year' | 'cycleId' | 'actId' | 'snapshot' | 'reason'
>;

/**
 * Publishes the next version of a thing and withdraws the one before in the same transaction: at no moment residents
 * read two, at no moment none. A thing with an id in its kind (`act:…`, `meeting:…`) stands by itself; a list is known
 * by kind, unit and year. Part of a command, which holds the thing, so that two who publish at once come after each
 * other; that command's audit row speaks for it.
 */
export async function publishVersion(
  scope: MunicipalityScope,
  thing: Publishing,
): Promise<{ readonly id: string; readonly version: number }> {
  const { kind, unitId, year } = thing;
  const same = kind.includes(':')
    ? eq(publication.kind, kind)
    : and(eq(publication.kind, kind), eq(publication.unitId, unitId), eq(publication.year, year));
  const [last] = await scope.tx
    .select({ version: publication.version })
    .from(publication)
    .where(own(scope, publication, same))
    .orderBy(desc(publication.version))
    .limit(1);
  await withdrawPublished(scope, same, 'replaced');
  const version = (last?.version ?? 0) + 1;
  const { now, actor } = scope;
  const id = await addRow(scope, publication, {
    ...{ ...thing, version, publishedAt: now, publishedBy: actor.name },
  });
  return { id, version };
}

/**
 * Takes from residents what stands of this, with the reason; the rows stay and are read by the staff.
 * @returns what was withdrawn
 */
export async function withdrawPublished(
  scope: MunicipalityScope,
  which: SQL | undefined,
  reason: string | null,
): Promise<{ readonly id: string; readonly kind: string; readonly unitId: string; readonly year: number }[]> {
  return await scope.tx
    .update(publication)
    .set({ withdrawnAt: scope.now, withdrawnReason: reason })
    .where(own(scope, publication, which, isNull(publication.withdrawnAt)))
    .returning({
      id: publication.id,
      kind: publication.kind,
      unitId: publication.unitId,
      year: publication.year,
    });
}
