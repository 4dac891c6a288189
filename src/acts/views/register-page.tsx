import { useI18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { withQuery, type ListQuery, type ListSlice } from '../../platform/ui/list-query.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { EmptyState, Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { ActListRow } from '../data.ts';
import { standingOf, type ActStanding } from '../rules.ts';

const TONES: Record<ActStanding, Tone> = { draft: 'info', registered: 'warn', signed: 'ok', annulled: 'bad' };

/** Where the act stands, in a word. */
export function StandingTag({ act }: { act: Pick<ActListRow, 'state' | 'number'> }) {
  const { t } = useI18n();
  const standing = standingOf(act);
  return <Tag tone={TONES[standing]}>{t(`acts.standing.${standing}`)}</Tag>;
}

/** The title in the reader's language; English readers get the Russian one. */
export function titleOf(act: { readonly titleKy: string; readonly titleRu: string }, lang: string): string {
  return lang === 'ky' ? act.titleKy : act.titleRu;
}

export type RegisterFilter = { readonly type: string; readonly year: string; readonly state: string };

function Filter({
  filter,
  types,
  years,
}: {
  filter: RegisterFilter;
  types: readonly string[];
  years: readonly number[];
}) {
  const page = usePage();
  const { t } = page;
  const kept = [...new URLSearchParams(page.query ?? '')].filter(([name]) => ['q', 'sort'].includes(name));
  const standings = ['draft', 'signed', 'annulled'];
  const select = (name: string, label: string, value: string, options: readonly [string, string][]) => (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name}>
        <option value="">{t('acts.filter.all')}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key} selected={key === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form class="form inline" method="get" action={page.href(page.path)}>
      {kept.map(([name, value], i) => (
        <input key={i} type="hidden" name={name} value={value} />
      ))}
      {select(
        'type',
        t('acts.field.type'),
        filter.type,
        types.map((type) => [type, t(`acts.type.${type}`)]),
      )}
      {select(
        'year',
        t('acts.field.year'),
        filter.year,
        years.map((year) => [String(year), String(year)]),
      )}
      {select(
        'state',
        t('acts.field.state'),
        filter.state,
        standings.map((state) => [state, t(`acts.standing.${state}`)]),
      )}
      <button class="btn ghost" type="submit">
        {t('acts.filter.apply')}
      </button>
    </form>
  );
}

export interface RegisterPageProps {
  base: string;
  slice: ListSlice<ActListRow>;
  query: ListQuery;
  filter: RegisterFilter;
  types: readonly string[];
  years: readonly number[];
  total: number;
  mayRecord: boolean;
}

/** The register of acts: one line a paper. */
export function RegisterPage(props: RegisterPageProps) {
  const { t, fmt, lang, href } = useI18n();
  const { query: search } = usePage();
  const { base, slice, query, filter } = props;
  return (
    <Layout title={t('acts.register.title')} variant="staff">
      <PageHeader
        title={t('acts.register.title')}
        lead={t('acts.register.lead')}
        actions={
          props.mayRecord ? (
            <LinkButton href={`${base}/new`} look="ghost" icon="plus">
              {t('acts.outside.open')}
            </LinkButton>
          ) : undefined
        }
      />
      <DataTable
        caption={t('acts.register.title')}
        hideCaption
        rows={slice.rows}
        rowKey={(row) => row.id}
        sort={query.sort}
        search={query.q}
        searchLabel={t('acts.register.search')}
        page={slice}
        tools={<Filter filter={filter} types={props.types} years={props.years} />}
        exports={
          props.total > 0 ? (
            <DownloadLinks
              links={{
                xlsx: `${base}/register.xlsx${withQuery(search, { page: '' })}`,
                csv: `${base}/register.csv${withQuery(search, { page: '' })}`,
              }}
            />
          ) : undefined
        }
        empty={
          props.total === 0 ? (
            <EmptyState title={t('acts.register.empty')}>{t('acts.register.empty.text')}</EmptyState>
          ) : undefined
        }
        columns={[
          {
            key: 'number',
            label: t('acts.field.number'),
            sort: true,
            cell: (row) => (row.number === null ? '–' : `№ ${row.number}`),
          },
          {
            key: 'date',
            label: t('acts.field.date'),
            sort: true,
            cell: (row) => (row.issuedOn ? fmt.dateShort(row.issuedOn) : '–'),
          },
          {
            key: 'title',
            label: t('acts.field.title'),
            sort: true,
            head: true,
            cell: (row) => <a href={href(`${base}/${row.id}`)}>{titleOf(row, lang)}</a>,
          },
          {
            key: 'type',
            label: t('acts.field.type'),
            sort: true,
            cell: (row) => t(`acts.type.${row.type}`),
          },
          { key: 'body', label: t('acts.field.body'), cell: (row) => t(`acts.body.${row.issuingBody}`) },
          {
            key: 'state',
            label: t('acts.field.state'),
            sort: true,
            cell: (row) => (
              <>
                <StandingTag act={row} />
                {row.published && <Tag tone="info">{t('acts.published')}</Tag>}
              </>
            ),
          },
        ]}
      />
    </Layout>
  );
}
