import { useI18n } from '../../platform/i18n/context.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import { Checklist } from '../../platform/ui/task-lists.tsx';
import type { RuleResult, RuleStrength } from '../rules/composition.ts';

/** What a rule asks, in words. */
export function ruleTitle(t: I18n['t'], rule: RuleResult): string {
  return t(`people.rule.${rule.id}`);
}

/** What was found, in words: who or what is missing. An empty text when there is nothing to add. */
export function ruleNote({ t, fmt }: Pick<I18n, 't' | 'fmt'>, rule: RuleResult): string {
  const key = [`people.rule.${rule.id}.${rule.note}`, `people.rule.${rule.note}`].find((one) => t.has(one));
  if (key === undefined) return '';
  return t(key, {
    ...rule.params,
    people: fmt.list(rule.people ?? []),
    categories: fmt.list((rule.categories ?? []).map((category) => t(`people.category.${category}`))),
  });
}

const tones: Readonly<Record<RuleStrength, Tone | undefined>> = {
  must: 'info',
  should: undefined,
  usual: undefined,
  allowed: undefined,
};

/** The rules of a group with their answers; each says how strong it is and whether it stops the work. */
export function CompositionChecklist({ rules }: { rules: readonly RuleResult[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <Checklist
      label={t('people.composition')}
      items={rules.map((rule) => ({
        key: rule.id,
        answer: rule.holds,
        label: (
          <>
            {ruleTitle(t, rule)}{' '}
            <Tag tone={tones[rule.strength]}>{t(`people.strength.${rule.strength}`)}</Tag>
            {rule.blocks && rule.before && <Tag tone="warn">{t(`people.blocks.${rule.before}`)}</Tag>}
          </>
        ),
        note: ruleNote(i18n, rule),
      }))}
    />
  );
}
