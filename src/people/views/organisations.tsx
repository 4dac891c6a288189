import { useI18n, type I18n } from '../../platform/i18n/context.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { List, type ListColumn, type ListOf } from '../../platform/ui/list.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { EmptyState, Tag } from '../../platform/ui/surfaces.tsx';
import type { Organisation } from '../data/organisations.ts';
import { bodyName } from '../rules/body-name.ts';
import { inForce } from '../rules/organisations.ts';
import { contactColumns } from './people.tsx';

/** Contacts are there only for those who may see them. */
export const organisationColumns = (
  { t, fmt }: I18n,
  { contacts, today }: { readonly contacts: boolean; readonly today: IsoDate },
): ListColumn<Organisation>[] => [
  {
    key: 'organisation',
    head: true,
    order: true,
    value: (row) => bodyName(row, fmt.lang),
    sought: ({ nameKy, nameRu }) => `${nameKy} ${nameRu}`,
    cell: (row) => <OrganisationLink of={row} />,
  },
  { key: 'kind', order: true, value: (row) => t(`people.organisation-kind.${row.kind}`) },
  { key: 'speaker', value: (row) => row.speaker },
  ...(contacts
    ? ([
        ...contactColumns((row: Organisation) => row),
        { key: 'address', only: 'file', value: (row) => row.address },
      ] satisfies ListColumn<Organisation>[])
    : []),
  { key: 'named', only: 'file', value: (row) => row.namedOn },
  { key: 'from', only: 'file', value: (row) => row.validFrom },
  { key: 'to', only: 'file', value: (row) => row.validTo },
  { key: 'state', cell: (row) => <OrganisationState of={row} today={today} /> },
];

/** The name that leads to its page. */
export function OrganisationLink({ of }: { of: Organisation }) {
  const { lang, href } = useI18n();
  return <a href={href(`${useRoom('people')}/organisations/${of.id}`)}>{bodyName(of, lang)}</a>;
}

/** Whether it exists today. */
export function OrganisationState({ of, today }: { of: Organisation; today: IsoDate }) {
  const { t, fmt } = useI18n();
  if (inForce(of, today)) return <Tag tone="ok">{t('people.body.stands')}</Tag>;
  if (of.validTo !== null && of.validTo < today)
    return <Tag>{t('people.organisation.closed', { date: fmt.dateShort(of.validTo) })}</Tag>;
  return <Tag>{t('people.organisation.begins', { date: fmt.dateShort(of.validFrom ?? today) })}</Tag>;
}

/** All organisations the municipality deals with. */
export function OrganisationsPage({ list, mayEdit }: { list: ListOf<Organisation>; mayEdit: boolean }) {
  const { t } = useI18n();
  const base = useRoom('people');
  const needs = useRoom('needs');
  const title = t('people.organisations.title');
  const add = mayEdit && (
    <LinkButton href={`${base}/organisations/new`} icon="plus">
      {t('people.organisation.add')}
    </LinkButton>
  );
  return (
    <StaffPage
      title={title}
      crumbs={[{ label: t('people.title'), path: base }]}
      lead={t('people.organisations.lead')}
      actions={
        list.rows.length > 0 && (
          <>
            {add}
            <LinkButton href={`${needs}/institutions`} look="ghost">
              {t('people.organisations.of-sessions')}
            </LinkButton>
          </>
        )
      }
    >
      <List
        of={list}
        caption={title}
        hideCaption
        searched
        files={`${base}/organisations/export`}
        empty={
          <EmptyState title={t('people.organisations.empty')} icon="people" action={add}>
            {t('people.organisations.empty-text')}
          </EmptyState>
        }
      />
    </StaffPage>
  );
}
