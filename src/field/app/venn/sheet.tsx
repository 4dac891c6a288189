import type { TargetedKeyboardEvent, TargetedPointerEvent, VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CircleLabel, CircleShape, inDrawingOrder, nameOffsets } from '../../../drawings/venn-diagram.tsx';
import { circleRadius, sheetSide } from '../../../drawings/venn-sheet.ts';
import { type Circle } from '../../../needs/sessions/rules/session-record.ts';
import { onSheet, relationOf, type Point } from '../../rules/relations.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { hiddenTies, putDown, resize, sheetCircle, type DiagramView } from './diagram.ts';
import { circleSizes } from '../../../drawings/words.ts';

/** A finger trembles: less than this is a tap, in pixels. */
const tapWithin = 7;
/** One press of an arrow key, in units of the sheet; less than the width of «touching», so that it is not jumped over. */
const keyStep = 12;
/** Least width at which names are readable in the circles, in pixels. */
const namesFrom = 600;

/** Side of the drawn sheet in pixels: where the height is limited it is narrower than its element. */
function drawnSide(sheet: SVGSVGElement): number {
  return Math.max(1, Math.min(sheet.clientWidth, sheet.clientHeight));
}

type Drag = {
  readonly id: string;
  readonly pointer: number;
  readonly mark: SVGGElement;
  readonly from: Point;
  /** Units of the sheet in a pixel. */
  readonly scale: number;
  readonly startX: number;
  readonly startY: number;
  at: Point;
  moving: boolean;
};

/**
 * The sheet people move circles on. While a circle moves only its own attribute changes; the document hears of it when
 * it is put down. Arrow keys move, + and − change the size, Enter opens.
 */
export function Sheet({
  view,
  selected,
  onSelect,
  onOpen,
}: {
  view: DiagramView;
  selected: string | undefined;
  onSelect: (institutionId: string) => void;
  onOpen: (institutionId: string) => void;
}): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const svg = useRef<SVGSVGElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const drag = useRef<Drag | undefined>(undefined);
  const [byName, setByName] = useState(false);

  useEffect(() => {
    const sheet = svg.current;
    if (!sheet) return undefined;
    const measure = () => setByName(drawnSide(sheet) >= namesFrom);
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(sheet);
    return () => observer.disconnect();
  }, []);

  const marks = useMemo(() => inDrawingOrder(view.drawn.map(sheetCircle)), [view]);
  const offsets = useMemo(() => nameOffsets(marks), [marks]);
  const nameOf = (id: string) => marks.find((mark) => mark.id === id)?.name ?? '';
  const circleOf = (id: string): Circle | undefined => view.drawn.find((one) => one.circle.id === id)?.circle;

  /** In words how a circle would stand, and rings around those it meets. */
  const tell = (circle: Circle, at: Point) => {
    const met = view.drawn.filter(
      (one) => one.circle.id !== circle.id && relationOf({ ...circle, ...at }, one.circle) !== 'separate',
    );
    for (const mark of svg.current?.querySelectorAll('[data-circle]') ?? [])
      mark.classList.toggle(
        'vn-met',
        met.some((one) => one.circle.id === mark.getAttribute('data-circle')),
      );
    if (!said.current) return;
    said.current.textContent =
      met.length === 0
        ? t('field.venn.stands-apart', { name: nameOf(circle.id) })
        : `${nameOf(circle.id)}: ${met
            .map((one) =>
              t('field.venn.stands', {
                name: one.institution.name,
                relation: t(`needs.institution.relation.${relationOf({ ...circle, ...at }, one.circle)}`),
              }),
            )
            .join('; ')}`;
  };
  const calm = () => {
    for (const mark of svg.current?.querySelectorAll('.vn-met') ?? []) mark.classList.remove('vn-met');
  };
  const show = (mark: Element, at: Point) => {
    const label = svg.current?.querySelector(`[data-label="${mark.getAttribute('data-circle') ?? ''}"]`);
    for (const part of [mark, label]) part?.setAttribute('transform', `translate(${at.x} ${at.y})`);
  };

  const markOf = (target: EventTarget | null): SVGGElement | null =>
    target instanceof Element ? target.closest<SVGGElement>('[data-circle]') : null;

  const down = (event: TargetedPointerEvent<SVGSVGElement>) => {
    const mark = markOf(event.target);
    const circle = mark && circleOf(mark.getAttribute('data-circle') ?? '');
    if (!mark || !circle || drag.current || event.button > 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      id: circle.id,
      pointer: event.pointerId,
      mark,
      from: circle,
      scale: sheetSide / drawnSide(event.currentTarget),
      startX: event.clientX,
      startY: event.clientY,
      at: circle,
      moving: false,
    };
  };
  const move = (event: TargetedPointerEvent<SVGSVGElement>) => {
    const now = drag.current;
    if (!now || now.pointer !== event.pointerId) return;
    const [dx, dy] = [event.clientX - now.startX, event.clientY - now.startY];
    if (!now.moving && Math.hypot(dx, dy) < tapWithin) return;
    const circle = circleOf(now.id);
    if (!circle) return;
    if (!now.moving) {
      now.moving = true;
      now.mark.classList.add('vn-moving');
    }
    now.at = onSheet({ x: now.from.x + dx * now.scale, y: now.from.y + dy * now.scale }, circle.size);
    show(now.mark, now.at);
    tell(circle, now.at);
  };
  const up = (event: TargetedPointerEvent<SVGSVGElement>, kept: boolean) => {
    const now = drag.current;
    if (!now || now.pointer !== event.pointerId) return;
    drag.current = undefined;
    now.mark.classList.remove('vn-moving');
    calm();
    const circle = circleOf(now.id);
    if (!circle) return;
    if (!now.moving) {
      if (kept) onSelect(circle.institutionId);
      return;
    }
    if (!kept) {
      show(now.mark, circle);
      return;
    }
    const rest = putDown(edit, view, circle, now.at, true);
    // The document draws again only when its values changed: a circle put back must be drawn back too.
    show(now.mark, rest);
    tell(circle, rest);
    calm();
  };

  /** Where the keys have brought a circle that is not put down yet. */
  const walked = useRef<{ id: string; at: Point } | undefined>(undefined);
  const settle = () => {
    const now = walked.current;
    walked.current = undefined;
    const circle = now && circleOf(now.id);
    if (!now || !circle) return;
    putDown(edit, view, circle, now.at, false);
    calm();
  };
  const key = (event: TargetedKeyboardEvent<SVGSVGElement>) => {
    const mark = markOf(event.target);
    const circle = mark && circleOf(mark.getAttribute('data-circle') ?? '');
    if (!mark || !circle || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    }[event.key];
    if (arrow) {
      event.preventDefault();
      const from = walked.current?.id === circle.id ? walked.current.at : circle;
      const step = keyStep * (event.shiftKey ? 5 : 1);
      const at = onSheet({ x: from.x + arrow[0]! * step, y: from.y + arrow[1]! * step }, circle.size);
      walked.current = { id: circle.id, at };
      show(mark, at);
      tell(circle, at);
      return;
    }
    if (event.key === '+' || event.key === '=' || event.key === '-' || event.key === '−') {
      event.preventDefault();
      const next =
        circleSizes[circleSizes.indexOf(circle.size) + (event.key === '-' || event.key === '−' ? -1 : 1)];
      if (next) resize(edit, view, circle, next);
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(circle.institutionId);
    }
  };

  return (
    <div class="vn-sheet">
      <p class="vn-keys hint" id="vn-keys">
        {t('field.venn.touch')} <span class="vn-keyboard">{t('field.venn.keys')}</span>
      </p>
      <svg
        ref={svg}
        class={`venn-sheet ${byName ? 'by-name' : 'by-number'}`}
        viewBox={`0 0 ${sheetSide} ${sheetSide}`}
        role="group"
        aria-label={t(`needs.venn.${view.diagram}`)}
        aria-describedby="vn-keys"
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={(event) => up(event, true)}
        onPointerCancel={(event) => up(event, false)}
        onKeyDown={key}
        onKeyUp={settle}
        onFocusOut={settle}
      >
        <rect class="vn-paper" width={sheetSide} height={sheetSide} rx="24" />
        {hiddenTies(view).map((tie) => (
          <line key={tie.key} class="venn-tie" x1={tie.a.x} y1={tie.a.y} x2={tie.b.x} y2={tie.b.y} />
        ))}
        {marks.map((mark) => (
          <g
            key={mark.id}
            data-circle={mark.id}
            class={`vn-mark venn-${mark.size}${mark.executive ? ' venn-executive' : ''}${mark.institutionId === selected ? ' vn-selected' : ''}`}
            transform={`translate(${mark.x} ${mark.y})`}
            tabindex={0}
            role="button"
            aria-label={t('field.venn.circle', {
              number: mark.number,
              name: mark.name,
              size: t(`needs.institution.size.${mark.size}`),
            })}
          >
            <circle class="vn-touch" r={Math.max(68, circleRadius[mark.size])} />
            <CircleShape circle={mark} />
          </g>
        ))}
        {marks.map((mark) => (
          <g
            key={`${mark.id}-label`}
            data-label={mark.id}
            class={`venn-label venn-${mark.size}`}
            transform={`translate(${mark.x} ${mark.y})`}
            aria-hidden="true"
          >
            <CircleLabel circle={mark} offset={offsets.get(mark.id) ?? { x: 0, y: 0 }} />
          </g>
        ))}
      </svg>
      <p class="vn-said" role="status" ref={said} />
    </div>
  );
}
