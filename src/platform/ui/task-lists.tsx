import type { ComponentChildren } from 'preact';
import { Bar } from './bar.tsx';
import { Icon } from './icon.tsx';
import { usePage } from './page-context.ts';
import { useStyles } from './head.ts';

export interface ChecklistItem {
  key: string;
  label: ComponentChildren;
  /** null: not answered yet. */
  answer: boolean | null;
  /** Where to answer or repair it; path without language prefix. */
  path?: string;
  /** From what the answer follows («10 киши, 4 аял»). */
  note?: ComponentChildren;
}

/** Readiness questions with their answers; what is missing is a link to where it is done. */
export function Checklist({ items, label }: { items: readonly ChecklistItem[]; label?: string }) {
  useStyles('staff.css');
  const { t, href } = usePage();
  return (
    <ul class="checklist" aria-label={label}>
      {items.map((item) => {
        const state = item.answer === null ? 'unknown' : item.answer ? 'yes' : 'no';
        return (
          <li key={item.key} class={state}>
            <span class="sign">
              <Icon
                name={state === 'yes' ? 'check' : state === 'no' ? 'cross' : 'question'}
                size={16}
                label={t(`ui.checklist.${state}`)}
              />
            </span>
            <span>
              {item.path && item.answer !== true ? <a href={href(item.path)}>{item.label}</a> : item.label}
              {item.note && <small>{item.note}</small>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export interface AgendaItem {
  key: string;
  /** Formatted day, e.g. `fmt.weekdayDate`. */
  when: string;
  title: ComponentChildren;
  path?: string;
  /** Time, place, people. */
  note?: ComponentChildren;
  tag?: ComponentChildren;
}

/** What happens when: the week's sessions, deadlines, events. Equal days in a row are written once. */
export function AgendaList({ items }: { items: readonly AgendaItem[] }) {
  useStyles('staff.css');
  const { href } = usePage();
  return (
    <ul class="agenda">
      {items.map((item, i) => (
        <li key={item.key} class={i > 0 && items[i - 1]!.when === item.when ? 'same-day' : undefined}>
          <span class="when">{item.when}</span>
          <span class="what">
            {item.path ? <a href={href(item.path)}>{item.title}</a> : item.title}
            {item.note && <small>{item.note}</small>}
          </span>
          {item.tag}
        </li>
      ))}
    </ul>
  );
}

export interface TimelineItem {
  key: string;
  when: string;
  title: ComponentChildren;
  note?: ComponentChildren;
  state?: 'done' | 'current' | 'next';
}

/** What has happened, in order: the history of a thing. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  useStyles('staff.css');
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li key={item.key} class={item.state ?? 'done'}>
          <span class="when">{item.when}</span>
          <span class="what">
            {item.title}
            {item.note && <small>{item.note}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}

export interface ProgressProps {
  /** 0 to 1. */
  share: number;
  label: string;
  /** What has been done, in words («120 / 300 сап»). */
  text?: string;
}

/** How far a long work is. The page refreshes itself or is refreshed by its script. */
export function Progress({ share, label, text }: ProgressProps) {
  useStyles('staff.css');
  const { t, fmt } = usePage();
  const value = Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0));
  const percent = fmt.percent(value);
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
      aria-valuetext={text ?? percent}
    >
      <p>
        <b>{label}</b>
        <span>{text ?? t('ui.progress.percent', { percent })}</span>
      </p>
      <Bar share={value} />
    </div>
  );
}
