import { DownloadLinks } from '../../../platform/ui/data-table.tsx';
import { useStyles } from '../../../platform/ui/head.ts';
import type { IconName } from '../../../platform/ui/icon.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { RankList } from '../../../drawings/rank-list.tsx';
import { EmptyState, Facts, Notice } from '../../../platform/ui/surfaces.tsx';
import type { Place, Tally } from '../data/tally.ts';
import type { PublicationHead } from '../data/publications.ts';
import {
  listLength,
  shownRules,
  type PriorityList,
  type PriorityWarning,
  type SessionVotes,
  type WhatIf,
} from '../rules/priorities.ts';
import { listPath, named } from './list-path.ts';
import { Merges, Questions, WhatIfForm } from './merges.tsx';
import { Alternatives, OwnLists } from './own-lists.tsx';
import { Publishing } from './publishing.tsx';
import { RussianNamesCard } from './russian-names.tsx';
import type { PrioritiesSnapshot } from '../rules/snapshot.ts';
import { ageGroupText, competenceText, groupText, placeText } from '../../views/labels.ts';

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
  /** Where the list stands when it is published, without language prefix. */
  address: string;
  publications: readonly (PublicationHead & {
    publishedBy: string;
    withdrawnAt: Date | null;
    withdrawnReason: string | null;
    reason: string | null;
  })[];
  mayMerge: boolean;
  mayPublish: boolean;
  mayName: boolean;
  /** The list as residents would read it, for whoever may publish it; undefined where nothing may be published. */
  told: PrioritiesSnapshot | undefined;
}

/** A village's or the municipality's list with everything a chair weighs before publishing it. */
export function PrioritiesPage(props: PrioritiesViewProps) {
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
          { label: t('drawings.stage.needs'), path: room },
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
              {t('ui.focus-groups')}
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
      {props.mayName && (
        <RussianNamesCard
          problems={[
            ...list.priorities.map((entry) => entry.problem),
            // Joined to another here, they still stand under their own name in the minutes.
            ...tally.merges.flatMap(({ fromProblemId }) => tally.problems.get(fromProblemId) ?? []),
          ].filter((problem, index, all) => all.indexOf(problem) === index)}
          cycleId={tally.cycle.id}
          year={tally.cycle.year}
          list={list.list}
        />
      )}
      {list.priorities.length > 0 && <Publishing {...props} />}
      {props.years.length > 1 && (
        <p>
          {t('ui.other-years')}:{' '}
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
        <a href={href(`${room}/problems?${year}`)}>{t('ui.field.problems')}</a>
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
        parts={list.groupIds.length > 1 ? list.groupIds.map((id) => ({ label: label(id) })) : undefined}
        items={list.priorities.map((entry) => ({
          key: entry.problem.id,
          rank: entry.rank,
          name: entry.problem.name,
          path: `${room}/problems/${entry.problem.id}`,
          votes: entry.votes,
          tied: entry.tied,
          icon: (entry.problem.category ?? 'other') as IconName,
          parts: list.groupIds.map((id) => entry.parts.get(id) ?? 0),
          tag: competenceText(page, entry.problem) ?? t('needs.competence.unknown'),
          meta: (
            <>
              {list.rule !== 'raw' && (
                <span>{t('needs.priorities.score', { score: fmt.number(entry.score, 3) })}</span>
              )}
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
              {t('needs.priorities.village-line', {
                held: sessions.filter(({ state }) => state === 'closed').length,
                sessions: sessions.length,
                votes: fmt.number(votes),
              })}
            </li>
          );
        })}
      </ul>
    </>
  );
}
