import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { Form } from '../../platform/forms/form.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DateField, TextField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { List } from '../../platform/ui/list.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { Card, EmptyState, Facts, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import type { Candidate } from '../data/candidates.ts';
import { AddMembers } from './add-members.tsx';
import { editBody } from '../commands/edit-body.ts';
import { bodyName } from '../rules/body-name.ts';
import type { RuleResult } from '../rules/composition.ts';
import { CompositionChecklist } from './composition.tsx';
import {
  AddMember,
  memberColumns,
  MemberForms,
  MemberLink,
  RestoreMember,
  type BodyWithMembers,
} from './members.tsx';

type Props = BodyWithMembers & {
  readonly rules: readonly RuleResult[];
  readonly candidates: readonly Candidate[];
  readonly today: IsoDate;
};

/** A group: its rules, its people, and how they change. */
export function BodyPage(props: Props) {
  const page = usePage();
  const { t, fmt } = page;
  const { body, rules, today } = props;
  const base = useRoom('people');
  const here = `${base}/bodies/${body.id}`;
  const name = bodyName(body, fmt.lang);
  const present = props.members.filter((member) => member.validTo === null);
  const past = props.members.filter((member) => member.validTo !== null);
  const ofSex = (sex: string) => fmt.number(present.filter((member) => member.sex === sex).length);
  const mayEdit = props.mayEdit && body.dissolvedOn === null;
  // While something is missing that the order waits for, adding comes first and stays open.
  const whole = present.length > 0 && !rules.some((rule) => rule.blocks && rule.before === 'order');
  const several = mayEdit && <AddMembers {...props} present={present.length} />;
  return (
    <StaffPage
      title={name}
      crumbs={[
        { label: t('people.title'), path: base },
        { label: t('people.bodies.title'), path: `${base}/bodies` },
      ]}
      tag={
        <Tag>
          {body.dissolvedOn
            ? t('people.body.dissolved', { date: fmt.dateShort(body.dissolvedOn) })
            : t(`people.kind.${body.kind}`)}
        </Tag>
      }
    >
      <Facts
        items={[
          { value: fmt.number(present.length), label: t('people.field.members') },
          { value: ofSex('female'), label: t('ui.sex.females') },
          { value: ofSex('male'), label: t('ui.sex.males') },
        ]}
      />
      {!whole && several}
      {whole && mayEdit && body.kind === 'workingGroup' && body.cycleId && (
        <Notice
          tone="success"
          title={t('people.members.whole')}
          actions={
            <LinkButton href={`${useRoom()}/cycle?cycle=${body.cycleId}&next=yes`}>
              {t('people.members.next')}
            </LinkButton>
          }
        />
      )}
      {rules.length > 0 && <Composition rules={rules} />}
      <h2>{t('people.field.members')}</h2>
      <List
        caption={t('people.field.members')}
        hideCaption
        files={`${here}/members`}
        of={{
          rows: present,
          words: 'people.field',
          columns: [
            ...memberColumns(page, props),
            ...(mayEdit
              ? [
                  {
                    key: 'change',
                    label: t('ui.actions'),
                    cell: (member: (typeof present)[number]) => (
                      <MemberForms body={body} member={member} today={today} />
                    ),
                  },
                ]
              : []),
          ],
        }}
        empty={
          <EmptyState title={t('people.members.empty')} icon="people">
            {t('people.members.empty-text')}
          </EmptyState>
        }
      />
      {mayEdit && (
        <div class="stack">
          {whole && (
            <details class="confirm">
              <summary class="btn ghost">{t('people.members.add')}</summary>
              <div class="confirm-body">{several}</div>
            </details>
          )}
          <AddMember {...props} />
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
          <List
            caption={t('people.members.past')}
            hideCaption
            of={{
              rows: past,
              words: 'people.field',
              columns: [
                { key: 'name', head: true, cell: (member) => <MemberLink member={member} /> },
                { key: 'role', value: (member) => t(`people.role.${member.role}`) },
                { key: 'span', cell: (one) => fmt.dateRange(one.validFrom, one.validTo ?? one.validFrom) },
                {
                  key: 'restore',
                  label: t('ui.actions'),
                  cell: (member) => mayEdit && <RestoreMember body={body} member={member} />,
                },
              ],
            }}
          />
        </>
      )}
      {props.mayEdit && (
        <>
          <h2>{t('people.body.manage')}</h2>
          <EditBody {...props} />
        </>
      )}
    </StaffPage>
  );
}

function Composition({ rules }: { rules: readonly RuleResult[] }) {
  const { t } = useI18n();
  const blocking = rules.filter((rule) => rule.blocks).length;
  const tag =
    blocking === 0 ? (
      <Tag tone="ok">{t('people.composition.ok')}</Tag>
    ) : (
      <Tag tone="warn">{t('people.composition.missing', { count: blocking })}</Tag>
    );
  return (
    <Card title={t('people.composition')} aside={tag}>
      <CompositionChecklist rules={rules} />
    </Card>
  );
}

function EditBody({ body, today, members }: Props) {
  const { t, fmt } = useI18n();
  const { nameKy, nameRu, formedOn } = body;
  const here = `${useRoom('people')}/bodies/${body.id}`;
  return (
    <div class="stack">
      <Form
        of={editBody}
        row={body}
        id="body"
        action={here}
        fold={{ text: t('people.body.edit') }}
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
      {!body.dissolvedOn && members.length > 0 && (
        <Confirm
          id="dissolve"
          action={here}
          verb={t('people.body.dissolve')}
          fields={{ nameKy, nameRu, formedOn: formedOn ?? '', dissolvedOn: today }}
        >
          <p>{t('people.body.dissolve-text', { name: bodyName(body, fmt.lang) })}</p>
        </Confirm>
      )}
    </div>
  );
}
