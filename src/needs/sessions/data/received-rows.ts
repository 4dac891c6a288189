import type { Circle, CircleLink, Institution, SessionRecord } from '../rules/session-record.ts';
import type { Relation } from '../../../drawings/words.ts';

// A session's record as rows of the tables. Pure: the same record gives the same rows, so that two records can be
// compared row by row.

/** One row for each circle; an institution that stands in no diagram has a row under its own id. */
export function institutionRows(record: SessionRecord) {
  const row = (one: Institution, circle: Circle | undefined) => ({
    id: circle?.id ?? one.id,
    name: one.name,
    kind: one.kind,
    size: circle?.size ?? null,
    relation: circle ? relationToExecutive(record, one, circle) : null,
    drawnBy: circle?.diagram ?? ('common' as const),
    judgement: one.judgement,
    sameAs: one.id,
    executive: one.executive,
    drawn: circle !== undefined,
    quality: one.quality,
    satisfaction: one.satisfaction,
    x: circle?.x ?? null,
    y: circle?.y ?? null,
  });
  return record.institutions.flatMap((one) => {
    const circles = record.circles.filter((circle) => circle.institutionId === one.id);
    return circles.length === 0 ? [row(one, undefined)] : circles.map((circle) => row(one, circle));
  });
}

/** How a circle stands to the executive's of the same diagram; null for the executive, and where it is not drawn. */
function relationToExecutive(record: SessionRecord, one: Institution, circle: Circle): Relation | null {
  if (one.executive) return null;
  const executives = new Set(record.institutions.filter(({ executive }) => executive).map(({ id }) => id));
  const centre = record.circles.find(
    ({ diagram, institutionId }) => diagram === circle.diagram && executives.has(institutionId),
  );
  if (!centre) return null;
  const link = record.links.find(
    ({ a, b }) => (a === circle.id && b === centre.id) || (b === circle.id && a === centre.id),
  );
  return link?.relation ?? 'separate';
}

export function linkRows(links: readonly CircleLink[]) {
  return links.map(({ a, b, relation }) => ({ id: `${a}|${b}`, aId: a, bId: b, relation }));
}

/** Places in the list, from 1. */
const placed = <T extends { readonly order: number }>(list: readonly T[]) =>
  list.map(({ order: _order, ...rest }, index) => ({ ...rest, seq: index + 1 }));

export const objectRows = (record: SessionRecord) => placed(record.mapObjects);
export const guessRows = (record: SessionRecord) => placed(record.slices);
export const questionRows = (record: SessionRecord) => placed(record.budgetQuestions);
export const photoRows = (record: SessionRecord) => record.photos;
