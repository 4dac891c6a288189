import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { useI18n, type I18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { List, type ListColumn, type ListOf } from '../../platform/ui/list.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { EmptyState } from '../../platform/ui/surfaces.tsx';
import type { Contact, Person } from '../data.ts';

type Row = Person & { readonly village: string; readonly contact: Contact | undefined };

/** Contacts, years of birth and streets are there only for those who may see them. */
export const peopleColumns = ({ t }: I18n, contacts: boolean): ListColumn<Row>[] => [
  {
    key: 'name',
    head: true,
    order: true,
    value: (row) => row.fullName,
    cell: (row) => <PersonLink {...row} />,
  },
  { key: 'sex', value: (row) => row.sex && t(`ui.sex.${row.sex}`) },
  ...(contacts
    ? [{ key: 'birthYear', align: 'end', order: true, value: (row) => row.birthYear } as ListColumn<Row>]
    : []),
  { key: 'occupation', order: true, value: (row) => row.occupation },
  { key: 'village', order: true, value: (row) => row.village },
  ...(contacts
    ? ([
        { key: 'street', only: 'file', value: (row) => row.street },
        ...contactColumns((row: Row) => row.contact),
        { key: 'address', only: 'file', value: (row) => row.contact?.address },
      ] satisfies ListColumn<Row>[])
    : []),
];

/** How to reach somebody: one column on the page, one for each way in the file. */
export const contactColumns = <R,>(of: (row: R) => Contact | undefined): ListColumn<R>[] => [
  {
    key: 'contact',
    only: 'page',
    value: (row) => [of(row)?.phone, of(row)?.email].filter(Boolean).join(', '),
    cell: (row) => <Reach ways={[of(row)?.phone, of(row)?.email]} />,
  },
  { key: 'phone', only: 'file', value: (row) => of(row)?.phone },
  { key: 'email', only: 'file', value: (row) => of(row)?.email },
];

/** Ways to reach somebody, each whole on its line: half a telephone number cannot be dialled. */
export function Reach({ ways }: { ways: readonly (string | null | undefined)[] }) {
  const given = ways.filter(Boolean);
  return (
    <span>
      {given.map((way, index) => (
        <span key={way} class={way?.includes('@') ? undefined : 'whole'}>
          {way}
          {index < given.length - 1 && ', '}
        </span>
      ))}
    </span>
  );
}

function PersonLink({ id, fullName }: Person) {
  const { href } = useI18n();
  return <a href={href(`${useRoom('people')}/persons/${id}`)}>{fullName}</a>;
}

/** Everybody the municipality knows by name. */
export function PeoplePage({
  list,
  may,
}: {
  list: ListOf<Row>;
  may: { readonly edit: boolean; readonly manageStaff: boolean };
}) {
  const { t } = useI18n();
  const base = useRoom('people');
  return (
    <StaffPage
      title={t('people.title')}
      lead={t('people.lead')}
      actions={
        <>
          {may.edit && (
            <LinkButton href={`${base}/new`} icon="plus">
              {t('people.add')}
            </LinkButton>
          )}
          <LinkButton href={`${base}/bodies`} look="ghost" icon="people">
            {t('people.bodies.title')}
          </LinkButton>
          <LinkButton href={`${base}/organisations`} look="ghost">
            {t('people.organisations.title')}
          </LinkButton>
          {may.manageStaff && (
            <LinkButton href={`${base}/staff`} look="ghost" icon="lock">
              {t('people.staff.title')}
            </LinkButton>
          )}
        </>
      }
    >
      <List
        of={list}
        caption={t('people.list')}
        hideCaption
        searched
        files={`${base}/export`}
        empty={
          <EmptyState
            title={t('people.empty')}
            icon="people"
            action={may.edit && <LinkButton href={`${base}/new`}>{t('people.add')}</LinkButton>}
          >
            {t('people.empty-text')}
          </EmptyState>
        }
      />
      <p class="hint">
        {t('people.count', { count: list.rows.length })}. {t('people.privacy')}
      </p>
    </StaffPage>
  );
}
