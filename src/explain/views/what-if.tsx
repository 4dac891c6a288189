import { type RankedProblem, topWithTies, type VoteGroup } from '../../methods/rollup.ts';
import { mergeWhatIf, smallestChange } from '../../methods/what-if.ts';
import { SelectField } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { RankList } from '../../drawings/rank-list.tsx';
import { Notice } from '../../platform/ui/surfaces.tsx';
import { municipality } from '../examples.ts';
import type { Inputs } from '../inputs.ts';
import { NumberRow, Try } from './parts.tsx';

const names = municipality.map((row) => row.name);
type Name = (typeof names)[number];
const top = 5;

/** If two problems were one: the list before and after, and how firm it stands. */
export function WhatIfExample({ inputs }: { inputs: Inputs }) {
  const { t } = usePage();
  const name = (problem: Name) => t(`explain.problem.${problem}`);
  const first = inputs.choice('first', names, 'culture');
  const second = inputs.choice('second', names, 'youth');
  const groups: VoteGroup<Name>[] = [
    {
      id: 'all',
      votes: new Map(
        municipality.map((row) => [row.name, inputs.whole(row.name, row.votes, { max: 100_000 })]),
      ),
    },
  ];
  const outcome = mergeWhatIf(groups, 'raw', first === second ? [first] : [first, second], {
    top,
    compare: (a, b) => names.indexOf(a) - names.indexOf(b),
  });
  if (!outcome.ok) return <Notice tone="bad">{t('explain.unreadable')}</Notice>;
  const merged = (problem: Name) =>
    problem === first && first !== second ? `${name(first)} + ${name(second)}` : name(problem);
  const change = smallestChange<Name>(outcome.before, top);
  const list = (title: string, ranking: readonly RankedProblem<Name>[], label: (problem: Name) => string) => (
    <>
      <h2>{title}</h2>
      <RankList
        items={topWithTies(ranking, top).map((entry) => ({
          key: entry.problem,
          rank: entry.rank,
          name: label(entry.problem),
          votes: entry.votes,
          parts: [entry.votes],
          tied: entry.tied,
        }))}
      />
    </>
  );
  return (
    <>
      {first === second ? (
        <Notice tone="warn">{t('explain.what-if.same')}</Notice>
      ) : (
        <Notice tone={outcome.changesFirst ? 'warn' : 'info'} title={t('explain.what-if.question')}>
          <p>
            {outcome.changesFirst
              ? t('explain.what-if.changes', {
                  before: outcome.firstBefore.map(name).join(', '),
                  after: outcome.firstAfter.map(merged).join(', '),
                  votes: outcome.mergedVotes,
                })
              : t('explain.what-if.keeps', { first: outcome.firstAfter.map(merged).join(', ') })}
          </p>
          {outcome.changesTop && (
            <p>
              {t('explain.what-if.top', {
                entered: outcome.entered.map(merged).join(', ') || '–',
                left: outcome.left.map(name).join(', ') || '–',
              })}
            </p>
          )}
        </Notice>
      )}
      {list(t('explain.what-if.before'), outcome.before, name)}
      {list(t('explain.what-if.after'), outcome.after, merged)}
      <h2>{t('explain.what-if.firm')}</h2>
      <ul>
        {change.added && (
          <li>
            {t('explain.what-if.added', { problem: name(change.added.problem), count: change.added.votes })}
          </li>
        )}
        {change.moved && (
          <li>
            {t('explain.what-if.moved', {
              from: name(change.moved.from),
              to: name(change.moved.to),
              count: change.moved.votes,
            })}
          </li>
        )}
        {!change.added && !change.moved && <li>{t('explain.what-if.nothing')}</li>}
      </ul>
      <Try inputs={inputs}>
        <NumberRow
          inputs={inputs}
          fields={municipality.map((row) => ({ name: row.name, label: name(row.name), value: row.votes }))}
        >
          {(['first', 'second'] as const).map((field) => (
            <SelectField
              key={field}
              name={field}
              label={t(`explain.what-if.${field}`)}
              empty={null}
              value={field === 'first' ? first : second}
              options={names.map((value) => ({ value, label: name(value) }))}
            />
          ))}
        </NumberRow>
      </Try>
    </>
  );
}
