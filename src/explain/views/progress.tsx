import { isMet, progress, weightedProgress } from '../../methods/progress.ts';
import { Fraction, sum } from '../../methods/rational.ts';
import { BarChart } from '../../drawings/charts.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Facts, Notice } from '../../platform/ui/surfaces.tsx';
import type { Inputs } from '../inputs.ts';
import { NumberGrid, NumberRow, shownNumber, Try } from './parts.tsx';

const measures = [
  { name: 'roof', cost: 1500, done: 100 },
  { name: 'light', cost: 800, done: 50 },
  { name: 'water', cost: 3000, done: 0 },
];

/** Progress of one indicator, and of a plan by money. */
export function ProgressExample({ inputs }: { inputs: Inputs }) {
  const page = usePage();
  const { t, fmt } = page;
  const indicator = {
    baseline: inputs.decimal('baseline', '40'),
    target: inputs.decimal('target', '10'),
    actual: inputs.decimal('actual', '25'),
  };
  const share = progress(indicator);
  const rows = measures.map((measure, index) => ({
    ...measure,
    weight: Fraction.of(inputs.whole(`cost${index}`, measure.cost)),
    progress: Fraction.of(inputs.whole(`done${index}`, measure.done, { max: 1_000 }), 100),
  }));
  const byMoney = weightedProgress(rows);
  const mean = sum(rows.map((row) => row.progress)).over(Fraction.of(rows.length));
  const percent = (value: Fraction) => `${shownNumber(page, value.times(Fraction.of(100)), 1)} %`;
  return (
    <>
      <Facts
        items={[
          {
            value: share ? percent(share) : t('explain.progress.undefined'),
            label: t('explain.progress.share'),
            note: t(isMet(indicator, 'higher') ? 'explain.progress.met' : 'explain.progress.not-met'),
          },
          { value: byMoney ? percent(byMoney) : '–', label: t('explain.progress.by-money') },
          { value: percent(mean), label: t('explain.progress.mean'), note: t('explain.progress.mean.note') },
        ]}
      />
      {share && share.compare(Fraction.one) > 0 && (
        <Notice tone="success">{t('explain.progress.exceeded')}</Notice>
      )}
      {share && share.num < 0n && <Notice tone="warn">{t('explain.progress.worse')}</Notice>}
      <BarChart
        title={t('explain.progress.plan')}
        max={1}
        bars={rows.map((row) => ({
          label: t('explain.progress.measure', {
            name: t(`explain.progress.measure.${row.name}`),
            cost: fmt.number(Number(row.weight.num)),
          }),
          value: row.progress.toNumber(),
          text: percent(row.progress),
        }))}
      />
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={[
            { name: 'baseline', label: t('explain.progress.baseline'), value: 40, decimal: true },
            { name: 'target', label: t('explain.progress.target'), value: 10, decimal: true },
            { name: 'actual', label: t('explain.progress.actual'), value: 25, decimal: true },
          ]}
        />
        <NumberGrid
          inputs={inputs}
          caption={t('explain.progress.grid')}
          columns={[t('explain.cost'), t('explain.progress.done')]}
          rows={measures.map((measure, index) => ({
            label: t(`explain.progress.measure.${measure.name}`),
            cells: [
              { name: `cost${index}`, value: measure.cost },
              { name: `done${index}`, value: measure.done },
            ],
          }))}
        />
      </Try>
    </>
  );
}
