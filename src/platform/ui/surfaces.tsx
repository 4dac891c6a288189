import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';
import { usePage } from './page-context.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'info';

export interface CardProps {
  title?: string;
  /** Heading level of the title, 2 when left out. */
  level?: 2 | 3;
  /** `next` is the one thing to do now; `quiet` has no background. */
  look?: 'next' | 'quiet';
  /** Stands right of the title: a tag or a small button. */
  aside?: ComponentChildren;
  children?: ComponentChildren;
}

/** A framed part of a page. With a title it is a named region. */
export function Card({ title, level = 2, look, aside, children }: CardProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  const name = `card${look ? ` ${look}` : ''}`;
  if (!title) return <div class={name}>{children}</div>;
  return (
    <section class={name} aria-labelledby={id}>
      <div class="card-head">
        <Heading id={id}>{title}</Heading>
        {aside}
      </div>
      {children}
    </section>
  );
}

export interface Fact {
  /** The number, already formatted. */
  value: ComponentChildren;
  /** What it counts. */
  label: ComponentChildren;
  /** Small addition under the label. */
  note?: ComponentChildren;
}

/** A row of large numbers with their names. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl class="facts">
      {items.map((fact, i) => (
        <div key={i}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
          {fact.note && <dd class="note">{fact.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** Pairs of name and value, for the facts of one thing (a person, an act). */
export function Pairs({
  items,
}: {
  items: readonly { label: ComponentChildren; value: ComponentChildren }[];
}) {
  return (
    <dl class="pairs">
      {items.map((pair, i) => (
        <div key={i}>
          <dt>{pair.label}</dt>
          <dd>{pair.value}</dd>
        </div>
      ))}
    </dl>
  );
}

const TONE_ICON: Record<Tone, IconName> = { ok: 'check', warn: 'alert', bad: 'cross', info: 'info' };

/** A short state in words. ok, warn and bad also carry a small sign, so that colour is not the only message. */
export function Tag({ tone, children }: { tone?: Tone; children: ComponentChildren }) {
  return (
    <span class={tone ? `tag ${tone}` : 'tag'}>
      {tone && tone !== 'info' && <Icon name={TONE_ICON[tone]} size={14} />}
      {children}
    </span>
  );
}

export interface NoticeProps {
  /** Where an address may lead (`#id`). */
  id?: string;
  tone: 'info' | 'warn' | 'bad' | 'success';
  title?: ComponentChildren;
  children?: ComponentChildren;
  /** Buttons or links, e.g. undo. */
  actions?: ComponentChildren;
  /** Announced at once; for what answers an action of the reader. */
  live?: boolean;
}

const NOTICE_ICON: Record<NoticeProps['tone'], IconName> = {
  info: 'info',
  warn: 'alert',
  bad: 'alert',
  success: 'check',
};

/** A message beside the content: an icon, a title and a text. */
export function Notice({ id, tone, title, children, actions, live }: NoticeProps) {
  const { t } = usePage();
  const spoken = {
    info: 'ui.status.info',
    warn: 'ui.status.warn',
    bad: 'ui.status.error',
    success: 'ui.status.success',
  };
  return (
    <div id={id} class={`notice ${tone}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={NOTICE_ICON[tone]} size={22} label={t(spoken[tone])} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div class="actions">{actions}</div>}
      </div>
    </div>
  );
}

export interface EmptyStateProps {
  /** What is not there yet. */
  title: ComponentChildren;
  /** What to do so that it is. */
  children?: ComponentChildren;
  action?: ComponentChildren;
  icon?: IconName;
}

/** Stands where a list would be: says what is missing and offers the first step. */
export function EmptyState({ title, children, action, icon = 'document' }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} size={40} />
      <p class="empty-title">{title}</p>
      {children && <p>{children}</p>}
      {action && <div class="actions">{action}</div>}
    </div>
  );
}
