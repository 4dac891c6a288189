import type { ActRow } from '../../acts/data.ts';
import { problemNameIn } from '../../needs/rules/catalogue.ts';
import type { ActivePerson } from '../../needs/focus/data/focus-groups.ts';
import { Form } from '../../platform/forms/form.tsx';
import type { I18n } from '../../platform/i18n/context.ts';
import { Button } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { CheckboxGroup, TextField, type Option } from '../../platform/ui/fields.tsx';
import { Form as PlainForm } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, EmptyState, Tag } from '../../platform/ui/surfaces.tsx';
import { formGroup } from '../commands/form-group.ts';
import type { Group, Topic } from '../data/groups.ts';
import type { Balance } from '../rules/balance.ts';

export const groupName = ({ lang }: Pick<I18n, 'lang'>, group: { nameKy: string; nameRu: string }) =>
  lang === 'ru' ? group.nameRu : group.nameKy;

export const topicName = ({ lang }: Pick<I18n, 'lang'>, { name, nameRu }: Pick<Topic, 'name' | 'nameRu'>) =>
  problemNameIn(name, lang, nameRu === '' ? {} : { [name]: nameRu });

/** «4 women, 7 men», and what the 30 % rule still asks for. */
export function balanceText({ t, fmt }: I18n, { women, men, minority, sexUnknown }: Balance): string {
  const counts = t('decisions.door.by-sex', { women: fmt.number(women), men: fmt.number(men) });
  if (sexUnknown > 0) return `${counts}. ${t('groups.sex-unknown', { people: fmt.number(sexUnknown) })}`;
  if (!minority || minority.holds) return counts;
  return `${counts}. ${t(`groups.short-of.${minority.smaller === 'women' ? 'women' : 'men'}`, {
    missing: fmt.number(minority.missing),
  })}`;
}

/** The initiative groups of a cycle, whom to ask, and the order that registers them. */
export function GroupsPage(props: {
  cycle: { readonly id: string; readonly year: number };
  groups: readonly Group[];
  willing: readonly ActivePerson[];
  /** Problems of the cycle that no group carries. */
  free: readonly Option[];
  order: ActRow | undefined;
  published: boolean;
  mayLead: boolean;
  /** Contacts of those who are willing. */
  seeContacts: boolean;
  publicPath: string;
}) {
  const page = usePage();
  const { t, fmt, href } = page;
  const room = useRoom('groups');
  const { cycle, groups, willing, free, order, mayLead } = props;
  const asked = `?cycle=${cycle.id}`;
  return (
    <StaffPage title={t('groups.title')} lead={t('groups.lead', { year: String(cycle.year) })} wide>
      <div class="cols">
        <div class="stack">
          {groups.length === 0 && (
            <EmptyState icon="people" title={t('groups.none')}>
              {t('groups.none-text')}
            </EmptyState>
          )}
          {groups.map((group) => (
            <Card
              key={group.id}
              title={groupName(page, group)}
              aside={<Tag>{t('groups.people', { people: fmt.number(group.balance.people) })}</Tag>}
            >
              <p>{group.topics.map((topic) => topicName(page, topic)).join('; ') || t('groups.no-topics')}</p>
              <p class="hint">{balanceText(page, group.balance)}</p>
              <p>
                <a href={href(`${room}/${group.id}`)}>{t('groups.open')}</a>
              </p>
            </Card>
          ))}
          {mayLead && (
            <Card title={t('people.body.form')} {...(groups.length === 0 && { look: 'next' as const })}>
              <Form
                of={formGroup}
                action={`${room}${asked}`}
                id="form"
                fields={{ cycleId: cycle.id }}
                submit={t('people.body.form')}
              >
                {(f) => (
                  <>
                    <TextField {...f('nameKy')} />
                    <TextField {...f('nameRu')} />
                    <CheckboxGroup {...f('problemIds')} options={free} hint={t('groups.field.topics-hint')} />
                  </>
                )}
              </Form>
            </Card>
          )}
          {willing.length > 0 && (
            <Card title={t('groups.willing')} look="quiet">
              <p class="hint">{t('groups.willing-hint')}</p>
              <DataTable
                caption={t('groups.willing')}
                hideCaption
                rows={willing}
                rowKey={(one) => `${one.villageId} ${one.fullName}`}
                columns={[
                  { key: 'name', label: t('meetings.col.name'), head: true, cell: (one) => one.fullName },
                  { key: 'occupation', label: t('ui.field.occupation'), cell: (one) => one.occupation ?? '' },
                  ...(props.seeContacts
                    ? [
                        {
                          key: 'contact',
                          label: t('ui.field.contact'),
                          cell: (one: ActivePerson) => one.contact ?? '',
                        },
                      ]
                    : []),
                ]}
              />
            </Card>
          )}
        </div>
        <aside class="stack">
          {groups.length > 0 && (
            <Order order={order} mayLead={mayLead} action={`${room}/order${asked}`} cycleId={cycle.id} />
          )}
          {groups.length > 0 && (
            <Card title={t('acts.publish.title')}>
              <p>{t(props.published ? 'groups.public-shown' : 'groups.public-not')}</p>
              {props.published && (
                <p>
                  <a href={href(props.publicPath)}>{t('groups.public-page')}</a>
                </p>
              )}
              {mayLead && (
                <PlainForm action={`${room}/show${asked}`} id="show" fields={{ cycleId: cycle.id }}>
                  <Button look="ghost">{t(props.published ? 'groups.show-again' : 'groups.show')}</Button>
                </PlainForm>
              )}
            </Card>
          )}
        </aside>
      </div>
    </StaffPage>
  );
}

/** The head's order on the composition. */
function Order(props: { order: ActRow | undefined; mayLead: boolean; action: string; cycleId: string }) {
  const { t, fmt, href } = usePage();
  const acts = useRoom('acts');
  const { order } = props;
  return (
    <Card title={t('groups.order')}>
      {order ? (
        <p>
          <a href={href(`${acts}/${order.id}`)}>{t('groups.order.title')}</a>{' '}
          {order.state === 'signed' && order.issuedOn !== null ? (
            <Tag tone="ok">
              {t('groups.order-signed', { number: order.number ?? '', day: fmt.date(order.issuedOn) })}
            </Tag>
          ) : (
            <Tag tone="warn">{t('groups.order-draft')}</Tag>
          )}
        </p>
      ) : (
        <p>{t('groups.order-none')}</p>
      )}
      {props.mayLead && order === undefined && (
        <PlainForm action={props.action} id="order" fields={{ cycleId: props.cycleId }}>
          <Button look="ghost">{t('groups.order-make')}</Button>
        </PlainForm>
      )}
    </Card>
  );
}
