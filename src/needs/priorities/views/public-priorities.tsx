import { LinkButton } from '../../../platform/ui/button.tsx';
import type { IconName } from '../../../platform/ui/icon.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { RankList } from '../../../drawings/rank-list.tsx';
import { StageWheel } from '../../../drawings/stages.tsx';
import { stages, type Stage } from '../../../drawings/words.ts';
import { Card, Facts, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import type { PublishedList } from '../data/published-list.ts';
import { listLength } from '../rules/priorities.ts';
import type { PrioritiesSnapshot, SnapshotPart } from '../rules/snapshot.ts';
import { isUntranslated } from '../../rules/catalogue.ts';
import { ProblemName } from '../../views/problem-name.tsx';
import { hiddenSentences, unheardText } from './hidden-text.ts';
import {
  ageGroupText,
  briefCompetence,
  competenceText,
  groupText,
  placeText,
  problemText,
} from '../../views/labels.ts';
import { ownListName } from './own-lists.tsx';

/** The name of a bar's part. */
export function partText(page: Parameters<typeof placeText>[0], part: SnapshotPart): string {
  return part.kind === 'village' ? placeText(page, part) : groupText(page, part.ageGroup, part.sexMode);
}

export const stageOf = (text: string): Stage | null => stages.find((stage) => stage === text) ?? null;

/** JSON inside a script element: nothing in it may end the element. */
function dataScript(data: unknown): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}

export interface PublicPrioritiesProps extends PublishedList {
  /** Full address of this page, for the open data description. */
  address: string;
}

/** What people asked for first: a village's or the municipality's published list. */
export function PublicPrioritiesPage(props: PublicPrioritiesProps) {
  const { snapshot, head, above, path, root, villages, address } = props;
  const page = usePage();
  const { t, fmt, href } = page;
  const { facts, parts, municipality, unit, year, russian } = snapshot;
  const village = snapshot.kind === 'village';
  const name = placeText(page, unit);
  const { days } = snapshot;
  const list = village ? 'village' : 'municipality';
  const lead =
    days === undefined
      ? t(`needs.public.lead-${list}`, { name, year })
      : t(`needs.public.lead-${list}-days`, { name, year, days: fmt.onDays(days.from, days.to) });
  const title = t('needs.public.title', { name, year });
  const sexes = facts.women !== null && facts.men !== null ? facts.women + facts.men : 0;
  const hidden = hiddenSentences(page, snapshot);
  const unheard = unheardText(page, snapshot);
  const untranslated = snapshot.priorities.some((entry) => isUntranslated(entry.name, page.lang, russian));
  return (
    <Layout title={title} description={t('needs.public.description', { name, year })} variant="public">
      <PageHeader
        crumbs={[
          ...above.map((place) => ({ label: placeText(page, place) })),
          { label: placeText(page, municipality), path: root },
          ...(village
            ? [{ label: t('cycle.title.year', { year }), path: `${root}/${year}` }, { label: name }]
            : [{ label: t('cycle.title.year', { year }) }]),
        ]}
        title={t('needs.public.heading')}
        lead={lead}
      />
      <Facts
        items={[
          ...(facts.people > 0
            ? [{ value: fmt.number(facts.people), label: t('needs.fact.people', { count: facts.people }) }]
            : []),
          ...(sexes > 0
            ? [
                {
                  value: fmt.percent((facts.women ?? 0) / sexes),
                  label: t('needs.fact.women', { count: facts.women ?? 0 }),
                },
              ]
            : []),
          { value: fmt.number(facts.votes), label: t('needs.fact.votes', { count: facts.votes }) },
          ...(facts.possible !== null && facts.unused !== null && facts.possible > 0
            ? [
                {
                  value: fmt.percent(1 - facts.unused / facts.possible),
                  label: t('needs.fact.used', { possible: facts.possible }),
                },
              ]
            : []),
          {
            value: fmt.number(snapshot.priorities.length),
            label: t('needs.fact.problems', { count: snapshot.priorities.length }),
          },
        ]}
      />
      <div class="cols">
        <section aria-labelledby="list">
          <h2 id="list">{t(village ? 'needs.public.list-village' : 'needs.public.list-municipality')}</h2>
          <RankList
            top={listLength}
            parts={parts.length > 1 ? parts.map((part) => ({ label: partText(page, part) })) : undefined}
            items={snapshot.priorities.map((entry, i) => ({
              key: String(i),
              rank: entry.rank,
              ...nameIn(page, entry.name, russian),
              votes: entry.votes,
              tied: entry.tied,
              icon: (entry.category ?? 'other') as IconName,
              parts: parts.length === 0 ? [entry.votes] : entry.byPart,
              tag: competenceText(page, entry),
              brief: briefCompetence(page, entry),
            }))}
          />
          {snapshot.hidden.few.length > 0 && (
            <>
              <h3>{t('needs.public.few-title')}</h3>
              <ul>
                {snapshot.hidden.few.map((problem) => (
                  <li key={problem}>
                    <ProblemName name={problem} russian={russian} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {unheard !== undefined && (
            <Notice tone="info" title={t('needs.public.unheard')}>
              {unheard}
            </Notice>
          )}
          {untranslated && <p class="hint">{t('needs.public.in-kyrgyz')}</p>}
          {hidden.length === 0 && <p class="hint">{t('needs.public.nothing-hidden')}</p>}
          {hidden.length > 0 && (
            <Notice tone="info" title={t('needs.public.not-shown')}>
              {hidden.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
              <p>
                <a href={href('/methods/privacy')}>{t('needs.public.why-hidden')}</a>
              </p>
            </Notice>
          )}
          {snapshot.questions.length > 0 && (
            <Notice tone="info" title={t('needs.public.question-title')}>
              {snapshot.questions.map((question) => (
                <p key={`${question.first}${question.second}`}>
                  {t('needs.public.question', {
                    first: problemText(page, question.first, russian),
                    second: problemText(page, question.second, russian),
                    a: question.firstVotes,
                    b: question.secondVotes,
                    sum: question.mergedVotes,
                  })}
                </p>
              ))}
              <p>{t('needs.public.question-apart')}</p>
            </Notice>
          )}
          {snapshot.merges.length > 0 && (
            <>
              <h3>{t('needs.public.merges')}</h3>
              <ul>
                {snapshot.merges.map((merge, i) => (
                  <li key={i}>
                    <ProblemName name={merge.from} russian={russian} /> →{' '}
                    <ProblemName name={merge.into} russian={russian} />.{' '}
                    {t('ui.because', { reason: merge.reason })}
                  </li>
                ))}
              </ul>
            </>
          )}
          <div class="actions">
            <LinkButton href={`${path}/poster.pdf`} icon="print" look="ghost">
              {t('needs.public.poster')}
            </LinkButton>
            <LinkButton href={`${path}.csv`} icon="download" look="ghost">
              <span lang="en">CSV</span>
            </LinkButton>
            <LinkButton href={`${path}.json`} icon="download" look="ghost">
              <span lang="en">JSON</span>
            </LinkButton>
          </div>
        </section>
        <aside class="stack">
          <Card title={t('needs.public.where')}>
            <StageWheel current={stageOf(snapshot.stage)} />
          </Card>
          {villages.length > 0 && (
            <Card title={t('needs.priorities.villages')}>
              <ul>
                {villages.map((one) => (
                  <li key={one.id}>
                    <a href={href(one.path)}>{placeText(page, one)}</a>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          {snapshot.own.length > 0 && (
            <Card title={t('needs.public.own')}>
              {snapshot.own.some((own) => own.firstButMissing.length > 0) && (
                <>
                  <p>{t('needs.public.first-but-missing')}</p>
                  <ul class="plain">
                    {snapshot.own
                      .filter((own) => own.firstButMissing.length > 0)
                      .map((own) => (
                        <li key={`${own.kind}${own.group}`}>
                          <Tag>{ownListName(page, own)}</Tag>{' '}
                          {fmt.list(own.firstButMissing.map((one) => problemText(page, one, russian)))}
                        </li>
                      ))}
                  </ul>
                </>
              )}
              {snapshot.own.map((own) => (
                <details key={`${own.kind}${own.group}`}>
                  <summary>{ownListName(page, own)}</summary>
                  <ol>
                    {own.top.map((entry, i) => (
                      <li key={i} value={entry.rank}>
                        <ProblemName name={entry.name} russian={russian} />
                      </li>
                    ))}
                  </ol>
                </details>
              ))}
            </Card>
          )}
          {snapshot.participants && <ParticipantsCard participants={snapshot.participants} />}
        </aside>
      </div>
      <p class="hint">
        {t('needs.public.published', { date: fmt.dateTime(head.publishedAt), version: head.version })}{' '}
        <a href={href(root)}>{t('needs.public.all')}</a>
      </p>
      <script
        type="application/ld+json"
        // Data for search engines, not a program: the policy against inline scripts does not concern it.
        dangerouslySetInnerHTML={{
          __html: dataScript({
            '@context': 'https://schema.org',
            '@type': 'Dataset',
            name: title,
            description: t('needs.public.description', { name, year }),
            inLanguage: page.lang,
            url: address,
            version: String(head.version),
            datePublished: head.publishedAt.toISOString(),
            temporalCoverage: days === undefined ? String(year) : `${days.from}/${days.to}`,
            spatialCoverage: {
              '@type': 'Place',
              name: [
                ...above.map((place) => placeText(page, place)),
                placeText(page, municipality),
                ...(village ? [name] : []),
              ].join(', '),
            },
            isAccessibleForFree: true,
            variableMeasured: [t('ui.field.votes'), t('ui.field.rank')],
            distribution: [
              { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${address}.csv` },
              { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: `${address}.json` },
            ],
          }),
        }}
      />
    </Layout>
  );
}

/** A problem's name in the row of the list, marked where nobody has translated it. */
function nameIn(page: Parameters<typeof placeText>[0], name: string, russian: PrioritiesSnapshot['russian']) {
  const untranslated = isUntranslated(name, page.lang, russian);
  return { name: problemText(page, name, russian), ...(untranslated && { nameLang: 'ky' as const }) };
}

/** Who took part by age, and by sex where neither of the two is small anywhere. */
function ParticipantsCard({
  participants,
}: {
  participants: NonNullable<PrioritiesSnapshot['participants']>;
}) {
  const page = usePage();
  const { t, fmt } = page;
  const { ageGroups, people, cells } = participants;
  const columns = cells ? ['ui.sex.females', 'ui.sex.males'] : ['needs.export.people'];
  return (
    <Card title={t('meetings.who')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('ui.field.age')}</th>
            {columns.map((key) => (
              <th key={key} scope="col" class="end">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ageGroups.map((group, row) => (
            <tr key={group}>
              <th scope="row">{ageGroupText(page, group)}</th>
              {(cells ? (cells[row] ?? []) : [people[row] ?? 0]).map((count, column) => (
                <td key={column} class="end">
                  {fmt.number(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
