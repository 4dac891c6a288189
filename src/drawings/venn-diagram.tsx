import { useId } from 'preact/hooks';
import { usePage } from '../platform/ui/page-context.ts';
import { useStyles } from '../platform/ui/head.ts';
import { circleRadius, nameLines, nameOffset, sheetSide } from './venn-sheet.ts';
import { relations, type CircleSize, type Relation } from './words.ts';

export interface Institution {
  name: string;
  /** How much it matters to people; the size of the circle. */
  importance: CircleSize;
  /** How close it is to the community; the distance of the circle. */
  relation: Relation;
  /** Centre of its circle on the sheet people drew on, 0 … 1000 both ways; left out: a place is found. */
  at?: { x: number; y: number } | undefined;
  /** The executive's own circle. */
  executive?: boolean;
  /** Further cells of its row in the table, under the diagram's `columns`. */
  cells?: readonly string[];
}

export interface VennDiagramProps {
  title: string;
  hideTitle?: boolean;
  institutions: readonly Institution[];
  /** Headings of further columns of the table. */
  columns?: readonly string[];
}

/** One circle as it lies on the sheet. */
export interface SheetCircle {
  id: string;
  /** Stands in the circle where its name has no room; the list or table beside carries both. */
  number: number;
  name: string;
  size: CircleSize;
  x: number;
  y: number;
  executive?: boolean;
}

/** Letters in a line and lines of a name, by the size of its circle. */
const nameRoom: Readonly<Record<CircleSize, readonly [number, number]>> = {
  small: [9, 3],
  middle: [12, 3],
  big: [15, 4],
};

/** The circle itself; its centre is the origin. */
export function CircleShape({ circle }: { circle: Pick<SheetCircle, 'number' | 'size'> }) {
  return (
    <circle class={`venn-circle venn-tone-${((circle.number - 1) % 6) + 1}`} r={circleRadius[circle.size]} />
  );
}

/** A circle's name in lines, and its number for narrow screens; drawn over all circles. */
export function CircleLabel({
  circle,
  offset,
}: {
  circle: Pick<SheetCircle, 'number' | 'name' | 'size'>;
  /** Where the name stands, so that circles lying over this one leave it readable. */
  offset: { readonly x: number; readonly y: number };
}) {
  const lines = nameLines(circle.name, ...nameRoom[circle.size]);
  const line = circle.size === 'small' ? 20 : 23;
  return (
    <>
      <CircleShape circle={circle} />
      <text class="venn-number" x={offset.x} y={offset.y + 15}>
        {circle.number}
      </text>
      <text class="venn-name" x={offset.x} y={offset.y}>
        {lines.map((text, index) => (
          <tspan key={index} x={offset.x} y={offset.y + 7 + (index - (lines.length - 1) / 2) * line}>
            {text}
          </tspan>
        ))}
      </text>
    </>
  );
}

/** Circles in the order they are drawn: large ones first, so that what lies inside them is seen. */
export function inDrawingOrder<T extends Pick<SheetCircle, 'size' | 'number'>>(circles: readonly T[]): T[] {
  return [...circles].sort((a, b) => circleRadius[b.size] - circleRadius[a.size] || a.number - b.number);
}

/** Where each circle's name stands, by id; `circles` in drawing order. */
export function nameOffsets(
  circles: readonly Pick<SheetCircle, 'id' | 'x' | 'y' | 'size'>[],
): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const round = circles.map((one) => ({ id: one.id, x: one.x, y: one.y, r: circleRadius[one.size] }));
  return new Map(round.map((one, index) => [one.id, nameOffset(one, round.slice(index + 1))]));
}

/** The sheet as people drew it, cut to what is on it. Names stand beside it too: in a table or a list. */
export function VennSheet({ circles, labelledBy }: { circles: readonly SheetCircle[]; labelledBy: string }) {
  const drawn = inDrawingOrder(circles);
  const offsets = nameOffsets(drawn);
  const edge = (side: 1 | -1, axis: 'x' | 'y') =>
    drawn.map((one) => side * (one[axis] + side * (circleRadius[one.size] + 12)));
  const left = -Math.max(...edge(-1, 'x'));
  const top = -Math.max(...edge(-1, 'y'));
  const width = Math.max(...edge(1, 'x')) - left;
  const height = Math.max(...edge(1, 'y')) - top;
  // A few circles are not blown up to the width of the page.
  const wide = Math.max(width, 560);
  return (
    <svg
      class="venn-sheet by-width"
      viewBox={[left - (wide - width) / 2, top, wide, height].map(Math.round).join(' ')}
      role="img"
      aria-labelledby={labelledBy}
    >
      {drawn.map((circle) => (
        <g
          key={circle.id}
          class={`venn-${circle.size}${circle.executive ? ' venn-executive' : ''}`}
          transform={`translate(${circle.x} ${circle.y})`}
        >
          <CircleShape circle={circle} />
        </g>
      ))}
      {drawn.map((circle) => (
        <g
          key={`${circle.id}-label`}
          class={`venn-label venn-${circle.size}`}
          transform={`translate(${circle.x} ${circle.y})`}
        >
          <CircleLabel circle={circle} offset={offsets.get(circle.id) ?? { x: 0, y: 0 }} />
        </g>
      ))}
    </svg>
  );
}

/** Circles that were drawn stand where they were drawn; those only told stand around the executive by their tie. */
function onSheet(institutions: readonly Institution[]): SheetCircle[] {
  const middle = { x: sheetSide / 2, y: sheetSide / 2 };
  const executive = institutions.find((one) => one.executive && one.at);
  const centre = executive?.at ?? middle;
  const core = executive ? circleRadius[executive.importance] : 0;
  const placed: SheetCircle[] = [];
  const add = (one: Institution, number: number, at: { x: number; y: number }) =>
    placed.push({
      id: String(number),
      number,
      name: one.name,
      size: one.importance,
      executive: one.executive ?? false,
      x: Math.round(at.x),
      y: Math.round(at.y),
    });
  for (const [index, one] of institutions.entries()) if (one.at) add(one, index + 1, one.at);
  for (const [index, one] of institutions.entries()) {
    if (one.at) continue;
    const r = circleRadius[one.importance];
    const far = {
      full: Math.max(core - r, r * 0.3),
      partial: Math.max(core, r),
      touching: core + r,
      separate: core + r + 70,
    }[one.relation];
    let best = centre;
    let least = Infinity;
    for (let ring = 0; ring < (one.relation === 'separate' ? 6 : 1) && least > 0; ring += 1) {
      for (let step = 0; step < 36 && least > 0; step += 1) {
        const angle = ((index * 137.5 + step * 10) * Math.PI) / 180;
        const at = {
          x: centre.x + (far + ring * 90) * Math.cos(angle),
          y: centre.y + (far + ring * 90) * Math.sin(angle),
        };
        const covered = placed.reduce((sum, other) => {
          if (other.executive) return sum;
          return (
            sum + Math.max(0, r + circleRadius[other.size] + 8 - Math.hypot(at.x - other.x, at.y - other.y))
          );
        }, 0);
        if (covered < least) [best, least] = [at, covered];
      }
    }
    add(one, index + 1, best);
  }
  return placed;
}

const CORE = 144;
const RADIUS = { big: 46, middle: 36, small: 27 } as const;

/** Distance of a circle's centre from the middle of the community. */
function distance(relation: Institution['relation'], radius: number): number {
  if (relation === 'full') return CORE - radius - 6;
  if (relation === 'partial') return CORE + radius * 0.25;
  if (relation === 'touching') return CORE + radius;
  return CORE + radius + 56;
}

interface Placed extends Institution {
  x: number;
  y: number;
  r: number;
  number: number;
}

/** Puts each circle at the distance of its relation and turns it until it covers no other. */
function place(institutions: readonly Institution[]): Placed[] {
  const placed: Placed[] = [];
  const order = institutions
    .map((institution, i) => ({ institution, number: i + 1 }))
    .sort((a, b) => relations.indexOf(b.institution.relation) - relations.indexOf(a.institution.relation));
  for (const { institution, number } of order) {
    const r = RADIUS[institution.importance];
    let best: Placed | undefined;
    let bestOverlap = Infinity;
    // With many institutions a far circle moves further out; a near one keeps its relation and the least overlap.
    const rings = institution.relation === 'separate' ? 4 : 1;
    for (let ring = 0; ring < rings && bestOverlap > 0; ring++) {
      const d = distance(institution.relation, r) + ring * 60;
      for (let step = 0; step < 36; step++) {
        // The golden angle spreads neighbours instead of filling one side first.
        const angle = ((placed.length * 137.5 + step * 10) * Math.PI) / 180;
        const [x, y] = [d * Math.cos(angle), d * Math.sin(angle)];
        const overlap = placed.reduce(
          (sum, other) => sum + Math.max(0, r + other.r + 6 - Math.hypot(x - other.x, y - other.y)),
          0,
        );
        if (overlap < bestOverlap) {
          bestOverlap = overlap;
          best = { ...institution, x, y, r, number };
          if (overlap === 0) break;
        }
      }
    }
    if (best) placed.push(best);
  }
  return placed;
}

/**
 * Institutions as circles with a table. Where people drew them, as they drew them; otherwise the size is their weight
 * and the distance from the middle their tie.
 */
export function VennDiagram({ title, hideTitle, institutions, columns }: VennDiagramProps) {
  useStyles('staff.css');
  const { t } = usePage();
  const id = useId();
  if (institutions.length === 0) return <p class="hint">{t('drawings.chart.empty')}</p>;
  if (institutions.some((one) => one.at)) {
    return (
      <figure class="venn">
        <figcaption class={hideTitle ? 'hidden' : undefined} id={id}>
          {title}
        </figcaption>
        <VennSheet circles={onSheet(institutions)} labelledBy={id} />
        <InstitutionTable title={title} institutions={institutions} columns={columns} />
      </figure>
    );
  }
  const placed = place(institutions);
  const width = Math.max(CORE, ...placed.map((p) => Math.abs(p.x) + p.r)) + 8;
  const height = Math.max(CORE, ...placed.map((p) => Math.abs(p.y) + p.r)) + 8;
  return (
    <figure class="venn">
      <figcaption class={hideTitle ? 'hidden' : undefined} id={id}>
        {title}
      </figcaption>
      <svg
        viewBox={`${-Math.ceil(width)} ${-Math.ceil(height)} ${2 * Math.ceil(width)} ${2 * Math.ceil(height)}`}
        role="img"
        aria-labelledby={id}
      >
        <circle class="venn-core" r={CORE} />
        <text class="venn-core-name" y="5">
          {t('drawings.venn.community')}
        </text>
        {placed.map((p) => (
          <g
            key={p.number}
            class={`venn-${p.relation}`}
            transform={`translate(${p.x.toFixed(1)} ${p.y.toFixed(1)})`}
          >
            <circle r={p.r} />
            <text y="7">{p.number}</text>
          </g>
        ))}
      </svg>
      <InstitutionTable title={title} institutions={institutions} columns={columns} />
    </figure>
  );
}

/** What the drawing shows, in words. */
function InstitutionTable({
  title,
  institutions,
  columns = [],
}: Pick<VennDiagramProps, 'title' | 'institutions' | 'columns'>) {
  const { t } = usePage();
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <table class="venn-table">
        <caption class="hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">№</th>
            <th scope="col">{t('ui.field.institution')}</th>
            <th scope="col">{t('drawings.venn.importance')}</th>
            <th scope="col">{t('drawings.venn.relation')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {institutions.map((institution, i) => (
            <tr key={i}>
              <td>{i + 1}</td>
              <th scope="row">{institution.name}</th>
              <td>{t(`drawings.venn.importance.${institution.importance}`)}</td>
              <td>{institution.executive ? '–' : t(`drawings.venn.relation.${institution.relation}`)}</td>
              {columns.map((column, at) => (
                <td key={column}>{institution.cells?.[at] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
