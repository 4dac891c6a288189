import { useId } from 'preact/hooks';
import { usePage } from '../platform/ui/page-context.ts';
import { Bar } from '../platform/ui/bar.tsx';
import { PlainTable } from '../platform/ui/plain-table.tsx';
import { partLook, ringLooks, type PartLook } from './part-looks.ts';

export interface Part {
  label: string;
  value: number;
  /** `unknown` is drawn hatched (a village that was not named, a sex that was not asked). */
  unknown?: boolean;
}

export interface SplitBarProps {
  parts: readonly Part[];
  /** The value of the full width; the sum of the parts when left out. */
  of?: number;
  /** Spoken name; it lists the parts when left out. */
  label?: string;
}

/** A share in percent, to its tenth: finer than a screen can show. */
function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** One bar of several parts. The name for screen readers lists them; show a `Legend` once above the bars. */
export function SplitBar({ parts, of, label }: SplitBarProps) {
  const { fmt } = usePage();
  const id = useId();
  const spoken = label ?? fmt.list(parts.map((part) => `${part.label} ${fmt.number(part.value)}`));
  return (
    <svg class="split" role="img" aria-label={spoken}>
      {parts.some((part) => part.unknown) && <Hatch id={id} />}
      {partsOfBar(parts, of, id)}
    </svg>
  );
}

/** Where each part of a bar begins and how wide it is, in percent, with its look. */
export function placesInBar(
  values: readonly number[],
  full: number,
): readonly { readonly x: string; readonly width: string; readonly look: PartLook }[] {
  let x = 0;
  return values.map((value, i) => {
    const at = x;
    x += (value / Math.max(full, 1e-9)) * 100;
    return { x: `${round(at)}%`, width: `${round(round(x) - round(at))}%`, look: partLook(i) };
  });
}

/** The rectangles of a bar; `hatch` is the id of the pattern for what is not known. */
function partsOfBar(parts: readonly Part[], of: number | undefined, hatch: string) {
  const values = parts.map(({ value }) => value);
  const places = placesInBar(values, of ?? values.reduce((total, value) => total + value, 0));
  return places.map(({ look, ...place }, i) =>
    parts[i]!.unknown ? (
      <rect key={i} fill={`url(#${hatch})`} {...place} height="14" />
    ) : (
      <rect key={i} class={`part-${look}`} {...place} height="14" />
    ),
  );
}

/** Hatching for what is not known, so that it never passes for a group. */
function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatch-a" width="8" height="8" />
      <rect class="hatch-b" width="4" height="8" />
    </pattern>
  );
}

/** The sample of a colour in a legend. */
function Swatch({ look, unknown }: { look: PartLook; unknown: boolean | undefined }) {
  const id = useId();
  return (
    <svg width="14" height="14" aria-hidden="true">
      {unknown && <Hatch id={id} />}
      <rect
        class={unknown ? undefined : `part-${look}`}
        fill={unknown ? `url(#${id})` : undefined}
        width="14"
        height="14"
        rx="3"
      />
    </svg>
  );
}

/** Names the colours of the charts below it; `signs` are what stands for the parts where there is no colour. */
export function Legend({
  parts,
  signs,
}: {
  parts: readonly { label: string; unknown?: boolean }[];
  signs?: readonly string[] | undefined;
}) {
  return (
    <ul class="legend">
      {parts.map((part, i) => (
        <li key={i}>
          <Swatch look={partLook(i)} unknown={part.unknown} />
          {signs && <b>{signs[i]}</b>}
          {part.label}
        </li>
      ))}
    </ul>
  );
}

export interface BarChartProps {
  /** Names the chart. */
  title: string;
  hideTitle?: boolean;
  bars: readonly { label: string; value: number; text?: string; tone?: 'ok' | 'warn' | 'bad' }[];
  /** The value of the full width; the largest bar when left out. */
  max?: number;
}

/** Horizontal bars with their names and numbers; a list, so it needs no table beside it. */
export function BarChart({ title, hideTitle, bars, max }: BarChartProps) {
  const { t, fmt } = usePage();
  const full = max ?? Math.max(...bars.map((bar) => bar.value), 0);
  return (
    <figure class="bar-chart">
      <figcaption class={hideTitle ? 'hidden' : undefined}>{title}</figcaption>
      {bars.length === 0 ? (
        <p class="hint">{t('drawings.chart.empty')}</p>
      ) : (
        <ul>
          {bars.map((bar, i) => (
            <li key={i}>
              <span class="bar-name">{bar.label}</span>
              <b class="bar-value">{bar.text ?? fmt.number(bar.value)}</b>
              <Bar share={full > 0 ? bar.value / full : 0} tone={bar.tone} />
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

/** A part of a pie between two angles: radians, clockwise from the top. */
type Slice = { part: Part; from: number; to: number };

const pieInner = 58;
const pieOuter = 100;
/** Half the gap between two slices, the same at both radii. */
const pieGap = 1.15;

function slicesOf(parts: readonly Part[]): Slice[] {
  const sum = parts.reduce((total, part) => total + part.value, 0);
  let to = 0;
  return parts.map((part) => {
    const from = to;
    to += (part.value / sum) * 2 * Math.PI;
    return { part, from, to };
  });
}

function onRing(radius: number, angle: number): [x: number, y: number] {
  return [round(radius * Math.sin(angle)), round(-radius * Math.cos(angle))];
}

function slicePath({ from, to }: Slice, gaps: boolean): string {
  const at = (radius: number, angle: number) => onRing(radius, angle).join(' ');
  const half = (from + to) / 2;
  // An arc that ends where it begins is no arc: a half each way. Too thin for its gaps, a slice is a line.
  const edge = (radius: number, forth: boolean) => {
    const cut = gaps ? Math.min(Math.asin(pieGap / radius), (to - from) / 2) : 0;
    const [a, b] = forth ? [from + cut, to - cut] : [to - cut, from + cut];
    const turn = `A${radius} ${radius} 0 0 ${forth ? 1 : 0}`;
    return `${at(radius, a)}${turn} ${at(radius, half)}${turn} ${at(radius, b)}`;
  };
  return `M${edge(pieOuter, true)}L${edge(pieInner, false)}Z`;
}

export interface PieChartProps {
  title: string;
  hideTitle?: boolean;
  parts: readonly Part[];
  /** How a value is written; the number when left out. */
  format?: (value: number) => string;
  /** Text in the middle, e.g. the total. */
  middle?: string;
  /**
   * Writes each part's number on its slice and in the legend: with more parts than colours, or two rings side by
   * side. Parts keep their number and colour where some are empty.
   */
  numbered?: boolean;
}

/** A ring of parts with a legend that carries the shares, and the numbers as a table. */
export function PieChart({ title, hideTitle, parts, format, middle, numbered }: PieChartProps) {
  const { t, fmt } = usePage();
  const id = useId();
  const shown = parts.filter((part) => part.value > 0);
  const place = (part: Part, index: number) => (numbered ? parts.indexOf(part) : index);
  const sum = shown.reduce((total, part) => total + part.value, 0);
  const text = format ?? ((value: number) => fmt.number(value));
  if (sum <= 0) {
    return (
      <figure class="pie">
        <figcaption class={hideTitle ? 'hidden' : undefined}>{title}</figcaption>
        <p class="hint">{t('drawings.chart.empty')}</p>
      </figure>
    );
  }
  const slices = slicesOf(shown);
  const looks = ringLooks((numbered ? parts : shown).map((part) => part.value));
  return (
    <figure class="pie">
      <figcaption class={hideTitle ? 'hidden' : undefined} id={id}>
        {title}
      </figcaption>
      <div class="pie-body">
        <svg viewBox="-102 -102 204 204" role="img" aria-labelledby={id}>
          {shown.some((part) => part.unknown) && <Hatch id={`${id}h`} />}
          {slices.map((slice, i) => (
            <path
              key={i}
              class={slice.part.unknown ? undefined : `part-${looks[place(slice.part, i)] ?? 1}`}
              fill={slice.part.unknown ? `url(#${id}h)` : undefined}
              d={slicePath(slice, shown.length > 1)}
            />
          ))}
          {numbered &&
            slices.map((slice, i) => {
              if (slice.to - slice.from < 0.2) return null;
              const [x, y] = onRing((pieInner + pieOuter) / 2, (slice.from + slice.to) / 2);
              return (
                <g key={`n${i}`} class="pie-mark" transform={`translate(${x} ${y})`}>
                  <circle r="12" />
                  <text y="5">{place(slice.part, i) + 1}</text>
                </g>
              );
            })}
          {middle && (
            <text class="pie-middle" y="6">
              {middle}
            </text>
          )}
        </svg>
        <ul class="legend">
          {shown.map((part, i) => (
            <li key={i}>
              <Swatch look={looks[place(part, i)] ?? 1} unknown={part.unknown} />
              <span>
                {numbered && `${place(part, i) + 1}. `}
                {part.label}
              </span>
              <b>{fmt.percent(part.value / sum)}</b>
            </li>
          ))}
        </ul>
      </div>
      <details class="numbers">
        <summary>{t('drawings.chart.table')}</summary>
        <PlainTable
          hideCaption
          caption={title}
          columns={[t('drawings.chart.part'), t('drawings.chart.value'), t('ui.field.share')]}
          rows={shown.map((part) => [part.label, text(part.value), fmt.percent(part.value / sum, 1)])}
        />
      </details>
    </figure>
  );
}
