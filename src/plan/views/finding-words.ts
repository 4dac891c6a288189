import type { I18n } from '../../platform/i18n/context.ts';
import type { MessageParams } from '../../platform/i18n/translate.ts';
import { findingWeights, type Finding, type FindingCode, type Said } from '../rules/findings.ts';

/** What was found, naming its place, and what to do about it. */
export type FindingWords = {
  readonly text: string;
  readonly todo: string;
  readonly weight: (typeof findingWeights)[FindingCode];
};

export function findingWords({ t, fmt }: Pick<I18n, 't' | 'fmt'>, { code, params }: Finding): FindingWords {
  const said = (value: Said) =>
    typeof value !== 'object' ? value : 'day' in value ? fmt.dateShort(value.day) : fmt.money(value.money);
  const filled: MessageParams = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, said(value)]),
  );
  return {
    text: t(`plan.finding.${code}`, filled),
    todo: t(`plan.finding.${code}.todo`, filled),
    weight: findingWeights[code],
  };
}
