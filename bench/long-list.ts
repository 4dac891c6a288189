import { newId } from '../src/platform/db/id.ts';
import { problemCatalogue } from '../src/needs/rules/catalogue.ts';
import type { PublishedList } from '../src/needs/priorities/data/published-list.ts';
import type { SnapshotPart } from '../src/needs/priorities/rules/snapshot.ts';

/**
 * A village's published list of so many problems, said by women and men of three ages: names of usual length, each
 * with its competence, every group with votes for most of them.
 */
export function listOf(rows: number): PublishedList {
  const parts = ['18-35', '36-55', '56+'].flatMap((ageGroup) =>
    (['women', 'men'] as const).map((sexMode): SnapshotPart => {
      return { kind: 'group', id: `${ageGroup}|${sexMode}`, ageGroup, sexMode };
    }),
  );
  const municipality = { id: newId(), ky: 'Көк-Ирим айыл аймагы', ru: 'Көк-Иримский айылный аймак' };
  const unit = { id: newId(), ky: 'Арал', ru: 'Арал' };
  const priorities = Array.from({ length: rows }, (_, at) => {
    const known = problemCatalogue[at % problemCatalogue.length]!;
    const byPart = parts.map((_, part) => Math.max(0, ((rows - at) >> 2) + ((at * 7 + part * 5) % 3) - 1));
    const round = Math.floor(at / problemCatalogue.length);
    return {
      rank: at + 1,
      tied: at % 10 === 7,
      name: round === 0 ? known.ky : `${known.ky} (${round + 1}-көчө)`,
      category: known.category,
      competence: known.competence,
      localMatter: known.localMatter,
      votes: byPart.reduce((sum, count) => sum + count, 0),
      share: 1 / rows,
      byPart,
    };
  });
  const votes = priorities.reduce((sum, one) => sum + one.votes, 0);
  const hidden = { groupsOf: [], leftOut: [], few: [], sexes: false, held: false };
  return {
    head: {
      id: newId(),
      kind: 'village-priorities',
      unitId: unit.id,
      year: 2026,
      version: 1,
      publishedAt: new Date(),
    },
    snapshot: {
      ...{
        format: 2,
        kind: 'village',
        year: 2026,
        stage: 'plan',
        municipality,
        unit,
        parts,
        priorities,
        hidden,
      },
      facts: {
        sessions: 6,
        people: 150,
        women: 80,
        men: 70,
        votes,
        possible: 750,
        unused: 20,
        notGrouped: 0,
      },
      ...{ own: [], participants: null, merges: [], questions: [], unheard: [], russian: {} },
    },
    above: [{ id: newId(), ky: 'Жалал-Абад облусу', ru: 'Джалал-Абадская область' }],
    path: '/kok-irim/2026/aral',
    root: '/kok-irim',
    villages: [],
  };
}
