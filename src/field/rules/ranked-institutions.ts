import type {
  CircleLink,
  Diagram,
  Institution,
  SessionRecord,
} from '../../needs/sessions/rules/session-record.ts';
import { circleSizes } from '../../drawings/words.ts';

/** Circles' sizes as numbers, big 3 … small 1. */
const weight = (size: (typeof circleSizes)[number]): number => circleSizes.indexOf(size) + 1;

export type RankedInstitution = {
  readonly institution: Institution;
  /** The largest circle anybody drew for it; null when it was named and not drawn. */
  readonly size: (typeof circleSizes)[number] | null;
  /** How it stands to the executive in each diagram that shows both; the executive itself has none. */
  readonly relations: readonly {
    readonly diagram: Diagram;
    readonly relation: CircleLink['relation'] | 'separate';
  }[];
  /** Diagrams that were drawn and do not show it: it was left out by that group. */
  readonly leftOutBy: readonly Diagram[];
};

/** Institutions in falling importance: the larger circle first, equal ones as they were named. */
export function rankedInstitutions(record: SessionRecord): readonly RankedInstitution[] {
  const drawn = new Set(record.circles.map((circle) => circle.diagram));
  const executive = record.institutions.find((one) => one.executive);
  const circleOf = (institutionId: string, diagram: Diagram) =>
    record.circles.find((circle) => circle.institutionId === institutionId && circle.diagram === diagram);
  return record.institutions
    .map((institution): RankedInstitution => {
      const circles = record.circles.filter((circle) => circle.institutionId === institution.id);
      const size = circles.reduce<RankedInstitution['size']>(
        (best, circle) => (best === null || weight(circle.size) > weight(best) ? circle.size : best),
        null,
      );
      const relations =
        executive && executive.id !== institution.id
          ? [...drawn].flatMap((diagram) => {
              const one = circleOf(institution.id, diagram);
              const other = circleOf(executive.id, diagram);
              if (!one || !other) return [];
              const [a, b] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
              const link = record.links.find((l) => l.diagram === diagram && l.a === a && l.b === b);
              return [{ diagram, relation: link?.relation ?? ('separate' as const) }];
            })
          : [];
      return {
        institution,
        size,
        relations,
        leftOutBy: circles.length === 0 ? [] : [...drawn].filter((d) => !circleOf(institution.id, d)),
      };
    })
    .sort(
      (a, b) =>
        (b.size ? weight(b.size) : 0) - (a.size ? weight(a.size) : 0) ||
        a.institution.order - b.institution.order,
    );
}
