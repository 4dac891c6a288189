import type { VNode } from 'preact';
import { PieChart } from '../../../drawings/charts.tsx';
import {
  comparePies,
  isUsualExpense,
  pointsText,
  type PieDifference,
} from '../../../needs/sessions/rules/pie.ts';
import { sharePercent } from '../../../methods/written-share.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Note } from '../kit/note.tsx';

/** The guess laid beside the office's budget; undefined when there is none. */
export function useDifferences(): readonly PieDifference[] | undefined {
  const { t } = useApp();
  const { budget } = useMeeting().info;
  const { slices } = useRecord('slices');
  if (!budget) return undefined;
  return comparePies(
    slices,
    budget.items.map((one) => ({ key: one.key, name: one.name, amount: BigInt(one.amount) })),
    BigInt(budget.total),
    t('needs.expense.other'),
  );
}

/** A line's name: usual expenses in the reader's language, whoever wrote them. */
export function nameOf(t: (key: string) => string, one: PieDifference): string {
  return isUsualExpense(one.key) ? t(`needs.expense.${one.key}`) : one.name;
}

/** The truth about the budget after the guess (R-PIE-03): both pies, and the differences as a table. */
export function Real(): VNode {
  const { t, fmt, lang } = useApp();
  const { budget } = useMeeting().info;
  const differences = useDifferences();
  if (!budget || !differences)
    return (
      <Note still tone="warn">
        {t('field.pie.no-real')}
      </Note>
    );
  // Both pies in the same order, so that the same line has the same number and colour in both.
  const order = [...differences].sort((a, b) => (b.real ?? 0) - (a.real ?? 0));
  const point = lang === 'en' ? '.' : ',';
  const percent = (share: number | null, none: string) =>
    share === null ? none : sharePercent(share).replace(',', point);
  return (
    <div class="pie-real">
      <div class="drawing-sides">
        <PieChart
          title={t('needs.budget.pie')}
          numbered
          parts={order.map((one) => ({ label: nameOf(t, one), value: one.guess ?? 0 }))}
          format={(share) => `${sharePercent(share)} %`}
        />
        <PieChart
          title={t('needs.budget.real', { year: budget.year })}
          numbered
          parts={order.map((one) => ({ label: nameOf(t, one), value: one.real ?? 0 }))}
          format={(share) => `${sharePercent(share)} %`}
        />
      </div>
      <h3>{t('needs.budget.difference')}</h3>
      <p class="hint">{t('needs.budget.difference-lead')}</p>
      <table class="pie-gaps">
        <caption class="hidden">{t('needs.budget.difference')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('needs.field.slice')}</th>
            {(
              [
                ['gap', null],
                ['guess-share', 'needs.unit.som'],
                ['real-share', 'needs.unit.som'],
              ] as const
            ).map(([name, below]) => (
              <th key={name} scope="col" class="end">
                {t(`needs.budget.${name}`)}
                {below && <small>{t(below)}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map((one, index) => (
            <tr key={index}>
              <th scope="row">{nameOf(t, one)}</th>
              <td class="end">
                <b>{pointsText(one.gap, point)}</b>
              </td>
              <td class="end">
                {percent(one.guess, t('needs.budget.not-named'))}
                {one.guess !== null && <small>{fmt.moneyNumber(one.guessAmount)}</small>}
              </td>
              <td class="end">
                {percent(one.real, t('needs.budget.not-separate'))}
                {one.real !== null && <small>{fmt.moneyNumber(one.realAmount)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
