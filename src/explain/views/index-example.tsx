import { bandOf, type IndexAnswer, indexOf, roundHalfUp, scoreDirection } from '../../methods/index-score.ts';
import { Fraction } from '../../methods/rational.ts';
import { BarChart } from '../../drawings/charts.tsx';
import { TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Facts } from '../../platform/ui/surfaces.tsx';
import type { Inputs } from '../inputs.ts';
import { NumberRow, ResultTable, shownNumber, Try } from './parts.tsx';

const directions = [
  { name: 'documents', weight: 40, answers: 'abbcdeab' },
  { name: 'access', weight: 30, answers: 'aacdde' },
  { name: 'participation', weight: 30, answers: 'bbacd' },
];

/** Three directions of answers a to e, and their index. */
export function IndexExample({ inputs }: { inputs: Inputs }) {
  const page = usePage();
  const { t, fmt } = page;
  const scored = directions.map((direction) => {
    const typed = inputs
      .text(direction.name, direction.answers, 200)
      .toLowerCase()
      .replace(/[\s,;]/g, '');
    if (!/^[a-e]*$/.test(typed)) inputs.refuse(direction.name);
    const answers = inputs.isWrong(direction.name) ? direction.answers : typed;
    const weight = inputs.whole(`weight-${direction.name}`, direction.weight, { max: 1_000 });
    return {
      ...direction,
      weight: Fraction.of(weight),
      result: scoreDirection([...answers] as IndexAnswer[]),
    };
  });
  const index = indexOf(scored.map(({ weight, result }) => ({ weight, score: result.score })));
  return (
    <>
      <Facts
        items={[
          {
            value: index ? fmt.number(roundHalfUp(index)) : '–',
            label: t('explain.index.index'),
            note: index ? t(`explain.index.band.${bandOf(index)}`) : t('explain.index.none'),
          },
        ]}
      />
      <BarChart
        title={t('explain.index.profile')}
        max={100}
        bars={scored.map(({ name, result }) => ({
          label: t(`explain.index.${name}`),
          value: result.score?.toNumber() ?? 0,
          text: result.score ? shownNumber(page, result.score, 1) : '–',
        }))}
      />
      <ResultTable
        caption={t('explain.index.table')}
        columns={[
          t('explain.index.direction'),
          t('explain.index.answered'),
          t('explain.index.not-applicable'),
          t('explain.index.points'),
          t('explain.index.score'),
          t('explain.index.weight'),
        ]}
        rows={scored.map(({ name, weight, result }) => [
          t(`explain.index.${name}`),
          fmt.number(result.answered),
          fmt.number(result.notApplicable),
          fmt.number(result.points),
          result.score ? shownNumber(page, result.score) : '–',
          shownNumber(page, weight),
        ])}
      />
      <Try inputs={inputs}>
        <FieldGroup legend={t('explain.index.answers')}>
          {directions.map((direction) => (
            <TextField
              key={direction.name}
              name={direction.name}
              label={t(`explain.index.${direction.name}`)}
              hint={t('explain.index.letters')}
              width="medium"
              value={inputs.text(direction.name, direction.answers, 200)}
              {...(inputs.isWrong(direction.name) ? { error: t('explain.index.wrong') } : {})}
            />
          ))}
        </FieldGroup>
        <NumberRow
          inputs={inputs}
          legend={t('explain.index.weights')}
          fields={directions.map((direction) => ({
            name: `weight-${direction.name}`,
            label: t('explain.index.weight-of', { direction: t(`explain.index.${direction.name}`) }),
            value: direction.weight,
          }))}
        />
      </Try>
    </>
  );
}
