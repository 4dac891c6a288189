import type { ComponentChildren } from 'preact';
import { useStyles } from './head.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page-context.ts';

export interface StepsProps {
  steps: readonly { label: ComponentChildren; path?: string }[];
  /** Index of the current step, from 0. */
  current: number;
  label?: string;
}

/** The steps of one task and where the reader is. */
export function Steps({ steps, current, label }: StepsProps) {
  useStyles('staff.css');
  const { t, href } = usePage();
  return (
    <ol class="steps" aria-label={label ?? t('ui.steps.label')}>
      {steps.map((step, i) => {
        const state = i < current ? 'done' : i === current ? 'current' : 'next';
        return (
          <li key={i} class={state} aria-current={state === 'current' ? 'step' : undefined}>
            <b aria-hidden="true">{state === 'done' ? <Icon name="check" size={18} /> : i + 1}</b>
            {step.path && state !== 'current' ? (
              <a href={href(step.path)}>{step.label}</a>
            ) : (
              <span>{step.label}</span>
            )}
            {state !== 'next' && <span class="hidden">: {t(`ui.steps.${state}`)}</span>}
          </li>
        );
      })}
    </ol>
  );
}
