import type { TargetedKeyboardEvent, TargetedPointerEvent, VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { sharePercent, wholePie } from '../../../methods/written-share.ts';
import type { PieSlice } from '../../../needs/sessions/rules/session-record.ts';
import { borderMoved, pieLeap, pieRest, pieStep, turnOf, turns } from '../../rules/pie.ts';
import type { PartLook } from '../../../drawings/part-looks.ts';
import { useApp } from '../core/hooks.ts';

const radius = 100;

function at(turn: number, far: number): [number, number] {
  const angle = turn * 2 * Math.PI;
  return [Math.sin(angle) * far, -Math.cos(angle) * far];
}

const round = (n: number) => Math.round(n * 100) / 100;

/** The outline of a slice; a whole loaf is a circle. */
function outline(from: number, to: number): string {
  if (to - from >= 0.9999) return `M0 ${-radius}A${radius} ${radius} 0 1 1 -0.01 ${-radius}Z`;
  const [x1, y1] = at(from, radius);
  const [x2, y2] = at(to, radius);
  return `M0 0L${round(x1)} ${round(y1)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${round(x2)} ${round(y2)}Z`;
}

/**
 * The loaf people cut. Borders between slices are dragged, or moved by arrow keys one per cent at a time and by Page
 * Up and Page Down five; what one slice gains its neighbour loses.
 */
export function Loaf({
  slices,
  looks,
  onCut,
}: {
  slices: readonly PieSlice[];
  /** The look of each slice. */
  looks: readonly PartLook[];
  /** New shares by id, when a border was let go; without it the loaf is only shown. */
  onCut: ((shares: ReadonlyMap<string, number>) => void) | undefined;
}): VNode {
  const { t } = useApp();
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  // Slices of nothing have no border of their own to take hold of.
  const cut = slices.filter((slice) => slice.share > 0);
  const standing = cut.map((slice) => slice.share);
  const [live, setLive] = useState<{ index: number; shares: readonly number[] }>();
  const shares = live && live.shares.length === standing.length ? live.shares : standing;
  const rest = pieRest(shares.map((share) => ({ share })));
  const edges = turns(shares);
  const numberOf = (slice: PieSlice) => slices.indexOf(slice) + 1;
  const drag = useRef<{ pointer: number; index: number; from: number } | undefined>(undefined);

  const moveTo = (index: number, to: number) => setLive({ index, shares: borderMoved(standing, index, to) });
  const finish = (kept: boolean) => {
    drag.current = undefined;
    if (live && kept)
      onCut?.(new Map(cut.map((slice, index) => [slice.id, live.shares[index] ?? slice.share])));
    setLive(undefined);
  };

  const down = (event: TargetedPointerEvent<SVGGElement>, index: number) => {
    if (event.button > 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { pointer: event.pointerId, index, from: turns(standing)[index]?.from ?? 0 };
  };
  const move = (event: TargetedPointerEvent<SVGGElement>) => {
    const now = drag.current;
    const box = svg.current?.getBoundingClientRect();
    if (!now || now.pointer !== event.pointerId || !box) return;
    const turn = turnOf(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
    const own = shares[now.index] ?? 0;
    let share =
      (turn - now.from) *
      Math.max(
        wholePie,
        standing.reduce((sum, one) => sum + one, 0),
      );
    // Past twelve o'clock the angle begins anew: of the two readings the one nearer to where the border is.
    if (Math.abs(share + wholePie - own) < Math.abs(share - own)) share += wholePie;
    if (Math.abs(share - wholePie - own) < Math.abs(share - own)) share -= wholePie;
    moveTo(now.index, Math.round(share / pieStep) * pieStep);
  };
  const key = (event: TargetedKeyboardEvent<SVGGElement>, index: number) => {
    const by = {
      ArrowRight: pieStep,
      ArrowUp: pieStep,
      ArrowLeft: -pieStep,
      ArrowDown: -pieStep,
      PageUp: pieLeap,
      PageDown: -pieLeap,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = borderMoved(standing, index, (standing[index] ?? 0) + by);
    onCut?.(new Map(cut.map((slice, at) => [slice.id, next[at] ?? slice.share])));
  };

  const told = live && cut[live.index];
  return (
    <svg
      ref={svg}
      class="pie-loaf"
      viewBox="-122 -122 244 244"
      role={onCut ? 'group' : 'img'}
      aria-label={t(onCut ? 'field.pie.loaf' : 'needs.budget.pie')}
    >
      <pattern
        id={`${id}-rest`}
        width="10"
        height="10"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="hatch-a" width="10" height="10" />
        <rect class="hatch-b" width="5" height="10" />
      </pattern>
      <circle r={radius} fill={`url(#${id}-rest)`} />
      {cut.map((slice, index) => {
        const edge = edges[index]!;
        const [x, y] = at((edge.from + edge.to) / 2, cut.length === 1 ? 0 : 68);
        return (
          <g key={slice.id} aria-hidden="true">
            <path
              class={`pie-slice part-${looks[numberOf(slice) - 1] ?? 1}`}
              d={outline(edge.from, edge.to)}
            />
            {edge.to - edge.from >= 0.025 && (
              <g transform={`translate(${round(x)} ${round(y)})`}>
                <circle class="pie-badge" r="11" />
                <text class="pie-number" y="5">
                  {numberOf(slice)}
                </text>
              </g>
            )}
          </g>
        );
      })}
      {(onCut ? cut : []).map((slice, index) => {
        const last = index === cut.length - 1;
        if (last && (cut.length === 1 ? rest <= 0 && slice.share >= wholePie && !live : rest < 0))
          return null;
        const [x, y] = at(edges[index]!.to, radius);
        const share = shares[index]!;
        return (
          <g
            key={`${slice.id}-border`}
            class="pie-border"
            transform={`translate(${round(x)} ${round(y)})`}
            tabindex={0}
            role="slider"
            aria-label={t('field.pie.border', { number: numberOf(slice), name: slice.name })}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share / 100)}
            aria-valuetext={`${sharePercent(share)} %`}
            onPointerDown={(event) => down(event, index)}
            onPointerMove={move}
            onPointerUp={() => finish(true)}
            onPointerCancel={() => finish(false)}
            onKeyDown={(event) => key(event, index)}
          >
            <circle class="pie-touch" r="19" />
            <circle class="pie-handle" r="8" />
          </g>
        );
      })}
      {told && (
        <g class="pie-told" aria-hidden="true">
          <circle r="34" />
          <text y="-4">{numberOf(told)}</text>
          <text y="14">{sharePercent(shares[live.index] ?? 0)} %</text>
        </g>
      )}
    </svg>
  );
}
