import {
  agreementBetweenGroups,
  ownPriorities,
  rollUp,
  rollUpRules,
  topWithTies,
  type VoteGroup,
} from '../../methods/rollup.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Notice } from '../../platform/ui/surfaces.tsx';
import { groups as example, problems } from '../examples.ts';
import type { Inputs } from '../inputs.ts';
import { NumberGrid, ResultTable, shownNumber, Try } from './parts.tsx';

type Problem = (typeof problems)[number];

/** Four groups under six rules, with what each group alone would have put first. */
export function RollUpExample({ inputs }: { inputs: Inputs }) {
  const page = usePage();
  const { t } = page;
  const name = (problem: Problem) => t(`explain.problem.${problem}`);
  const field = (group: number, column: string) => `g${group}-${column}`;
  const groups = example.map((group, index): VoteGroup<Problem> => ({
    id: group.name,
    population: inputs.whole(field(index, 'population'), group.population, { min: 1 }),
    votes: new Map(
      problems.map((problem, column) => [
        problem,
        inputs.whole(field(index, problem), group.votes[column] ?? 0, { max: 10_000 }),
      ]),
    ),
  }));
  const compare = (a: Problem, b: Problem) => problems.indexOf(a) - problems.indexOf(b);
  const results = rollUpRules.flatMap((rule) => {
    const outcome = rollUp({ groups, rule, compare });
    return outcome.ok ? [outcome] : [];
  });
  const raw = results[0];
  const own = raw
    ? ownPriorities(groups, raw, 5, compare).filter((group) => group.differentFirst.length > 0)
    : [];
  const agreement = agreementBetweenGroups(groups);
  return (
    <>
      <ResultTable
        caption={t('explain.roll-up.table')}
        columns={[t('ui.field.problem'), ...results.map((result) => t(`explain.rule.${result.rule}`))]}
        rows={problems.map((problem) => [
          name(problem),
          ...results.map((result) => {
            const entry = result.ranking.find((found) => found.problem === problem);
            if (!entry) return '';
            const shares = result.rule === 'equal-groups' || result.rule === 'population';
            const score = shares
              ? page.fmt.percent(entry.score.toNumber(), 1)
              : shownNumber(page, entry.score, result.rule === 'dowdall' ? 2 : 1);
            return (
              <>
                <b>{entry.rank}</b> · {score}
              </>
            );
          }),
        ])}
      />
      <ResultTable
        caption={t('explain.roll-up.tops')}
        columns={[t('explain.rule'), t('explain.roll-up.top')]}
        rows={results.map((result) => [
          t(`explain.rule.${result.rule}`),
          topWithTies(result.ranking, 5)
            .map((entry) => name(entry.problem))
            .join(', '),
        ])}
      />
      {agreement && (
        <p>{t('explain.roll-up.agreement', { value: page.fmt.number(agreement.toNumber(), 2) })}</p>
      )}
      {own.map((group) => (
        <Notice key={group.group} tone="info">
          {t('explain.roll-up.own', {
            group: t(`explain.group.${group.group}`),
            problem: group.differentFirst.map(name).join(', '),
          })}
        </Notice>
      ))}
      <Try inputs={inputs}>
        <NumberGrid
          inputs={inputs}
          caption={t('explain.roll-up.grid')}
          columns={[...problems.map(name), t('explain.population')]}
          rows={example.map((group, index) => ({
            label: t(`explain.group.${group.name}`),
            cells: [
              ...problems.map((problem, column) => ({
                name: field(index, problem),
                value: group.votes[column] ?? 0,
              })),
              { name: field(index, 'population'), value: group.population },
            ],
          }))}
        />
      </Try>
    </>
  );
}
