import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { SelectField, TextField } from '../../platform/ui/fields.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { mergeProblems } from '../commands/merge-problems.ts';
import { useStyles } from '../../platform/ui/head.ts';
import type { IconName } from '../../platform/ui/icon.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { RankList } from '../../drawings/rank-list.tsx';
import { Card, EmptyState, Facts, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { Place, Tally } from '../data/tally.ts';
import type { PublicationHead } from '../data/publications.ts';
import {
  listLength,
  shownRules,
  type KnownProblem,
  type MergeQuestion,
  type OwnList,
  type PriorityList,
  type PriorityWarning,
  type SessionVotes,
  type WhatIf,
} from '../rules/priorities.ts';
import { ageGroupText, competenceText, groupText, placeText } from './labels.ts';

export interface PrioritiesViewProps {
  municipality: Place;
  villages: readonly Place[];
  /** The village of the list; absent for the municipality's. */
  village?: Place | undefined;
  tally: Tally;
  /** Years that have a cycle. */
  years: readonly number[];
  list: PriorityList;
  warnings: readonly PriorityWarning[];
  asked?: { first: string; second: string; result: WhatIf | undefined } | undefined;
  publications: readonly (PublicationHead & {
    publishedBy: string;
    withdrawnAt: Date | null;
    withdrawnReason: string | null;
  })[];
  mayMerge: boolean;
  mayPublish: boolean;
}

const named = (place: Place) => ({ ky: place.nameKy, ru: place.nameRu });

/** The address of a list's page in the room. */
export function listPath(room: string, villageId: string | null): string {
  return villageId === null ? `${room}/priorities` : `${room}/villages/${villageId}/priorities`;
}

/** A village's or the municipality's list with everything a chair weighs before publishing it. */
export function PrioritiesView(props: PrioritiesViewProps) {
  const page = usePage();
  useStyles('board.css');
  const { t, fmt, href } = page;
  const room = useRoom('needs');
  const { list, tally, village } = props;
  const place = placeText(page, named(village ?? props.municipality));
  const path = listPath(room, list.list);
  const year = `year=${tally.cycle.year}`;
  const title = t(village ? 'needs.priorities.of-village' : 'needs.priorities.of-municipality', {
    name: place,
  });
  const { facts } = list;
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('needs.crumb.needs'), path: `${room}` },
          ...(village
            ? [{ label: t('needs.priorities.title'), path: `${listPath(room, null)}?${year}` }]
            : []),
          { label: place },
        ]}
        title={title}
        lead={t(village ? 'needs.priorities.lead-village' : 'needs.priorities.lead-municipality', {
          year: tally.cycle.year,
        })}
        actions={
          <>
            <a class="btn ghost" href={href(`${room}/focus?cycle=${tally.cycle.id}`)}>
              {t('needs.focus.title')}
            </a>
            <DownloadLinks
              links={{
                xlsx: `${path}.xlsx?${year}&rule=${list.rule}`,
                csv: `${path}.csv?${year}&rule=${list.rule}`,
              }}
            />
          </>
        }
      />
      {list.priorities.length === 0 ? (
        <EmptyState title={t('needs.priorities.empty')} icon="people">
          {t('needs.priorities.empty-text')}
        </EmptyState>
      ) : (
        <>
          <Facts
            items={[
              { value: fmt.number(facts.people), label: t('needs.fact.people', { count: facts.people }) },
              ...(facts.people > 0
                ? [
                    {
                      value: fmt.percent(facts.women / facts.people),
                      label: t('needs.fact.women', { count: facts.women }),
                    },
                  ]
                : []),
              { value: fmt.number(facts.grouped), label: t('needs.fact.votes', { count: facts.grouped }) },
              ...(facts.possible > 0
                ? [
                    {
                      value: fmt.percent(facts.used / facts.possible),
                      label: t('needs.fact.used', { possible: facts.possible }),
                    },
                  ]
                : []),
              {
                value: fmt.number(list.priorities.length),
                label: t('needs.fact.problems', { count: list.priorities.length }),
              },
            ]}
          />
          <Warnings warnings={props.warnings} sessions={tally.sessions} villages={props.villages} />
          <RuleSwitch list={list} path={path} year={tally.cycle.year} />
          <Ranking {...props} />
          <Questions {...props} />
          <WhatIfForm {...props} />
          <Merges {...props} />
          <OwnLists own={list.own} />
          <Alternatives list={list} />
        </>
      )}
      {!village && <VillageLinks {...props} />}
      {list.priorities.length > 0 && <Publishing {...props} />}
      {props.years.length > 1 && (
        <p>
          {t('needs.priorities.years')}:{' '}
          {props.years
            .filter((one) => one !== tally.cycle.year)
            .map((one) => (
              <>
                <a href={href(`${path}?year=${one}`)}>{one}</a>{' '}
              </>
            ))}
        </p>
      )}
      <p>
        <a href={href(`${room}/problems?${year}`)}>{t('needs.problems.title')}</a>
      </p>
    </Layout>
  );
}

function Warnings({
  warnings,
  sessions,
  villages,
}: {
  warnings: readonly PriorityWarning[];
  sessions: readonly SessionVotes[];
  villages: readonly Place[];
}) {
  const page = usePage();
  const room = useRoom('needs');
  const { t, href } = page;
  if (warnings.length === 0) return null;
  const villageName = (id: string) => {
    const found = villages.find((one) => one.id === id);
    return found ? placeText(page, named(found)) : '';
  };
  const text = (warning: PriorityWarning) => {
    if ('sessionId' in warning) {
      const session = sessions.find((one) => one.id === warning.sessionId);
      const name = session
        ? `${villageName(session.villageId)}, ${groupText(page, session.ageGroup, session.sexMode)}`
        : '';
      const { sessionId, code, ...numbers } = warning;
      return (
        <>
          <a href={href(`${room}/sessions/${sessionId}`)}>{name}</a>: {t(`needs.warning.${code}`, numbers)}
        </>
      );
    }
    if (warning.code === 'wording-tool') {
      return (
        <>
          <a href={href(`${room}/problems/${warning.problemId}`)}>{warning.name}</a>:{' '}
          {t('needs.warning.wording-tool')}
        </>
      );
    }
    if (warning.code === 'village-silent')
      return t('needs.warning.village-silent', { name: villageName(warning.villageId) });
    if (warning.code === 'group-silent') {
      return t('needs.warning.group-silent', {
        name: villageName(warning.villageId),
        group: ageGroupText(page, warning.ageGroup),
      });
    }
    const { code, ...numbers } = warning;
    return t(`needs.warning.${code}`, numbers);
  };
  return (
    <Notice tone="warn" title={t('needs.warning.title', { count: warnings.length })}>
      <ul>
        {warnings.map((warning, i) => (
          <li key={i}>{text(warning)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function RuleSwitch({ list, path, year }: { list: PriorityList; path: string; year: number }) {
  const { t, href } = usePage();
  return (
    <>
      <h2>{t('needs.rule.title')}</h2>
      <nav aria-label={t('needs.rule.title')} class="rule-switch">
        <ul>
          {shownRules.map((rule) => (
            <li key={rule}>
              <a
                href={href(`${path}?year=${year}&rule=${rule}`)}
                aria-current={rule === list.rule ? 'true' : undefined}
              >
                {t(`needs.rule.${rule}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {list.ruleRefused && <Notice tone="warn">{t('needs.rule.refused')}</Notice>}
      <p class="hint">{t(`needs.rule.${list.rule}-words`)}</p>
    </>
  );
}

function Ranking({ list, tally, villages }: PrioritiesViewProps) {
  const page = usePage();
  const room = useRoom('needs');
  const { t, fmt } = page;
  const label = (id: string) => {
    if (list.list !== null) {
      const [age = '', sex = 'mixed'] = id.split('|');
      return groupText(page, age, sex);
    }
    const found = villages.find((one) => one.id === id);
    return found ? placeText(page, named(found)) : id;
  };
  const merged = new Map<string, string[]>();
  for (const merge of tally.merges) {
    const from = tally.problems.get(merge.fromProblemId)?.name;
    if (from) merged.set(merge.intoProblemId, [...(merged.get(merge.intoProblemId) ?? []), from]);
  }
  return (
    <>
      <h2>{t('needs.priorities.list')}</h2>
      <RankList
        top={listLength}
        legend={list.groupIds.length > 1 ? list.groupIds.map((id) => ({ label: label(id) })) : undefined}
        items={list.priorities.map((entry) => ({
          key: entry.problem.id,
          rank: entry.rank,
          name: entry.problem.name,
          path: `${room}/problems/${entry.problem.id}`,
          votes: entry.votes,
          tied: entry.tied,
          icon: (entry.problem.category ?? 'other') as IconName,
          parts: list.groupIds.map((id) => ({ label: label(id), value: entry.parts.get(id) ?? 0 })),
          meta: (
            <>
              <Tag>{competenceText(page, entry.problem) ?? t('needs.competence.unknown')}</Tag>
              {list.rule !== 'raw' && (
                <span>{t('needs.priorities.score', { score: fmt.number(entry.score, 3) })}</span>
              )}
              <span>
                {list.groupIds
                  .filter((id) => entry.parts.has(id))
                  .map((id) => `${label(id)} ${fmt.number(entry.parts.get(id) ?? 0)}`)
                  .join(' · ')}
              </span>
              {merged.has(entry.problem.id) && (
                <span>
                  {t('needs.priorities.includes', { names: fmt.list(merged.get(entry.problem.id) ?? []) })}
                </span>
              )}
            </>
          ),
        }))}
      />
    </>
  );
}

function questionText(page: ReturnType<typeof usePage>, question: MergeQuestion): string {
  return page.t(question.changesFirst ? 'needs.question.first' : 'needs.question.top', {
    first: question.first.name,
    second: question.second.name,
    a: question.firstVotes,
    b: question.secondVotes,
    sum: question.mergedVotes,
  });
}

function Questions({ list, tally }: PrioritiesViewProps) {
  const page = usePage();
  const room = useRoom('needs');
  const { t, href } = page;
  const likely = list.questions.filter((question) => question.related);
  const others = list.questions.filter((question) => !question.related);
  const link = (question: MergeQuestion) =>
    href(
      `${listPath(room, list.list)}?year=${tally.cycle.year}&rule=${list.rule}&first=${question.first.id}&second=${question.second.id}#what-if`,
    );
  const items = (questions: readonly MergeQuestion[]) => (
    <ul>
      {questions.map((question) => (
        <li key={`${question.first.id}${question.second.id}`}>
          {questionText(page, question)} <a href={link(question)}>{t('needs.question.show')}</a>
        </li>
      ))}
    </ul>
  );
  if (list.questions.length === 0) return null;
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

function WhatIfForm({ list, asked, tally }: PrioritiesViewProps) {
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
        <p class="error">{t('needs.what-if.two')}</p>
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
                label: t('needs.column.problem'),
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

function Merges(props: PrioritiesViewProps) {
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
                    {merge.byName}, {fmt.dateTime(merge.at)}.{' '}
                    {t('needs.history.reason', { reason: merge.reason })}
                  </small>
                </p>
                {props.mayMerge && (
                  <Confirm
                    id={`undo-${merge.id}`}
                    action={`${room}/merges/${merge.id}/undo`}
                    verb={t('needs.merges.undo')}
                    reason
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
                  <Button>{t('needs.merges.do')}</Button>
                </div>
              </>
            )}
          </Form>
        </details>
      )}
    </Card>
  );
}

/** What a group would have listed alone. */
export function ownListName(page: ReturnType<typeof usePage>, own: { kind: string; group: string }): string {
  return own.kind === 'sex' ? page.t(`needs.label.sex-${own.group}`) : ageGroupText(page, own.group);
}

function OwnLists({ own }: { own: readonly OwnList[] }) {
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
            aside={<small>{t('needs.own.votes', { count: list.votes })}</small>}
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

function Alternatives({ list }: { list: PriorityList }) {
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
          { key: 'name', label: t('needs.column.problem'), head: true, cell: (row) => row.problem.name },
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

function VillageLinks({ villages, tally }: PrioritiesViewProps) {
  const page = usePage();
  const room = useRoom('needs');
  const { t, href, fmt } = page;
  return (
    <>
      <h2>{t('needs.priorities.villages')}</h2>
      <ul>
        {villages.map((village) => {
          const sessions = tally.sessions.filter((session) => session.villageId === village.id);
          const votes = sessions.reduce(
            (sum, session) => sum + [...session.votes.values()].reduce((a, b) => a + b, 0),
            0,
          );
          return (
            <li key={village.id}>
              <a href={href(`${listPath(room, village.id)}?year=${tally.cycle.year}`)}>
                {placeText(page, named(village))}
              </a>
              {': '}
              {t('needs.priorities.village-line', { sessions: sessions.length, votes: fmt.number(votes) })}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Publishing(props: PrioritiesViewProps) {
  const page = usePage();
  const { t, fmt, href } = page;
  const room = useRoom('needs');
  const { list, tally, village } = props;
  const path = listPath(room, list.list);
  const standing = props.publications.find((one) => one.withdrawnAt === null);
  const open = list.facts.sessions - list.facts.closed;
  const publicPath = `/p/${page.municipality?.id ?? ''}/${tally.cycle.year}${village ? `/villages/${village.id}` : ''}`;
  return (
    <Card title={t('needs.publish.title')}>
      {standing ? (
        <p>
          <Tag tone="ok">{t('needs.publish.standing', { version: standing.version })}</Tag>{' '}
          {t('needs.publish.since', { name: standing.publishedBy, date: fmt.dateTime(standing.publishedAt) })}{' '}
          <a href={href(publicPath)}>{t('needs.publish.open')}</a> ·{' '}
          <a href={href(`${publicPath}/poster.pdf`)}>{t('needs.publish.poster')}</a>
        </p>
      ) : (
        <p>{t('needs.publish.none')}</p>
      )}
      {props.mayPublish && (
        <div class="actions">
          <Confirm
            id="publish"
            action={`${path}/publish`}
            verb={t(standing ? 'needs.publish.again' : 'needs.publish.do')}
            reason={open > 0 ? t('needs.publish.reason-open', { count: open }) : false}
            fields={{ year: String(tally.cycle.year), rule: list.rule }}
          >
            <p>{t('needs.publish.what')}</p>
            <p>{t('needs.publish.rule', { rule: t(`needs.rule.${list.rule}`) })}</p>
          </Confirm>
          {standing && (
            <Confirm
              id="withdraw"
              action={`${room}/publications/${standing.id}/withdraw`}
              verb={t('needs.publish.withdraw')}
              reason
              danger
              fields={{ list: list.list ?? '', year: String(tally.cycle.year) }}
            >
              {t('needs.publish.withdraw-what')}
            </Confirm>
          )}
        </div>
      )}
      {props.publications.some((one) => one.withdrawnAt !== null) && (
        <details>
          <summary>{t('needs.publish.history')}</summary>
          <ul>
            {props.publications.map((one) => (
              <li key={one.id}>
                {t('needs.publish.version', { version: one.version })}: {one.publishedBy},{' '}
                {fmt.dateTime(one.publishedAt)}
                {one.withdrawnAt && (
                  <>
                    {' · '}
                    {one.withdrawnReason === 'replaced'
                      ? t('needs.publish.replaced')
                      : t('needs.publish.withdrawn', {
                          date: fmt.dateTime(one.withdrawnAt),
                          reason: one.withdrawnReason ?? '',
                        })}
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
