import { Icon } from '../platform/ui/icon.tsx';
import type { Translate } from '../platform/i18n/translate.ts';
import { drawn, markup, type Markup } from '../platform/ui/markup.ts';
import { usePage } from '../platform/ui/page-context.ts';
import { stages, type Stage } from './words.ts';

export interface StageProps {
  /** The stage under way; null when the cycle is complete. All before it are done. */
  current: Stage | null;
  /** Stages that are done although they stand after the current one, or not done although before it. */
  done?: readonly Stage[];
  /** Where each stands by itself, when stages run beside each other; `current` and `done` are not asked then. */
  states?: Readonly<Record<Stage, State>>;
  /** Makes a stage a link; path without language prefix. */
  linkTo?: (stage: Stage) => string | undefined;
}

type State = 'done' | 'current' | 'next' | 'late' | 'skipped';

function stateOf(index: number, { current, done, states }: StageProps): State {
  if (states) return states[stages[index]!];
  const at = current === null ? stages.length : stages.indexOf(current);
  if (index === at) return 'current';
  return (done ? done.includes(stages[index]!) : index < at) ? 'done' : 'next';
}

/** The eight stages in a row: done, under way, ahead; each state also in words. */
export function StageTrack(props: StageProps) {
  const { t, href } = usePage();
  return (
    <ol class="track" aria-label={t('drawings.stages.label')}>
      {stages.map((stage, i) => {
        const state = stateOf(i, props);
        const path = props.linkTo?.(stage);
        const inside = (
          <>
            <b aria-hidden="true">{state === 'done' ? <Icon name="check" size={18} /> : i + 1}</b>
            <span>
              {t(`drawings.stage.${stage}`)}
              <span class="hidden">: {t(`drawings.stages.${state}`)}</span>
            </span>
          </>
        );
        return (
          <li key={stage} class={state} aria-current={state === 'current' ? 'step' : undefined}>
            {path ? <a href={href(path)}>{inside}</a> : <div>{inside}</div>}
          </li>
        );
      })}
    </ol>
  );
}

const OUTER = 112;
const INNER = 66;

function point(radius: number, turn: number): string {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
}

/** One eighth of the ring, with rounded look by a thick line of the page's colour around it. */
function segment(index: number): string {
  const gap = 0.006;
  const [from, to] = [index / 8 + gap, (index + 1) / 8 - gap];
  return `M${point(OUTER, from)}A${OUTER} ${OUTER} 0 0 1 ${point(OUTER, to)}L${point(INNER, to)}A${INNER} ${INNER} 0 0 0 ${point(INNER, from)}Z`;
}

/** The eight segments with the middle of each, drawn once. */
const segments = stages.map((_, i) => {
  const [x = '', y = ''] = point(89, (i + 0.5) / 8).split(' ');
  return { path: segment(i), x, tick: `M${Number(x) - 7} ${Number(y)}l5 5.5 9.5-10.5`, below: Number(y) + 6 };
});

/** Words of the middle in lines of at most about twelve letters. */
function wrapWords(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < 13) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Wheels by language and stage: there are few. */
const wheels = new Map<string, Markup>();

/** The cycle as a wheel: where we are among the eight stages. The words are in its name for screen readers. */
export function StageWheel(props: Omit<StageProps, 'linkTo'>) {
  const { t, lang } = usePage();
  const key = [lang, props.current, ...(props.done ?? [])].join(' ');
  let wheel = wheels.get(key);
  if (!wheel) wheels.set(key, (wheel = wheelOf(props, t)));
  return drawn(wheel);
}

function wheelOf(props: StageProps, t: Translate): Markup {
  const { current } = props;
  const number = current === null ? 0 : stages.indexOf(current) + 1;
  const middle = current === null ? t('drawings.stages.all-done') : t(`drawings.stage.${current}`);
  const lines = wrapWords(middle);
  const spoken = stages
    .map(
      (stage, i) => `${i + 1}. ${t(`drawings.stage.${stage}`)}: ${t(`drawings.stages.${stateOf(i, props)}`)}`,
    )
    .join('; ');
  const ring = stages.map((_, i) => {
    const state = stateOf(i, props);
    const { path, tick, x, below } = segments[i]!;
    const sign =
      state === 'done'
        ? markup`<path class="tick" d="${tick}"></path>`
        : markup`<text x="${x}" y="${below}">${i + 1}</text>`;
    return markup`<g class="${state}"><path d="${path}"></path>${sign}</g>`;
  });
  const top = (lines.length - 1) * 8;
  const count =
    number > 0 &&
    markup`<text class="wheel-number" y="${-8 - top}">${t('drawings.stages.number', { number })}</text>`;
  const words = lines.map(
    (line, i) => markup`<text class="wheel-name" y="${(number > 0 ? 12 : 2) - top + i * 16}">${line}</text>`,
  );
  const name = `${t('drawings.stages.label')}. ${spoken}`;
  return markup`<svg class="wheel" viewBox="-120 -120 240 240" role="img" aria-labelledby="wheel-name"><title id="wheel-name">${name}</title>${ring}${count}${words}</svg>`;
}
