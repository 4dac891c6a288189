import { useI18n, type I18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { EmptyState, Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { ActListRow } from '../data.ts';
import { standingOf, type ActStanding } from '../rules.ts';
import { type ListColumn, type ListOf, List } from '../../platform/ui/list.tsx';

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
        <option value="">{t('ui.all')}</option>
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
        t('ui.field.year'),
        filter.year,
        years.map((year) => [String(year), String(year)]),
      )}
      {select(
        'state',
        t('ui.field.state'),
        filter.state,
        standings.map((state) => [state, t(`acts.standing.${state}`)]),
      )}
      <button class="btn ghost" type="submit">
        {t('acts.filter.apply')}
      </button>
    </form>
  );
}

export const registerColumns = ({ t, fmt, lang }: I18n): ListColumn<ActListRow>[] => [
  {
    key: 'number',
    order: (a, b) => (a.year ?? 0) - (b.year ?? 0) || (a.running ?? 0) - (b.running ?? 0),
    value: (row) => row.number,
    cell: (row) => (row.number === null ? '–' : `№ ${row.number}`),
  },
  {
    key: 'date',
    order: true,
    value: (row) => row.issuedOn,
    cell: (row) => (row.issuedOn ? fmt.dateShort(row.issuedOn) : '–'),
  },
  { key: 'year', only: 'file', value: (row) => row.year },
  {
    key: 'title',
    only: 'page',
    order: true,
    head: true,
    value: (row) => titleOf(row, lang),
    cell: (row) => <ActLink act={row} />,
  },
  { key: 'type', order: true, value: (row) => t(`acts.type.${row.type}`) },
  { key: 'body', value: (row) => t(`acts.body.${row.issuingBody}`) },
  { key: 'titleKy', only: 'file', value: (row) => row.titleKy },
  { key: 'titleRu', only: 'file', value: (row) => row.titleRu },
  {
    key: 'state',
    order: (a, b) => fmt.compare(a.state, b.state),
    value: (row) => t(`acts.standing.${standingOf(row)}`),
    cell: (row) => (
      <>
        <StandingTag act={row} />
        {row.published && <Tag tone="info">{t('acts.published')}</Tag>}
      </>
    ),
  },
  { key: 'signer', only: 'file', value: (row) => row.signedBy },
  { key: 'note', only: 'file', value: (row) => row.note },
];

function ActLink({ act }: { act: ActListRow }) {
  const { lang, href } = useI18n();
  return <a href={href(`${useRoom('acts')}/${act.id}`)}>{titleOf(act, lang)}</a>;
}

export interface RegisterPageProps {
  list: ListOf<ActListRow>;
  filter: RegisterFilter;
  types: readonly string[];
  years: readonly number[];
  total: number;
  mayRecord: boolean;
}

/** The register of acts: one line a paper. */
export function RegisterPage(props: RegisterPageProps) {
  const { t } = useI18n();
  const base = useRoom('acts');
  const nothing = props.total === 0;
  // The journal is of a year: the one that is filtered by, else the newest.
  const { filter } = props;
  const year = filter.year === '' ? props.years[0]?.toString() : filter.year;
  const journal = (format: string) =>
    `${base}/journal.${format}?${new URLSearchParams({ year: year ?? '', type: filter.type }).toString()}`;
  return (
    <Layout title={t('acts.register.title')} variant="staff">
      <PageHeader
        title={t('acts.register.title')}
        lead={t('acts.register.lead')}
        actions={
          <>
            {year !== undefined && (
              <>
                <LinkButton href={journal('pdf')} look="ghost" icon="print">
                  {t('acts.journal.open', { year })}
                </LinkButton>
                <LinkButton href={journal('docx')} look="ghost" icon="document">
                  {t('ui.download.docx')}
                </LinkButton>
              </>
            )}
            {props.mayRecord && (
              <LinkButton href={`${base}/new`} look="ghost" icon="plus">
                {t('acts.outside.open')}
              </LinkButton>
            )}
          </>
        }
      />
      <List
        of={props.list}
        caption={t('acts.register.title')}
        hideCaption
        searched
        searchLabel={t('acts.register.search')}
        tools={<Filter filter={props.filter} types={props.types} years={props.years} />}
        files={nothing ? undefined : `${base}/register`}
        empty={
          nothing && <EmptyState title={t('acts.register.empty')}>{t('acts.register.empty.text')}</EmptyState>
        }
      />
    </Layout>
  );
}
