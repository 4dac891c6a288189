import { Form } from '../../../platform/forms/form.tsx';
import { useI18n, type I18n } from '../../../platform/i18n/context.ts';
import { HiddenField, SelectField, type Option } from '../../../platform/ui/fields.tsx';
import { FieldGroup } from '../../../platform/ui/form.tsx';
import { List, type ListColumn, type ListOf } from '../../../platform/ui/list.tsx';
import { useRoom } from '../../../platform/ui/page-context.ts';
import { StaffPage } from '../../../platform/ui/staff-page.tsx';
import { EmptyState } from '../../../platform/ui/surfaces.tsx';
import { tieInstitutions } from '../commands/tie-institutions.ts';
import type { NamedInstitution } from '../data/named-institutions.ts';

type Row = NamedInstitution & {
  readonly village: string;
  /** Names in the reader's language. */
  readonly organisation: string | null;
  readonly perhaps: string | null;
};

export const namedColumns = ({ t }: I18n, mayTie: boolean): ListColumn<Row>[] => [
  { key: 'institution', head: true, order: true, value: (row) => row.name },
  { key: 'village', order: true, value: (row) => row.village },
  { key: 'sessions', align: 'end', order: true, value: (row) => row.sessions },
  {
    key: 'organisation',
    value: (row) => row.organisation,
    cell: (row) => <Tied row={row} mayTie={mayTie} />,
  },
  ...(mayTie
    ? ([
        {
          key: 'tie',
          label: t('needs.named-institutions.tie'),
          only: 'page',
          cell: (row) => <TieLink row={row} />,
        },
      ] satisfies ListColumn<Row>[])
    : []),
];

function Tied({ row, mayTie }: { row: Row; mayTie: boolean }) {
  const { t, href } = useI18n();
  const people = useRoom('people');
  if (row.organisationId !== null)
    return <a href={href(`${people}/organisations/${row.organisationId}`)}>{row.organisation}</a>;
  if (row.perhaps === null || !mayTie) return <>{t('ui.not-set')}</>;
  return <span class="hint">{t('needs.named-institutions.perhaps', { name: row.perhaps })}</span>;
}

function TieLink({ row }: { row: Row }) {
  const { t, href } = useI18n();
  const needs = useRoom('needs');
  return (
    <a
      class="btn ghost small"
      href={href(`${needs}/institutions/${row.villageId}`)}
      aria-label={`${t('needs.named-institutions.tie')}: ${row.village}, ${row.name}`}
    >
      {t('needs.named-institutions.tie')}
    </a>
  );
}

/** Institutions as villages named them, with the organisations they are. */
export function NamedInstitutionsPage({ list }: { list: ListOf<Row> }) {
  const { t } = useI18n();
  const [people, needs] = [useRoom('people'), useRoom('needs')];
  const title = t('needs.named-institutions.title');
  return (
    <StaffPage
      title={title}
      crumbs={[{ label: t('people.organisations.title'), path: `${people}/organisations` }]}
      lead={t('needs.named-institutions.lead')}
    >
      <List
        of={list}
        caption={title}
        hideCaption
        searched
        files={`${needs}/institutions/export`}
        empty={
          <EmptyState title={t('needs.named-institutions.empty')} icon="people">
            {t('needs.named-institutions.empty-text')}
          </EmptyState>
        }
      />
    </StaffPage>
  );
}

/** The names of one village, each beside the organisation it means; a suggestion stands chosen, saving makes it so. */
export function TieInstitutionsPage({
  village,
  rows,
  options,
}: {
  village: string;
  rows: readonly Row[];
  options: readonly Option[];
}) {
  const { t } = useI18n();
  const list = `${useRoom('needs')}/institutions`;
  const people = useRoom('people');
  return (
    <StaffPage
      title={t('needs.named-institutions.of', { village })}
      crumbs={[
        { label: t('people.organisations.title'), path: `${people}/organisations` },
        { label: t('needs.named-institutions.title'), path: list },
      ]}
      lead={t('needs.named-institutions.lead')}
    >
      <Form
        of={tieInstitutions}
        row={{
          rows: rows.map((one) => ({
            name: one.name,
            organisationId: one.organisationId ?? one.perhapsId,
          })),
        }}
        submit={t('ui.save')}
        cancel={list}
      >
        {(f) =>
          f('rows')
            .lines(0)
            .map(({ f: line, name, index }) => (
              <FieldGroup key={name} legend={rows[index]?.name ?? ''}>
                <HiddenField {...line('name')} />
                <SelectField
                  {...line('organisationId')}
                  options={options}
                  empty={t('ui.not-set')}
                  hint={
                    rows[index]?.perhaps
                      ? t('needs.named-institutions.perhaps', { name: rows[index].perhaps })
                      : undefined
                  }
                />
              </FieldGroup>
            ))
        }
      </Form>
    </StaffPage>
  );
}
