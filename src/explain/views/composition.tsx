import { cellRatios, dissimilarity, hamilton, minorityRule, webster } from '../../methods/representation.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { groups } from '../examples.ts';
import type { Inputs } from '../inputs.ts';
import { NumberGrid, NumberRow, ResultTable, shownNumber, Try } from './parts.tsx';

const women = 3;
const men = 9;

/** The 30 % rule in whole people, the composition against the population, and seats by population. */
export function CompositionExample({ inputs }: { inputs: Inputs }) {
  const page = usePage();
  const { t, fmt } = page;
  const check = minorityRule(
    inputs.whole('women', women, { max: 100_000 }),
    inputs.whole('men', men, { max: 100_000 }),
  );
  const participants = groups.map((group, index) =>
    inputs.whole(`people${index}`, group.people, { max: 100_000 }),
  );
  const population = groups.map((group, index) => inputs.whole(`population${index}`, group.population));
  const seats = inputs.whole('seats', 20, { min: 1, max: 500 });
  const cells = cellRatios(participants, population);
  const distance = dissimilarity(participants, population);
  const shares = [hamilton(population, seats), webster(population, seats), hamilton(population, seats, 1)];
  return (
    <>
      <Notice tone={check.holds ? 'success' : 'warn'} title={t('explain.composition.rule')}>
        {check.holds
          ? t('explain.composition.holds', { needed: check.needed })
          : t('explain.composition.fails', { needed: check.needed, missing: check.missing })}
      </Notice>
      <ResultTable
        caption={t('explain.composition.table')}
        columns={[
          t('explain.group'),
          t('ui.field.people'),
          t('explain.population'),
          t('explain.composition.ratio'),
          t('explain.composition.note'),
        ]}
        rows={cells.map((cell, index) => [
          t(`explain.group.${groups[index]?.name ?? ''}`),
          fmt.number(cell.participants),
          fmt.number(cell.population),
          cell.ratio ? shownNumber(page, cell.ratio) : '–',
          cell.flag ? <Tag tone="warn">{t(`explain.composition.${cell.flag}`)}</Tag> : '',
        ])}
      />
      {distance && <p>{t('explain.composition.distance', { share: fmt.percent(distance.toNumber(), 1) })}</p>}
      <ResultTable
        caption={t('explain.composition.seats', { seats })}
        columns={[
          t('explain.group'),
          t('explain.composition.hamilton'),
          t('explain.composition.webster'),
          t('explain.composition.floor'),
        ]}
        rows={groups.map((group, index) => [
          t(`explain.group.${group.name}`),
          ...shares.map((given) => fmt.number(given[index] ?? 0)),
        ])}
      />
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={[
            { name: 'women', label: t('ui.sex.females'), value: women },
            { name: 'men', label: t('ui.sex.males'), value: men },
            { name: 'seats', label: t('explain.composition.seat-count'), value: 20 },
          ]}
        />
        <NumberGrid
          inputs={inputs}
          caption={t('explain.composition.grid')}
          columns={[t('ui.field.people'), t('explain.population')]}
          rows={groups.map((group, index) => ({
            label: t(`explain.group.${group.name}`),
            cells: [
              { name: `people${index}`, value: group.people },
              { name: `population${index}`, value: group.population },
            ],
          }))}
        />
      </Try>
    </>
  );
}
