import type { Fraction } from '../../methods/rational.ts';
import {
  consolidate,
  percentOfMaximum,
  percentOfRange,
  scoreGap,
  summariseHistogram,
} from '../../methods/scorecard.ts';
import { BarChart } from '../../drawings/charts.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Facts, Notice } from '../../platform/ui/surfaces.tsx';
import type { Inputs } from '../inputs.ts';
import { NumberGrid, NumberRow, ResultTable, shownNumber, Try } from './parts.tsx';

const hands = [2, 5, 9, 3, 1];
const groups = [
  { name: 'women', people: 12, score: 3 },
  { name: 'men', people: 10, score: 4 },
  { name: 'youth', people: 8, score: 2 },
];

/** Hands of one group, and three groups made into one score. */
export function ScorecardsExample({ inputs }: { inputs: Inputs }) {
  const page = usePage();
  const { t, fmt } = page;
  const steps = hands.map((count, index) => inputs.whole(`step${index + 1}`, count, { max: 10_000 }));
  const doNotKnow = inputs.whole('unknown', 4, { max: 10_000 });
  const summary = summariseHistogram({
    hands: new Map(steps.map((count, index) => [index + 1, count])),
    doNotKnow,
  });
  const scores = groups.map((group, index) => ({
    n: inputs.whole(`n${index}`, group.people, { max: 10_000 }),
    score: inputs.decimal(`score${index}`, String(group.score), { min: 1, max: 5 }),
  }));
  const both = consolidate(scores);
  const provider = inputs.decimal('provider', '4', { min: 1, max: 5 });
  const gap = both.weighted ? scoreGap(both.weighted, provider) : undefined;
  const text = (value: Fraction | null) => (value ? shownNumber(page, value) : '–');
  const row = (name: string, value: Fraction | null) => [
    name,
    text(value),
    value ? `${shownNumber(page, percentOfRange(value), 1)} %` : '–',
    value ? `${shownNumber(page, percentOfMaximum(value), 1)} %` : '–',
  ];
  return (
    <>
      <BarChart
        title={t('explain.scorecards.hands')}
        bars={steps.map((count, index) => ({
          label: t(`explain.scorecards.step${index + 1}`),
          value: count,
        }))}
      />
      <Facts
        items={[
          { value: text(summary.mean), label: t('explain.scorecards.mean') },
          { value: text(summary.median), label: t('explain.scorecards.median') },
          {
            value: summary.doNotKnowShare ? fmt.percent(summary.doNotKnowShare.toNumber()) : '–',
            label: t('explain.scorecards.unknown'),
            note: t('explain.scorecards.unknown.note'),
          },
        ]}
      />
      <ResultTable
        caption={t('explain.scorecards.table')}
        columns={[
          t('explain.scorecards.way'),
          t('explain.scorecards.score'),
          t('explain.scorecards.of-range'),
          t('explain.scorecards.of-maximum'),
        ]}
        rows={[
          row(t('explain.scorecards.equal'), both.equal),
          row(t('explain.scorecards.weighted'), both.weighted),
        ]}
      />
      {gap && (
        <Notice tone={gap.notable ? 'warn' : 'info'}>
          {t(gap.notable ? 'explain.scorecards.gap.notable' : 'explain.scorecards.gap', {
            gap: shownNumber(page, gap.gap),
          })}
        </Notice>
      )}
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={[
            ...hands.map((count, index) => ({
              name: `step${index + 1}`,
              label: t(`explain.scorecards.step${index + 1}`),
              value: count,
            })),
            { name: 'unknown', label: t('explain.scorecards.unknown'), value: 4 },
            { name: 'provider', label: t('explain.scorecards.provider'), value: 4, decimal: true },
          ]}
        />
        <NumberGrid
          inputs={inputs}
          caption={t('explain.scorecards.grid')}
          columns={[t('ui.field.people'), t('explain.scorecards.score')]}
          rows={groups.map((group, index) => ({
            label: t(`explain.scorecards.group.${group.name}`),
            cells: [
              { name: `n${index}`, value: group.people },
              { name: `score${index}`, value: group.score },
            ],
          }))}
        />
      </Try>
    </>
  );
}
