import { useI18n } from '../../platform/i18n/context.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { Form, type FieldsOf } from '../../platform/forms/form.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import {
  CheckboxField,
  DateField,
  RadioGroup,
  SelectField,
  TextField,
  type Option,
} from '../../platform/ui/fields.tsx';
import { ActionForm, FieldGroup, type Sent } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState, Facts, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { addMember, type placeShape } from '../commands/add-member.ts';
import { changeMemberRole } from '../commands/change-member-role.ts';
import { editBody } from '../commands/edit-body.ts';
import { endMembership } from '../commands/end-membership.ts';
import type { Body, Member } from '../data.ts';
import { bodyName } from '../rules/body-name.ts';
import type { RuleResult } from '../rules/composition.ts';
import { CompositionChecklist } from './composition.tsx';

export type BodyPageProps = {
  readonly base: string;
  readonly body: Body;
  readonly members: readonly Member[];
  readonly contacts: ReadonlyMap<string, { phone: string | null; email: string | null }>;
  readonly seesContacts: boolean;
  readonly rules: readonly RuleResult[];
  readonly people: readonly Option[];
  readonly today: IsoDate;
  readonly mayEdit: boolean;
  /** The form that was sent and refused: `add`, `body`, or a membership's id. */
  readonly sent?: Sent & { readonly form: string; readonly message: string };
};

/** A group: its rules, its people, and how they change. */
export function BodyPage(props: BodyPageProps) {
  const { t, fmt } = useI18n();
  const { base, body, rules } = props;
  const name = bodyName(body, fmt.lang);
  const present = props.members.filter((member) => member.validTo === null);
  const past = props.members.filter((member) => member.validTo !== null);
  const women = present.filter((member) => member.sex === 'female').length;
  const men = present.filter((member) => member.sex === 'male').length;
  const blocking = rules.filter((rule) => rule.blocks).length;
  const here = `${base}/bodies/${body.id}`;
  const mayEdit = props.mayEdit && body.dissolvedOn === null;
  return (
    <Layout title={name} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('people.title'), path: base },
          { label: t('people.bodies.title'), path: `${base}/bodies` },
          { label: name },
        ]}
        title={name}
        tag={
          body.dissolvedOn ? (
            <Tag>{t('people.body.dissolved', { date: fmt.dateShort(body.dissolvedOn) })}</Tag>
          ) : (
            <Tag>{t(`people.kind.${body.kind}`)}</Tag>
          )
        }
      />
      {props.sent?.form === '' && <Notice tone="bad" title={props.sent.message} live />}
      <Facts
        items={[
          { value: fmt.number(present.length), label: t('people.field.members') },
          { value: fmt.number(women), label: t('ui.sex.females') },
          { value: fmt.number(men), label: t('ui.sex.males') },
        ]}
      />
      {rules.length > 0 && (
        <Card
          title={t('people.composition')}
          aside={
            blocking === 0 ? (
              <Tag tone="ok">{t('people.composition.ok')}</Tag>
            ) : (
              <Tag tone="warn">{t('people.composition.missing', { count: blocking })}</Tag>
            )
          }
        >
          <CompositionChecklist rules={rules} />
        </Card>
      )}
      <h2>{t('people.field.members')}</h2>
      <DataTable
        caption={t('people.field.members')}
        hideCaption
        exports={<DownloadLinks links={{ xlsx: `${here}/members.xlsx`, csv: `${here}/members.csv` }} />}
        columns={[
          {
            key: 'name',
            label: t('people.field.name'),
            head: true,
            cell: (member) => <PersonLink base={base} member={member} />,
          },
          { key: 'role', label: t('people.field.role'), cell: (member) => t(`people.role.${member.role}`) },
          {
            key: 'category',
            label: t('people.field.category'),
            cell: (member) => t(`people.category.${member.category}`),
          },
          { key: 'post', label: t('people.field.post'), cell: (member) => member.post },
          {
            key: 'sex',
            label: t('people.field.sex'),
            cell: (member) => (member.sex ? t(`ui.sex.${member.sex}`) : ''),
          },
          ...(props.seesContacts
            ? [
                {
                  key: 'contact',
                  label: t('people.field.contact'),
                  cell: (member: Member) => {
                    const contact = props.contacts.get(member.personId);
                    return [contact?.phone, contact?.email].filter(Boolean).join(', ');
                  },
                },
              ]
            : []),
          {
            key: 'trained',
            label: t('people.field.trained'),
            cell: (member) =>
              mayEdit ? (
                <ActionForm
                  action={`${here}/trained`}
                  fields={{ membershipIds: member.membershipId, trained: member.trained ? 'no' : 'yes' }}
                >
                  {member.trained && <Tag tone="ok">{t('ui.yes')}</Tag>}{' '}
                  <Button
                    look="plain"
                    small
                    label={t(member.trained ? 'people.trained.undo-of' : 'people.trained.mark-of', {
                      name: member.fullName,
                    })}
                  >
                    {t(member.trained ? 'ui.undo' : 'people.trained.mark')}
                  </Button>
                </ActionForm>
              ) : member.trained ? (
                <Tag tone="ok">{t('ui.yes')}</Tag>
              ) : (
                t('ui.no')
              ),
          },
          ...(mayEdit
            ? [
                {
                  key: 'change',
                  label: t('ui.actions'),
                  cell: (member: Member) => <MemberForms {...props} member={member} here={here} />,
                },
              ]
            : []),
        ]}
        rows={present}
        rowKey={(member) => member.membershipId}
        empty={
          <EmptyState title={t('people.members.empty')} icon="people">
            {t('people.members.empty-text')}
          </EmptyState>
        }
      />
      {mayEdit && (
        <div class="stack">
          <AddMember {...props} here={here} />
          {present.some((member) => !member.trained) && present.length > 1 && (
            <div>
              <ActionForm action={`${here}/trained`} fields={{ trained: 'yes', all: 'yes' }}>
                <Button look="ghost">{t('people.trained.all')}</Button>
              </ActionForm>
            </div>
          )}
        </div>
      )}
      {past.length > 0 && (
        <>
          <h2>{t('people.members.past')}</h2>
          <DataTable
            caption={t('people.members.past')}
            hideCaption
            columns={[
              {
                key: 'name',
                label: t('people.field.name'),
                head: true,
                cell: (member) => <PersonLink base={base} member={member} />,
              },
              {
                key: 'role',
                label: t('people.field.role'),
                cell: (member) => t(`people.role.${member.role}`),
              },
              {
                key: 'span',
                label: t('people.field.span'),
                cell: (member) => fmt.dateRange(member.validFrom, member.validTo ?? member.validFrom),
              },
              {
                key: 'restore',
                label: t('ui.actions'),
                cell: (member) =>
                  mayEdit && (
                    <ActionForm action={`${here}/members/${member.membershipId}/restore`}>
                      <Button look="plain" small icon="undo">
                        {t('people.members.restore')}
                      </Button>
                    </ActionForm>
                  ),
              },
            ]}
            rows={past}
            rowKey={(member) => member.membershipId}
          />
        </>
      )}
      {props.mayEdit && (
        <>
          <h2>{t('people.body.manage')}</h2>
          <EditBody {...props} here={here} />
        </>
      )}
    </Layout>
  );
}

function PersonLink({ base, member }: { base: string; member: Member }) {
  const { t, href } = useI18n();
  const removed = member.fullName === '***';
  return (
    <a href={href(`${base}/persons/${member.personId}`)}>{removed ? t('people.removed') : member.fullName}</a>
  );
}

function PlaceFields({ f }: { f: FieldsOf<typeof placeShape> }) {
  const { t } = useI18n();
  return (
    <>
      <RadioGroup {...f('role')} inline />
      <SelectField {...f('category')} />
      <TextField {...f('post')} hint={t('people.post-hint')} />
    </>
  );
}

function MemberForms({ member, here, sent, today }: BodyPageProps & { member: Member; here: string }) {
  const { t } = useI18n();
  const at = `${here}/members/${member.membershipId}`;
  const mine = sent?.form === member.membershipId ? sent : undefined;
  return (
    <>
      <details class="confirm" open={mine !== undefined || undefined}>
        <summary class="btn ghost small" aria-label={t('people.member.change-of', { name: member.fullName })}>
          {t('ui.edit')}
        </summary>
        <div class="confirm-body">
          <Form
            of={changeMemberRole}
            row={member}
            id={`role-${member.membershipId}`}
            action={at}
            sent={mine}
            submit={t('ui.save')}
          >
            {(f) => <PlaceFields f={f} />}
          </Form>
        </div>
      </details>
      <details class="confirm">
        <summary class="btn plain small" aria-label={t('people.member.end-of', { name: member.fullName })}>
          {t('people.member.end')}
        </summary>
        <div class="confirm-body">
          <p>{t('people.member.end-text', { name: member.fullName })}</p>
          <Form
            of={endMembership}
            row={{ on: today }}
            id={`end-${member.membershipId}`}
            action={`${at}/end`}
            submit={t('people.member.end')}
            submitLook="danger"
          >
            {(f) => <DateField {...f('on')} />}
          </Form>
        </div>
      </details>
    </>
  );
}

function AddMember({ people, members, here, today, sent, body }: BodyPageProps & { here: string }) {
  const { t } = useI18n();
  const mine = sent?.form === 'add' ? sent : undefined;
  const inside = new Set(
    members.filter((member) => member.validTo === null).map((member) => member.personId),
  );
  const free = people.filter((option) => !inside.has(option.value));
  return (
    <details class="confirm" open={mine !== undefined || members.length === 0 || undefined}>
      <summary class="btn ghost">{t('people.member.add')}</summary>
      <div class="confirm-body">
        <Form
          of={addMember}
          row={{ role: 'member', from: body.formedOn ?? today }}
          id="add"
          action={`${here}/members`}
          sent={mine}
          submit={t('people.member.add')}
          requiredNote
        >
          {(f) => (
            <>
              {free.length > 0 && (
                <SelectField {...f('personId')} options={free} empty={t('people.member.new')} />
              )}
              <FieldGroup
                legend={t('people.member.new')}
                hint={free.length > 0 ? t('people.member.new-hint') : undefined}
              >
                <TextField {...f('fullName')} />
                <RadioGroup {...f('sex')} inline />
                <TextField {...f('phone')} />
              </FieldGroup>
              <FieldGroup legend={t('people.member.place')}>
                <PlaceFields f={f} />
                <CheckboxField {...f('trained')} />
                <DateField {...f('from')} />
              </FieldGroup>
            </>
          )}
        </Form>
      </div>
    </details>
  );
}

function EditBody({ body, here, sent, today, members }: BodyPageProps & { here: string }) {
  const { t, fmt } = useI18n();
  const mine = sent?.form === 'body' ? sent : undefined;
  return (
    <div class="stack">
      <details class="confirm" open={mine !== undefined || undefined}>
        <summary class="btn ghost">{t('people.body.edit')}</summary>
        <div class="confirm-body">
          <Form
            of={editBody}
            row={body}
            id="body"
            action={here}
            sent={mine}
            submit={t('ui.save')}
            requiredNote
          >
            {(f) => (
              <>
                <TextField {...f('nameKy')} />
                <TextField {...f('nameRu')} />
                <DateField {...f('formedOn')} />
                {body.dissolvedOn && <DateField {...f('dissolvedOn')} hint={t('people.body.restore-hint')} />}
              </>
            )}
          </Form>
        </div>
      </details>
      {!body.dissolvedOn && members.length > 0 && (
        <Confirm
          id="dissolve"
          action={here}
          verb={t('people.body.dissolve')}
          fields={{
            nameKy: body.nameKy,
            nameRu: body.nameRu,
            formedOn: body.formedOn ?? '',
            dissolvedOn: today,
          }}
        >
          <p>{t('people.body.dissolve-text', { name: bodyName(body, fmt.lang) })}</p>
        </Confirm>
      )}
    </div>
  );
}
