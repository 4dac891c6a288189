import { useId } from 'preact/hooks';
import { usePage } from './page-context.ts';
import { useStyles } from './head.ts';

export interface Institution {
  name: string;
  /** How much it matters to people; the size of the circle. */
  importance: 'high' | 'medium' | 'low';
  /** How close it is to the community; the distance of the circle. */
  relation: 'inside' | 'overlapping' | 'touching' | 'apart';
}

export interface VennDiagramProps {
  title: string;
  hideTitle?: boolean;
  institutions: readonly Institution[];
}

const CORE = 144;
const RADIUS = { high: 46, medium: 36, low: 27 } as const;
const RELATIONS = ['inside', 'overlapping', 'touching', 'apart'] as const;

/** Distance of a circle's centre from the middle of the community. */
function distance(relation: Institution['relation'], radius: number): number {
  if (relation === 'inside') return CORE - radius - 6;
  if (relation === 'overlapping') return CORE + radius * 0.25;
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
    .sort((a, b) => RELATIONS.indexOf(a.institution.relation) - RELATIONS.indexOf(b.institution.relation));
  for (const { institution, number } of order) {
    const r = RADIUS[institution.importance];
    let best: Placed | undefined;
    let bestOverlap = Infinity;
    // With many institutions a far circle moves further out; a near one keeps its relation and the least overlap.
    const rings = institution.relation === 'apart' ? 4 : 1;
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

/** Institutions as circles: the size is their weight, the distance from the middle is their tie; with a table. */
export function VennDiagram({ title, hideTitle, institutions }: VennDiagramProps) {
  useStyles('staff.css');
  const { t } = usePage();
  const id = useId();
  if (institutions.length === 0) return <p class="hint">{t('ui.chart.empty')}</p>;
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
          {t('ui.venn.community')}
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
      <div class="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="venn-table">
          <caption class="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">№</th>
              <th scope="col">{t('ui.venn.institution')}</th>
              <th scope="col">{t('ui.venn.importance')}</th>
              <th scope="col">{t('ui.venn.relation')}</th>
            </tr>
          </thead>
          <tbody>
            {institutions.map((institution, i) => (
              <tr key={i}>
                <td>{i + 1}</td>
                <th scope="row">{institution.name}</th>
                <td>{t(`ui.venn.importance.${institution.importance}`)}</td>
                <td>{t(`ui.venn.relation.${institution.relation}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
