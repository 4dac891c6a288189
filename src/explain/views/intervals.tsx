import { clopperPearson, type Interval, sampleSize, wilson } from '../../methods/intervals.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Facts, Notice } from '../../platform/ui/surfaces.tsx';
import type { Inputs } from '../inputs.ts';
import { NumberRow, ResultTable, Try } from './parts.tsx';

/** An interval on the line from 0 to 1, with the share found. */
function IntervalBar({ interval, share, label }: { interval: Interval; share: number; label: string }) {
  const percent = (value: number) => `${Math.round(value * 10_000) / 100}%`;
  return (
    <svg class="bar" width="100%" height="14" role="img" aria-label={label}>
      <rect class="bar-rest" width="100%" height="14" rx="4" />
      <rect
        class="part-2"
        x={percent(interval.low)}
        width={percent(interval.high - interval.low)}
        height="14"
      />
      <rect class="part-1" x={percent(Math.max(0, share - 0.003))} width="0.6%" height="14" />
    </svg>
  );
}

/** How sure a share from a sample is, and how many people to ask. */
export function IntervalsExample({ inputs }: { inputs: Inputs }) {
  const { t, fmt } = usePage();
  const n = inputs.whole('n', 155, { min: 1, max: 100_000 });
  const typed = inputs.whole('count', 56, { max: 100_000 });
  if (typed > n) inputs.refuse('count');
  const count = Math.min(typed, n);
  const population = inputs.whole('population', 2500, { min: 1, max: 10_000_000 });
  const points = inputs.whole('error', 5, { min: 1, max: 50 });
  const share = count / n;
  const rows = [
    { name: t('explain.intervals.wilson'), interval: wilson(count, n) },
    { name: t('explain.intervals.exact'), interval: clopperPearson(count, n) },
  ];
  const range = (interval: Interval) => `${fmt.percent(interval.low, 1)} – ${fmt.percent(interval.high, 1)}`;
  return (
    <>
      <Facts
        items={[
          {
            value: fmt.percent(share, 1),
            label: t('ui.field.share'),
            note: `${fmt.number(count)} / ${fmt.number(n)}`,
          },
          {
            value: fmt.number(sampleSize(points / 100, population)),
            label: t('explain.intervals.ask'),
            note: t('explain.intervals.ask.note', { points, population }),
          },
        ]}
      />
      <ResultTable
        caption={t('explain.intervals.table')}
        columns={[t('explain.intervals.kind'), t('explain.intervals.range'), t('explain.intervals.drawing')]}
        rows={rows.map(({ name, interval }) => [
          name,
          range(interval),
          <IntervalBar interval={interval} share={share} label={range(interval)} />,
        ])}
      />
      <Notice tone="info">{t('explain.intervals.gathering')}</Notice>
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={[
            { name: 'count', label: t('explain.intervals.count'), value: 56 },
            { name: 'n', label: t('explain.intervals.n'), value: 155 },
            { name: 'error', label: t('explain.intervals.error'), value: 5 },
            { name: 'population', label: t('explain.population'), value: 2500 },
          ]}
        />
      </Try>
    </>
  );
}
