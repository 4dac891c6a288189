import { Fraction } from '../../methods/rational.ts';
import { votersWithNothing } from '../../methods/selection/compare.ts';
import { ElectionBuilder, type Election } from '../../methods/selection/election.ts';
import { explanationFacts } from '../../methods/selection/explain.ts';
import type { Selection } from '../../methods/selection/result.ts';
import { select, type SelectionOptions } from '../../methods/selection/select.ts';
import { SelectField, TextArea } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage, type PageContext } from '../../platform/ui/page-context.ts';
import { Notice } from '../../platform/ui/surfaces.tsx';
import { ballots as exampleBallots, budget as exampleBudget, projects } from '../examples.ts';
import type { Inputs } from '../inputs.ts';
import { NumberRow, ResultTable, shownNumber, Try } from './parts.tsx';

const shownRules = ['greedy', 'mes', 'mes-add1u', 'phragmen'] as const;
type ShownRule = (typeof shownRules)[number];

const optionsOf: Record<ShownRule, SelectionOptions> = {
  greedy: { rule: 'greedy' },
  mes: { rule: 'mes' },
  'mes-add1u': { rule: 'mes', completion: 'add1u' },
  phragmen: { rule: 'phragmen' },
};

/** More lines than a village has are not read; the page answers at once. */
const mostBallots = 500;

function electionOf(inputs: Inputs): Election {
  const builder = new ElectionBuilder({
    projects: projects.map((project, index) => ({
      id: `${index + 1}`,
      name: project.name,
      cost: Fraction.of(inputs.whole(`cost${index + 1}`, project.cost, { min: 1, max: 100_000 })),
    })),
    budget: Fraction.of(inputs.whole('budget', exampleBudget, { min: 1, max: 1_000_000 })),
    voteType: 'approval',
  });
  const lines = inputs
    .text('ballots', exampleBallots, 20_000)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > mostBallots || lines.some((line) => !/^[1-6]([\s,;]+[1-6])*$/.test(line))) {
    inputs.refuse('ballots');
  }
  const read = inputs.isWrong('ballots') ? exampleBallots.split('\n') : lines;
  for (const line of read) builder.add(line.split(/[\s,;]+/));
  return builder.build();
}

function explained(page: PageContext, election: Election, result: Selection): string[] {
  const nameOf = (name: string) => page.t(`explain.project.${name}`);
  return explanationFacts(election, result).map(({ key, texts, amounts, counts, tie }) => {
    const filled: Record<string, string | number> = { ...texts, ...counts };
    if (texts.name !== undefined) filled.name = nameOf(texts.name);
    for (const [field, value] of Object.entries(amounts)) filled[field] = shownNumber(page, value);
    const sentence = page.t(`select.explain.${key}`, filled);
    if (!tie) return sentence;
    const others = tie.with.map(({ id, name }) => `${nameOf(name)} (${id})`).join(', ');
    const told = tie.decided ? 'select.explain.tie' : 'select.explain.tie-order';
    return `${sentence} ${page.t(told, { others, rule: page.t('select.ties.cost') })}`;
  });
}

/** The same ballots under four rules, and in words why. */
export function SelectionExample({ inputs }: { inputs: Inputs }) {
  const page = usePage();
  const { t, fmt } = page;
  const rule = inputs.choice('rule', shownRules, 'mes');
  const election = electionOf(inputs);
  const results = shownRules.map((name) => select(election, optionsOf[name]));
  const chosen = results[shownRules.indexOf(rule)];
  const ruleName = (name: ShownRule) => t(`explain.selection.rule.${name}`);
  return (
    <>
      <ResultTable
        caption={t('explain.selection.table')}
        columns={[t('explain.project'), t('explain.cost'), t('ui.field.votes'), ...shownRules.map(ruleName)]}
        rows={[
          ...projects.map((project, number) => [
            `${number + 1}. ${t(`explain.project.${project.name}`)}`,
            fmt.number(Number(election.projects[number]?.cost ?? 0n)),
            fmt.number(election.votes[number] ?? 0),
            ...results.map((result) => {
              const place = result.winners.findIndex((winner) => winner.project === number);
              return place < 0 ? '–' : t('explain.selection.chosen', { place: place + 1 });
            }),
          ]),
          [t('explain.selection.spent'), '', '', ...results.map((result) => shownNumber(page, result.spent))],
          [
            t('explain.selection.nothing'),
            '',
            '',
            ...results.map((result) => fmt.number(votersWithNothing(election, result))),
          ],
        ]}
      />
      <h2>{t('explain.selection.why', { rule: ruleName(rule) })}</h2>
      {chosen && (
        <ul>
          {explained(page, election, chosen).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Notice tone="info">{t('explain.selection.exact')}</Notice>
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={[
            { name: 'budget', label: t('explain.selection.budget'), value: exampleBudget },
            ...projects.map((project, index) => ({
              name: `cost${index + 1}`,
              label: `${index + 1}. ${t(`explain.project.${project.name}`)}`,
              value: project.cost,
            })),
          ]}
        >
          <SelectField
            name="rule"
            label={t('explain.selection.explain')}
            empty={null}
            value={rule}
            options={shownRules.map((value) => ({ value, label: ruleName(value) }))}
          />
        </NumberRow>
        <FieldGroup legend={t('ui.field.votes')}>
          <TextArea
            name="ballots"
            label={t('explain.selection.ballots')}
            hint={t('explain.selection.ballots.hint', { most: mostBallots })}
            rows={8}
            value={inputs.text('ballots', exampleBallots, 20_000)}
            {...(inputs.isWrong('ballots') ? { error: t('explain.selection.ballots.wrong') } : {})}
          />
        </FieldGroup>
      </Try>
    </>
  );
}
