import { StaffPage } from '../../platform/ui/staff-page.tsx';
import type { I18n } from '../../platform/i18n/context.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { Form } from '../../platform/forms/form.tsx';
import { SelectField, TextField } from '../../platform/ui/fields.tsx';
import { List, type ListColumn, type ListOf } from '../../platform/ui/list.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { EmptyState, Tag } from '../../platform/ui/surfaces.tsx';
import { formBody } from '../commands/form-body.ts';
import type { Body } from '../data.ts';
import { bodyName } from '../rules/body-name.ts';

type Row = Body & { readonly members: number };

export const bodyColumns = ({ t, fmt }: I18n): ListColumn<Row>[] => [
  {
    key: 'body',
    head: true,
    value: (body) => bodyName(body, fmt.lang),
    sought: ({ nameKy, nameRu }) => `${nameKy} ${nameRu}`,
    cell: (body) => <BodyLink body={body} />,
  },
  { key: 'kind', value: (body) => t(`people.kind.${body.kind}`) },
  { key: 'members', align: 'end', value: (body) => body.members },
  {
    key: 'formedOn',
    value: (body) => body.formedOn,
    cell: (body) => body.formedOn && fmt.date(body.formedOn),
  },
  { key: 'dissolvedOn', only: 'file', value: (body) => body.dissolvedOn },
  {
    key: 'state',
    cell: ({ dissolvedOn }) =>
      dissolvedOn ? (
        <Tag>{t('people.body.dissolved', { date: fmt.dateShort(dissolvedOn) })}</Tag>
      ) : (
        <Tag tone="ok">{t('people.body.stands')}</Tag>
      ),
  },
];

function BodyLink({ body }: { body: Body }) {
  const { lang, href } = useI18n();
  return <a href={href(`${useRoom('people')}/bodies/${body.id}`)}>{bodyName(body, lang)}</a>;
}

/** All groups and bodies. */
export function BodiesPage({ list, mayEdit }: { list: ListOf<Row>; mayEdit: boolean }) {
  const { t } = useI18n();
  const base = useRoom('people');
  const title = t('people.bodies.title');
  return (
    <StaffPage
      title={title}
      crumbs={[{ label: t('people.title'), path: base }]}
      lead={t('people.bodies.lead')}
    >
      <List
        of={list}
        caption={title}
        hideCaption
        searched
        files={`${base}/bodies/export`}
        empty={
          <EmptyState title={t('people.bodies.empty')} icon="people">
            {t('people.bodies.empty-text')}
          </EmptyState>
        }
      />
      {mayEdit && (
        <Form
          of={formBody}
          fold={{ text: t('people.body.form'), open: list.rows.length === 0 }}
          submit={t('people.body.form')}
          requiredNote
        >
          {(f) => (
            <>
              <SelectField {...f('kind')} value="workingGroup" empty={null} />
              <TextField {...f('nameKy')} />
              <TextField {...f('nameRu')} />
            </>
          )}
        </Form>
      )}
    </StaffPage>
  );
}
