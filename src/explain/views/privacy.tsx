import { smallestShown, suppressTable } from '../../methods/suppression.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import type { Inputs } from '../inputs.ts';
import { NumberGrid, ResultTable, Try } from './parts.tsx';

const example = [
  [12, 3, 20],
  [15, 14, 18],
  [11, 10, 30],
];
const ages = ['18-35', '36-55', '56+'];

/** A table before and after small cells are hidden. */
export function PrivacyExample({ inputs }: { inputs: Inputs }) {
  const { t, fmt } = usePage();
  const counts = example.map((row, village) =>
    row.map((count, age) => inputs.whole(`c${village}-${age}`, count, { max: 10_000 })),
  );
  const hidden = suppressTable(counts);
  const village = (index: number) => t('explain.privacy.village', { number: index + 1 });
  const totals = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0);
  return (
    <>
      <ResultTable
        caption={t('explain.privacy.table')}
        columns={[t('ui.field.village'), ...ages, t('explain.total')]}
        rows={[
          ...hidden.cells.map((row, index) => [
            village(index),
            ...row.map((cell) => (cell === null ? t('explain.privacy.hidden') : fmt.number(cell))),
            fmt.number(totals(counts[index] ?? [])),
          ]),
          [
            t('explain.total'),
            ...ages.map((_, age) => fmt.number(totals(counts.map((row) => row[age] ?? 0)))),
            fmt.number(totals(counts.map(totals))),
          ],
        ]}
      />
      <p>
        {t('explain.privacy.result', {
          small: hidden.small,
          other: hidden.complementary,
          threshold: smallestShown,
        })}
      </p>
      <Try inputs={inputs}>
        <NumberGrid
          inputs={inputs}
          caption={t('explain.privacy.grid')}
          columns={ages}
          rows={example.map((row, index) => ({
            label: village(index),
            cells: row.map((count, age) => ({ name: `c${index}-${age}`, value: count })),
          }))}
        />
      </Try>
    </>
  );
}
