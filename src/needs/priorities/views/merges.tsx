import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { SelectField, TextField } from '../../../platform/ui/fields.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { mergeProblems } from '../commands/merge-problems.ts';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { Card, Notice } from '../../../platform/ui/surfaces.tsx';
import { mergePairs, type MergePair } from '../rules/alike.ts';
import type { PriorityList } from '../rules/priorities.ts';
import { listPath, named } from './list-path.ts';
import type { PrioritiesViewProps } from './priorities.tsx';
import { placeText } from '../../views/labels.ts';

const sentences = {
  first: 'needs.question.first',
  top: 'needs.question.top',
  nothing: 'needs.question.alike',
} as const;

/** Pairs that may be one problem, and folded those that would only turn the list over. */
export function Questions({ list, tally }: PrioritiesViewProps) {
  const { t, href } = usePage();
  const room = useRoom('needs');
  const { likely, others } = mergePairs(list);
  const link = ({ first, second }: MergePair) =>
    href(
      `${listPath(room, list.list)}?year=${tally.cycle.year}&rule=${list.rule}&first=${first.id}&second=${second.id}#what-if`,
    );
  const items = (pairs: readonly MergePair[]) => (
    <ul>
      {pairs.map((pair) => (
        <li key={`${pair.first.id}${pair.second.id}`}>
          {t(sentences[pair.changes], {
            first: pair.first.name,
            second: pair.second.name,
            a: pair.firstVotes,
            b: pair.secondVotes,
            sum: pair.mergedVotes,
          })}{' '}
          <a href={link(pair)}>{t('needs.question.show')}</a>
        </li>
      ))}
    </ul>
  );
  if (likely.length === 0 && others.length === 0) return null;
  return (
    <Notice tone="info" title={t('needs.question.title')}>
      {likely.length > 0 ? items(likely) : <p>{t('needs.question.none-likely')}</p>}
      {others.length > 0 && (
        <details>
          <summary>{t('needs.question.others', { count: others.length })}</summary>
          {items(others)}
        </details>
      )}
      <p class="hint">{t('needs.question.care')}</p>
    </Notice>
  );
}

function options(list: PriorityList) {
  return list.priorities.map((entry) => ({
    value: entry.problem.id,
    label: `${entry.problem.name} (${entry.votes})`,
  }));
}

export function WhatIfForm({ list, asked, tally }: PrioritiesViewProps) {
  const { t, fmt, href } = usePage();
  const room = useRoom('needs');
  const path = listPath(room, list.list);
  const nameOf = (id: string) => tally.problems.get(id)?.name ?? id;
  const choose = (name: 'first' | 'second') => (
    <div class="field">
      <label for={`what-if-${name}`}>{t(`needs.what-if.${name}`)}</label>
      <select id={`what-if-${name}`} name={name}>
        <option value="">{t('ui.choose')}</option>
        {options(list).map((option) => (
          <option key={option.value} value={option.value} selected={asked?.[name] === option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
  const result = asked?.result;
  return (
    <Card title={t('needs.what-if.title')}>
      <p>{t('needs.what-if.lead')}</p>
      <form class="form inline" method="get" action={`${href(path)}#what-if`} id="what-if">
        <input type="hidden" name="year" value={tally.cycle.year} />
        <input type="hidden" name="rule" value={list.rule} />
        {choose('first')}
        {choose('second')}
        <Button look="ghost">{t('needs.what-if.show')}</Button>
      </form>
      {asked && !result && asked.first !== '' && asked.second !== '' && (
        <p class="error">{t('explain.what-if.same')}</p>
      )}
      {result && (
        <>
          <Notice tone={result.changesFirst || result.changesTop ? 'warn' : 'info'} live>
            <p>
              {t('needs.what-if.merged', { name: nameOf(result.merged), votes: result.mergedVotes })}{' '}
              {t(
                result.changesFirst
                  ? 'needs.what-if.changes-first'
                  : result.changesTop
                    ? 'needs.what-if.changes-top'
                    : 'needs.what-if.changes-nothing',
                {
                  before: fmt.list(result.firstBefore.map(nameOf)),
                  after: fmt.list(result.firstAfter.map(nameOf)),
                },
              )}
            </p>
            {result.entered.length > 0 && (
              <p>{t('needs.what-if.entered', { names: fmt.list(result.entered.map(nameOf)) })}</p>
            )}
            {result.left.length > 0 && (
              <p>{t('needs.what-if.left', { names: fmt.list(result.left.map(nameOf)) })}</p>
            )}
          </Notice>
          <DataTable
            caption={t('needs.what-if.table')}
            hideCaption
            narrow="scroll"
            rows={result.before}
            words="needs.what-if"
            columns={[
              {
                key: 'name',
                label: t('ui.field.problem'),
                head: true,
                cell: (row) => nameOf(row.problem),
              },
              {
                key: 'before',
                align: 'end',
                cell: (row) => t('needs.what-if.place', { rank: row.rank, votes: row.votes }),
              },
              {
                key: 'after',
                align: 'end',
                cell: (row) => {
                  const after = result.after.find((one) => one.problem === row.problem);
                  return after
                    ? t('needs.what-if.place', { rank: after.rank, votes: after.votes })
                    : t('needs.what-if.inside', { name: nameOf(result.merged) });
                },
              },
            ]}
          />
        </>
      )}
    </Card>
  );
}

export function Merges(props: PrioritiesViewProps) {
  const page = usePage();
  const { t, fmt } = page;
  const { list, tally, asked } = props;
  const room = useRoom('needs');
  const nameOf = (id: string) => tally.problems.get(id)?.name ?? id;
  const fields = { list: list.list ?? '', year: String(tally.cycle.year) };
  return (
    <Card title={t('needs.merges.title')}>
      {tally.merges.length === 0 && <p>{t('needs.merges.none')}</p>}
      {tally.merges.length > 0 && (
        <ul class="plain">
          {tally.merges.map((merge) => {
            const village = props.villages.find((one) => one.id === merge.villageId);
            return (
              <li key={merge.id}>
                <p>
                  <b>{nameOf(merge.fromProblemId)}</b> → <b>{nameOf(merge.intoProblemId)}</b>
                  {village && list.list === null && <> · {placeText(page, named(village))}</>}
                  <br />
                  <small>
                    {merge.byName}, {fmt.dateTime(merge.at)}. {t('ui.because', { reason: merge.reason })}
                  </small>
                </p>
                {props.mayMerge && (
                  <Confirm
                    id={`undo-${merge.id}`}
                    action={`${room}/merges/${merge.id}/undo`}
                    verb={t('needs.merges.undo')}
                    reason
                    example={t('needs.example.unmerge')}
                    fields={fields}
                  >
                    {t('needs.merges.undo-what')}
                  </Confirm>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {props.mayMerge && list.priorities.length > 1 && (
        <details open={page.refused?.action === `${room}/merges` || asked?.result ? true : undefined}>
          <summary>{t('needs.merges.open')}</summary>
          <p class="hint">{t('needs.merges.care')}</p>
          <Form
            of={mergeProblems}
            row={{ fromProblemId: asked?.second, intoProblemId: asked?.first }}
            id="merge"
            action={`${room}/merges`}
            fields={fields}
          >
            {(f) => (
              <>
                <SelectField {...f('fromProblemId')} options={options(list)} />
                <SelectField {...f('intoProblemId')} options={options(list)} />
                <TextField {...f('reason')} hint={t('needs.merges.reason-hint')} />
                <div class="actions">
                  <Button>{t('ui.merge')}</Button>
                </div>
              </>
            )}
          </Form>
        </details>
      )}
    </Card>
  );
}
