import type { KnownProblem } from '../../rules/problem.ts';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import { shownRules, type OwnList, type PriorityList } from '../rules/priorities.ts';
import { ageGroupText } from '../../views/labels.ts';

/** What a group would have listed alone. */
export function ownListName(page: ReturnType<typeof usePage>, own: { kind: string; group: string }): string {
  return own.kind === 'sex' ? page.t(`ui.sex.${own.group}s`) : ageGroupText(page, own.group);
}

export function OwnLists({ own }: { own: readonly OwnList[] }) {
  const page = usePage();
  const { t, fmt } = page;
  if (own.length === 0) return null;
  return (
    <>
      <h2>{t('needs.own.title')}</h2>
      <p>{t('needs.own.lead')}</p>
      <div class="own-lists">
        {own.map((list) => (
          <Card
            key={`${list.kind}${list.group}`}
            title={ownListName(page, list)}
            level={3}
            aside={<small>{t('ui.votes', { count: list.votes })}</small>}
          >
            {list.firstButMissing.length > 0 && (
              <Notice tone="warn">
                {t('needs.own.first-but-missing', {
                  names: fmt.list(list.firstButMissing.map((one) => one.name)),
                })}
              </Notice>
            )}
            <ol class="own-top">
              {list.top.map((entry) => (
                <li key={entry.problem.id} value={entry.rank}>
                  {entry.problem.name} <b>{fmt.number(entry.votes)}</b>
                  {list.missing.some((one: KnownProblem) => one.id === entry.problem.id) && (
                    <>
                      {' '}
                      <Tag tone="warn">{t('needs.own.missing')}</Tag>
                    </>
                  )}
                </li>
              ))}
            </ol>
          </Card>
        ))}
      </div>
    </>
  );
}

export function Alternatives({ list }: { list: PriorityList }) {
  const { t, fmt } = usePage();
  return (
    <details class="numbers">
      <summary>{t('needs.alternatives.title')}</summary>
      <p class="hint">{t('needs.alternatives.lead')}</p>
      <DataTable
        caption={t('needs.alternatives.title')}
        hideCaption
        narrow="scroll"
        rows={list.priorities}
        rowKey={(row) => row.problem.id}
        columns={[
          { key: 'name', label: t('ui.field.problem'), head: true, cell: (row) => row.problem.name },
          ...list.alternatives.map((alternative) => ({
            key: alternative.rule,
            label: t(`needs.rule.${alternative.rule}`),
            align: 'end' as const,
            cell: (row: PriorityList['priorities'][number]) =>
              alternative.ok
                ? t('needs.alternatives.cell', {
                    rank: alternative.ranks.get(row.problem.id) ?? 0,
                    score: fmt.number(
                      Math.round((alternative.scores.get(row.problem.id) ?? 0) * 1000) / 1000,
                    ),
                  })
                : '–',
          })),
        ]}
      />
      {list.alternatives.some((alternative) => !alternative.ok) && (
        <p class="hint">{t('needs.rule.refused')}</p>
      )}
      {list.agreement !== null && <p>{t('needs.agreement', { value: fmt.number(list.agreement, 2) })}</p>}
      <ul class="plain">
        {shownRules.map((rule) => (
          <li key={rule}>
            <b>{t(`needs.rule.${rule}`)}.</b> {t(`needs.rule.${rule}-words`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
