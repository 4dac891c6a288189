import { PaperDownloads, PaperSheets } from '../../acts/views/act-page.tsx';
import type { Paper } from '../../acts/schema.ts';
import type { SessionItem } from '../../needs/sessions/data/sessions.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { nameIn, type UnitVersion } from '../../territory/rules/versions.ts';
import { groupName } from '../documents/schedule.ts';
import { useCrumbs } from './cycle-page.tsx';

/** A paper without a number, on the page and as files. */
export function PaperPage(props: {
  year: number;
  paper: Paper;
  shown: 'ky' | 'ru';
  name: string;
  subjectId: string;
}) {
  const { t } = useI18n();
  const { year, paper, shown, name } = props;
  const title = t(`cycle.paper.${name}`);
  const path = [`${useRoom('cycle')}/papers/${name}`, props.subjectId].filter(Boolean).join('/');
  return (
    <Layout title={title} variant="staff" wide>
      <PageHeader crumbs={useCrumbs(year, title)} title={title} />
      <PaperDownloads base={path} />
      <PaperSheets paper={paper} shown={shown} path={`${path}?year=${year}`} />
    </Layout>
  );
}

/** All programmes: one for each session and one for each village's focus group. */
export function ProgrammesPage({
  year,
  sessions,
  villages,
}: {
  year: number;
  sessions: readonly SessionItem[];
  villages: readonly UnitVersion[];
}) {
  const { t, fmt, lang, href } = useI18n();
  const base = useRoom();
  const paper = (name: string, id: string) => `${base}/cycle/papers/${name}/${id}?year=${year}`;
  return (
    <Layout title={t('cycle.step.programmes')} variant="staff">
      <PageHeader
        crumbs={useCrumbs(year, t('cycle.step.programmes'))}
        title={t('cycle.step.programmes')}
        lead={t('cycle.programmes.lead')}
      />
      <h2>{t('ui.field.sessions')}</h2>
      <DataTable
        caption={t('ui.field.sessions')}
        hideCaption
        rows={sessions}
        rowKey={(one) => one.id}
        empty={
          <EmptyState
            title={t('cycle.programmes.empty')}
            icon="calendar"
            action={<LinkButton href={`${base}/needs`}>{t('cycle.next.schedule.action')}</LinkButton>}
          />
        }
        columns={[
          {
            key: 'session',
            label: t('ui.field.village'),
            head: true,
            cell: (one) => (
              <a href={href(paper('programme', one.id))}>
                {nameIn(one.village, lang)}, {groupName(one, lang === 'ky' ? 'ky' : 'ru')}
              </a>
            ),
          },
          {
            key: 'when',
            label: t('cycle.programmes.when'),
            cell: (one) =>
              one.plannedOn
                ? `${fmt.weekdayDate(one.plannedOn)}${one.startsAt ? `, ${fmt.time(one.startsAt)}` : ''}`
                : t('cycle.plan.undated'),
          },
        ]}
      />
      <h2>{t('ui.focus-groups')}</h2>
      <ul>
        {villages.map((village) => (
          <li key={village.unitId}>
            <a href={href(paper('focus-group', village.unitId))}>{nameIn(village, lang)}</a>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
