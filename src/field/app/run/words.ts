import type { App } from '../core/app-context.ts';
import type { IconName } from '../../../platform/ui/icon.tsx';
import type { MeetingSummary } from '../../rules/items.ts';
import type { Word } from '../../rules/minutes.ts';
import { bandText } from '../../rules/attendance.ts';
import { sharePercent } from '../../../methods/written-share.ts';
import { isProgrammeStep } from '../../rules/programme.ts';
import type { StepFill } from '../../rules/step-fill.ts';

/** The sign of a step, for those who look rather than read. */
const stepIcons: Readonly<Record<string, IconName>> = {
  opening: 'people',
  aims: 'question',
  map: 'map',
  venn: 'cycle',
  competence: 'document',
  pie: 'budget',
  gallery: 'menu',
  closing: 'check',
  minutes: 'document',
  hall: 'internet',
  'focus-opening': 'people',
  'focus-causes': 'question',
  'focus-consequences': 'alert',
  'focus-solutions': 'light',
  'focus-candidates': 'person',
  'focus-closing': 'check',
  'public-opening': 'people',
  'public-agenda': 'menu',
  'public-speeches': 'person',
  'public-votes': 'question',
  'public-closing': 'check',
};

export function stepIcon(step: string): IconName {
  return stepIcons[step] ?? 'arrow';
}

/** A step by its name; of a focus group the focus room names it (`field.focus.step.<step>`). */
export function stepName({ t }: Pick<App, 't'>, step: string): string {
  for (const key of [`field.run.step.${step}`, `field.focus.step.${step}`, `field.open.step.${step}`])
    if (t.has(key)) return t(key);
  return step;
}

/** How far a step is filled; of most that hold nothing there is no more to say. */
export function fillText({ t }: Pick<App, 't'>, step: string, { code, params }: StepFill): string {
  const of = isProgrammeStep(step) ? 'run' : step.startsWith('public-') ? 'open' : 'focus';
  const key = `field.${of}.fill.${code}`;
  return t(code.endsWith('-empty') && !t.has(key) ? 'field.run.fill.empty' : key, params);
}

/** «18–35 жаш, аялдар»; the part of a village that has several groups of one age. */
export function groupText(
  { t }: Pick<App, 't'>,
  info: Pick<MeetingSummary, 'meeting' | 'title' | 'sexMode' | 'ageGroup' | 'part'>,
): string {
  if (info.meeting === 'public') return info.title ?? '';
  if (info.meeting === 'focusGroup') return t('field.core.focus-group');
  const group = t(`field.run.group-${info.sexMode}`, { group: bandText(info.ageGroup) });
  return info.part > 1 ? t('field.run.group-part', { group, part: info.part }) : group;
}

/** Writes one word of the minutes in the app's language. */
export function sayWord({ t, fmt }: Pick<App, 't' | 'fmt'>): (word: Word) => string {
  return (word) => {
    if ('text' in word) return word.text;
    if ('key' in word) return t(word.key, word.params);
    if ('day' in word) return fmt.dateLong(word.day);
    if ('share' in word) return sharePercent(word.share);
    if ('money' in word) return fmt.moneyNumber(BigInt(word.money));
    return fmt.number(word.number);
  };
}
