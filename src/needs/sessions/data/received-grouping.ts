import { eq, inArray, isNull, sql } from 'drizzle-orm';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import type { GalleryColumn } from '../rules/session-record.ts';
import { placement, problem, statement } from '../../schema.ts';
import { placeStatements, type Move } from './placements.ts';
import { problemsByName } from './problem-by-name.ts';
import type { SessionRow } from './session-kind.ts';

/** What was last written of a gallery: the problem each column became, and the column each sticker went to. */
export type WrittenGrouping = {
  readonly columns: Readonly<Record<string, { readonly name: string; readonly problemId: string }>>;
  readonly placed: Readonly<Record<string, string | null>>;
};

export const nothingGrouped: WrittenGrouping = { columns: {}, placed: {} };

type Standing = {
  readonly id: string;
  readonly text: string;
  /** The sticker itself, then those it corrects, the newest first. */
  readonly chain: readonly string[];
};

/**
 * Writes what a device changed in the gallery: columns become problems of their names, stickers that moved since the
 * last writing are placed. Stickers the office has moved since stay where it put them unless the device moved the
 * same ones. Stickers that have not arrived yet are placed when they have. The session is held by the caller.
 * @param wanted column of each sticker the device has placed; null: taken out of every column.
 */
export async function writeGrouping(
  scope: MunicipalityScope,
  session: Pick<SessionRow, 'id' | 'cycleId'>,
  gallery: {
    readonly columns: readonly GalleryColumn[];
    readonly wanted: ReadonlyMap<string, string | null>;
    readonly written: WrittenGrouping;
    readonly at: Date;
  },
): Promise<{ readonly written: WrittenGrouping; readonly placed: number }> {
  const { wanted, written } = gallery;
  if (wanted.size === 0 && Object.keys(written.placed).length === 0) return { written, placed: 0 };
  const standing = await standingStatements(scope, session.id);
  const columns = new Map(gallery.columns.map((column) => [column.id, column]));

  const target = new Map<string, string | null>();
  const members = new Map<string, Standing[]>();
  for (const one of standing) {
    const source = one.chain.find((id) => wanted.has(id));
    if (source === undefined) continue;
    const columnId = wanted.get(source) ?? null;
    const known = columnId !== null && columns.has(columnId) ? columnId : null;
    target.set(one.id, known);
    if (known !== null) members.set(known, [...(members.get(known) ?? []), one]);
  }

  const names = new Map([...members].map(([id, list]) => [id, nameOf(columns.get(id), list)]));
  const problems = await problemsOf(scope, session, names, written);
  const stands = new Map(
    (
      await scope.tx
        .select({ id: placement.statementId, problemId: placement.problemId })
        .from(placement)
        .where(own(scope, placement, eq(placement.sessionId, session.id)))
    ).map((row) => [row.id, row.problemId]),
  );

  const moves: Move[] = [];
  const placed: Record<string, string | null> = {};
  for (const one of standing) {
    const columnId = target.get(one.id);
    if (columnId === undefined) continue;
    placed[one.id] = columnId;
    const source = one.chain.find((id) => id in written.placed);
    const before = source === undefined ? null : (written.placed[source] ?? null);
    const problemId = columnId === null ? null : (problems.get(columnId) ?? null);
    const current = stands.get(one.id) ?? null;
    if (current === problemId) continue;
    // In the same column as before, whose name now means another problem: only stickers that still stand where the
    // device had put them follow.
    const old = columnId === null ? undefined : written.columns[columnId];
    const renamed = old !== undefined && old.problemId !== problemId && current === old.problemId;
    if (before !== columnId || renamed) moves.push({ statementId: one.id, problemId });
  }
  if (moves.length > 0) await placeStatements(scope, { actionId: newId(), at: gallery.at, moves });
  await setCompetences(scope, columns, problems);
  return {
    placed: moves.length,
    written: {
      placed,
      columns: Object.fromEntries(
        [...problems].map(([id, problemId]) => [id, { name: names.get(id) ?? '', problemId }]),
      ),
    },
  };
}

async function standingStatements(scope: MunicipalityScope, sessionId: string): Promise<readonly Standing[]> {
  const rows = await scope.tx
    .select({
      id: statement.id,
      text: statement.text,
      correctsId: statement.correctsId,
      withdrawn: statement.withdrawn,
    })
    .from(statement)
    .where(own(scope, statement, eq(statement.sessionId, sessionId)))
    .orderBy(statement.createdAt, statement.id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const corrected = new Set(rows.map((row) => row.correctsId));
  return rows
    .filter((row) => !row.withdrawn && !corrected.has(row.id))
    .map((row) => {
      const chain = [row.id];
      let old = row.correctsId === null ? undefined : byId.get(row.correctsId);
      // A withdrawn sticker's place was taken by another sticker: no correction of it, so its column is not inherited.
      while (old && !old.withdrawn) {
        chain.push(old.id);
        old = old.correctsId === null ? undefined : byId.get(old.correctsId);
      }
      return { id: row.id, text: row.text, chain };
    });
}

/** A column nobody has named yet goes by its first sticker: the pile itself is worth keeping. */
function nameOf(column: GalleryColumn | undefined, members: readonly Standing[]): string {
  const clean = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const name = clean(column?.name ?? '') || clean(members[0]?.text ?? '');
  return [...name].slice(0, 200).join('').slice(0, 200).toWellFormed().trim();
}

/** The problem of each column that holds stickers. */
async function problemsOf(
  scope: MunicipalityScope,
  session: Pick<SessionRow, 'id' | 'cycleId'>,
  names: ReadonlyMap<string, string>,
  written: WrittenGrouping,
): Promise<Map<string, string>> {
  const problems = new Map<string, string>();
  const unknown = new Map<string, string>();
  for (const [columnId, name] of names) {
    const old = written.columns[columnId];
    if (old?.name === name) problems.set(columnId, old.problemId);
    else if (old && (await renameProblem(scope, session, { columnId, name, old, written }))) {
      problems.set(columnId, old.problemId);
    } else if (name !== '') unknown.set(columnId, name);
  }
  const byName = await problemsByName(scope, session.cycleId, [...unknown.values()]);
  for (const [columnId, name] of unknown) {
    const id = byName.get(name);
    if (id !== undefined) problems.set(columnId, id);
  }
  return problems;
}

/**
 * A column that was renamed in the hall renames its problem, as long as nobody else uses it: the office has not
 * renamed it, no other column and no other session stands under it, and the new name is free.
 */
async function renameProblem(
  scope: MunicipalityScope,
  session: Pick<SessionRow, 'id' | 'cycleId'>,
  change: {
    readonly columnId: string;
    readonly name: string;
    readonly old: { readonly name: string; readonly problemId: string };
    readonly written: WrittenGrouping;
  },
): Promise<boolean> {
  const { columnId, name, old, written } = change;
  const shared = Object.entries(written.columns).some(
    ([id, other]) => id !== columnId && other.problemId === old.problemId,
  );
  if (shared || name === '') return false;
  const renamed = await scope.tx.execute(sql`
    update problem p set name = ${name}, updated_at = ${scope.now.toISOString()}::timestamptz
     where p.municipality_id = ${scope.municipalityId} and p.id = ${old.problemId} and p.name = ${old.name}
       and p.cycle_id = ${session.cycleId}
       and not exists (select from problem q where q.municipality_id = p.municipality_id
                        and q.cycle_id = p.cycle_id and q.name = ${name})
       and not exists (select from problem_merge m where m.municipality_id = p.municipality_id
                        and (m.from_problem_id = p.id or m.into_problem_id = p.id))
       and not exists (select from grouping g
                         join statement s on s.municipality_id = g.municipality_id and s.id = g.statement_id
                        where g.municipality_id = p.municipality_id and g.problem_id = p.id
                          and s.session_id <> ${session.id})`);
  return renamed.rowCount === 1;
}

/** What the hall said about who settles a problem, where nobody has said it yet. */
async function setCompetences(
  scope: MunicipalityScope,
  columns: ReadonlyMap<string, GalleryColumn>,
  problems: ReadonlyMap<string, string>,
): Promise<void> {
  const said = [...problems].flatMap(([columnId, problemId]) => {
    const column = columns.get(columnId);
    return column?.competence
      ? [{ problemId, competence: column.competence, localMatter: column.localMatter }]
      : [];
  });
  if (said.length === 0) return;
  const blank = await scope.tx
    .select({ id: problem.id })
    .from(problem)
    .where(
      own(
        scope,
        problem,
        inArray(
          problem.id,
          said.map(({ problemId }) => problemId),
        ),
        isNull(problem.competence),
      ),
    );
  const open = new Set(blank.map(({ id }) => id));
  for (const { problemId, competence, localMatter } of said) {
    if (!open.delete(problemId)) continue;
    await scope.tx
      .update(problem)
      .set({ competence, localMatter: competence === 'local' ? localMatter : null })
      .where(own(scope, problem, eq(problem.id, problemId)));
  }
}
