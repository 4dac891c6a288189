import { FormPage } from '../../platform/forms/form-page.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import {
  CheckboxField,
  CheckboxGroup,
  DateField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  type Option,
} from '../../platform/ui/fields.tsx';
import { Form as PlainForm } from '../../platform/ui/form.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { addNote } from '../commands/add-note.ts';
import { advanceMembers } from '../commands/advance-members.ts';
import { joinGroup } from '../commands/join-group.ts';
import { leaveGroup } from '../commands/leave-group.ts';
import { saveGroup } from '../commands/save-group.ts';
import type { Group, GroupMember } from '../data/groups.ts';
import { ageBands } from '../rules/balance.ts';
import { noteKinds } from '../rules/words.ts';
import { balanceText, groupName, topicName } from './groups-page.tsx';

export type GroupPageProps = {
  readonly group: Group;
  readonly villages: ReadonlyMap<string, { readonly nameKy: string; readonly nameRu: string }>;
  readonly persons: readonly Option[];
  readonly villageOptions: readonly Option[];
  readonly mayLead: boolean;
  readonly mayWrite: boolean;
  readonly today: string;
};

function useGroupCrumbs(group?: Group) {
  const page = usePage();
  const room = useRoom('groups');
  return [
    { label: page.t('groups.title'), path: room },
    ...(group ? [{ label: groupName(page, group), path: `${room}/${group.id}` }] : []),
  ];
}

/** One group: what it carries, who is in it and how fairly, what it works by, does and was given. */
export function GroupPage(props: GroupPageProps) {
  const page = usePage();
  const { t, href } = page;
  const { group, mayLead, mayWrite } = props;
  const path = `${useRoom('groups')}/${group.id}`;
  const present = group.members.filter((one) => one.validTo === null);
  return (
    <StaffPage
      title={groupName(page, group)}
      crumbs={useGroupCrumbs()}
      wide
      actions={
        mayLead && (
          <LinkButton href={`${path}/edit`} look="ghost" icon="edit">
            {t('groups.edit')}
          </LinkButton>
        )
      }
    >
      <div class="cols">
        <div class="stack">
          <Card title={t('groups.topics')}>
            <ul>
              {group.topics.map((topic) => (
                <li key={topic.problemId}>{topicName(page, topic)}</li>
              ))}
            </ul>
            {group.topics.length === 0 && <p class="hint">{t('groups.no-topics')}</p>}
          </Card>
          <Members {...props} present={present} path={path} />
          {mayLead && <Join {...props} path={path} />}
          {mayLead && present.length > 0 && <Advance present={present} path={path} today={props.today} />}
        </div>
        <aside class="stack">
          <BalanceCard {...props} />
          <Card title={t('groups.field.regulation')}>
            <p>{t(group.regulation === '' ? 'groups.regulation-none' : 'groups.regulation-stands')}</p>
            <p>
              <a href={href(`${path}/papers/regulation.html`)}>{t('groups.regulation-print')}</a>
            </p>
            {group.place !== '' && <Pairs items={[{ label: t('groups.field.place'), value: group.place }]} />}
          </Card>
          <Notes {...props} path={path} />
          {mayWrite && (
            <Card title={t('groups.note-add')}>
              <Form
                of={addNote}
                action={`${path}/notes`}
                id="note"
                row={{ on: props.today }}
                submit={t('ui.save')}
              >
                {(f) => (
                  <>
                    <RadioGroup {...f('kind')} />
                    <DateField {...f('on')} />
                    <TextArea {...f('text')} rows={3} />
                    <TextField {...f('who')} />
                    <DateField {...f('dueOn')} hint={t('groups.field.due-hint')} />
                  </>
                )}
              </Form>
            </Card>
          )}
        </aside>
      </div>
    </StaffPage>
  );
}

function Members({
  group,
  present,
  path,
  mayLead,
  today,
}: GroupPageProps & { present: readonly GroupMember[]; path: string }) {
  const { t, fmt } = usePage();
  const gone = group.members.filter((one) => one.validTo !== null);
  return (
    <Card title={t('groups.field.members')}>
      {present.length === 0 && <p class="hint">{t('groups.nobody')}</p>}
      {present.length > 0 && (
        <DataTable
          caption={t('groups.field.members')}
          hideCaption
          rows={present}
          rowKey={(one) => one.membershipId}
          columns={[
            {
              key: 'name',
              label: t('meetings.col.name'),
              head: true,
              cell: (one) => (
                <>
                  {one.fullName}
                  {one.role !== 'member' && <small> · {t(`people.role.${one.role}`)}</small>}
                </>
              ),
            },
            { key: 'post', label: t('people.field.post'), cell: (one) => one.post },
            {
              key: 'stage',
              label: t('groups.field.stage'),
              cell: (one) => (
                <Tag tone={one.stage === 'confirmed' ? 'ok' : 'info'}>{t(`groups.stage.${one.stage}`)}</Tag>
              ),
            },
            {
              key: 'named',
              label: t('groups.field.named'),
              cell: (one) =>
                mayLead ? (
                  <PlainForm
                    action={`${path}/members/${one.membershipId}/named`}
                    id={`named-${one.membershipId.slice(-6)}`}
                    fields={{ named: one.named ? 'no' : 'yes' }}
                  >
                    {t(one.named ? 'ui.yes' : 'ui.no')}{' '}
                    <Button look="plain" small label={t('groups.named-change', { name: one.fullName })}>
                      {t('ui.edit')}
                    </Button>
                  </PlainForm>
                ) : (
                  t(one.named ? 'ui.yes' : 'ui.no')
                ),
            },
          ]}
        />
      )}
      {mayLead && present.length > 0 && (
        <Form
          of={leaveGroup}
          action={`${path}/leave`}
          id="leave"
          fold={{ text: t('groups.leave') }}
          row={{ on: today }}
          submit={t('groups.leave')}
        >
          {(f) => (
            <>
              <SelectField
                {...f('membershipId')}
                label={t('meetings.col.name')}
                options={present.map((one) => ({ value: one.membershipId, label: one.fullName }))}
              />
              <DateField {...f('on')} max={today} />
              <TextField {...f('reason')} />
            </>
          )}
        </Form>
      )}
      {gone.length > 0 && (
        <>
          <h3>{t('groups.gone')}</h3>
          <ul class="plain">
            {gone.map((one) => (
              <li key={one.membershipId}>
                {one.fullName}, {fmt.dateRange(one.validFrom, one.validTo ?? one.validFrom)}
                {one.leftReason !== '' && <small> · {one.leftReason}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Join({ persons, villageOptions, today, path }: GroupPageProps & { path: string }) {
  const { t } = usePage();
  return (
    <Card title={t('groups.join')}>
      <Form
        of={joinGroup}
        action={`${path}/join`}
        id="join"
        fold={{ text: t('groups.join') }}
        row={{ role: 'member', category: 'activist', stage: 'working', from: today }}
        submit={t('groups.join')}
      >
        {(f) => (
          <>
            <SelectField {...f('personId')} options={persons} empty={t('groups.new-person')} />
            <TextField {...f('fullName')} hint={t('groups.field.new-hint')} />
            <RadioGroup {...f('sex')} />
            <NumberField {...f('birthYear')} />
            <SelectField {...f('villageId')} options={villageOptions} empty={t('ui.not-set')} />
            <TextField {...f('phone')} width="medium" />
            <SelectField {...f('role')} empty={null} />
            <SelectField {...f('category')} empty={null} />
            <TextField {...f('post')} />
            <RadioGroup {...f('stage')} />
            <DateField {...f('from')} max={today} />
            <Notice tone="info">{t('groups.consent')}</Notice>
            <CheckboxField {...f('consented')} required />
            <CheckboxField {...f('named')} hint={t('groups.field.named-hint')} />
          </>
        )}
      </Form>
    </Card>
  );
}

function Advance({ present, path, today }: { present: readonly GroupMember[]; path: string; today: string }) {
  const { t } = usePage();
  return (
    <Card title={t('groups.advance')}>
      <p class="hint">{t('groups.advance-hint')}</p>
      <Form
        of={advanceMembers}
        action={`${path}/advance`}
        id="advance"
        fold={{ text: t('groups.advance') }}
        submit={t('ui.save')}
      >
        {(f) => (
          <>
            <CheckboxGroup
              {...f('members')}
              options={present.map((one) => ({
                value: one.membershipId,
                label: `${one.fullName} (${t(`groups.stage.${one.stage}`)})`,
              }))}
            />
            <RadioGroup {...f('stage')} />
            <DateField {...f('confirmedOn')} max={today} />
            <TextField {...f('confirmedPaper')} hint={t('groups.field.paper-hint')} />
            <CheckboxField {...f('fromFloor')} />
          </>
        )}
      </Form>
    </Card>
  );
}

/** By sex, age and village, as it stands; what the rule of 30 % asks for is said in people. */
function BalanceCard({ group, villages }: GroupPageProps) {
  const page = usePage();
  const { t, fmt, lang } = page;
  const { balance } = group;
  const villageName = (id: string | null) => {
    const village = id === null ? undefined : villages.get(id);
    return (lang === 'ru' ? village?.nameRu : village?.nameKy) ?? t('ui.not-set');
  };
  const short = balance.minority !== null && !balance.minority.holds;
  return (
    <Card title={t('groups.balance')}>
      {short ? (
        <Notice tone="warn">{balanceText(page, balance)}</Notice>
      ) : (
        <p>{balanceText(page, balance)}</p>
      )}
      <Pairs
        items={[
          ...ageBands
            .filter((band) => balance.ages[band] > 0)
            .map((band) => ({
              label: band === 'unknown' ? t('groups.age-unknown') : t('groups.age', { band }),
              value: fmt.number(balance.ages[band]),
            })),
          ...[...balance.villages].map(([id, people]) => ({
            label: villageName(id),
            value: fmt.number(people),
          })),
        ]}
      />
      {group.balanceWords !== '' && <p>{group.balanceWords}</p>}
    </Card>
  );
}

function Notes({ group, path, mayWrite, today }: GroupPageProps & { path: string }) {
  const { t, fmt } = usePage();
  return (
    <>
      {noteKinds.map((kind) => {
        const own = group.notes.filter((one) => one.kind === kind);
        return own.length === 0 ? null : (
          <Card key={kind} title={t(`groups.notes.${kind}`)}>
            <ul class="plain">
              {own.map((one) => (
                <li key={one.id}>
                  {one.text}{' '}
                  {one.doneOn !== null && (
                    <Tag tone="ok">{t('groups.done-on', { day: fmt.date(one.doneOn) })}</Tag>
                  )}
                  {one.doneOn === null && one.dueOn !== null && (
                    <Tag tone={one.dueOn < today ? 'bad' : 'info'}>
                      {t('groups.due', { day: fmt.date(one.dueOn) })}
                    </Tag>
                  )}
                  <br />
                  <small>{[fmt.date(one.on), one.who].filter((text) => text !== '').join(' · ')}</small>
                  {kind === 'task' && mayWrite && one.doneOn === null && (
                    <PlainForm action={`${path}/notes/${one.id}/done`} id={`done-${one.id.slice(-6)}`}>
                      <Button look="plain" small>
                        {t('groups.task-done')}
                      </Button>
                    </PlainForm>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        );
      })}
    </>
  );
}

/** What the group is called, carries and works by. */
export function EditGroupPage({ group, problems }: { group: Group; problems: readonly Option[] }) {
  const { t } = usePage();
  return (
    <FormPage
      title={t('groups.edit')}
      crumbs={useGroupCrumbs(group)}
      of={saveGroup}
      row={{
        ...group,
        problemIds: group.topics.map((one) => one.problemId),
        regulation: group.regulation === '' ? t('groups.regulation.template') : group.regulation,
      }}
    >
      {(f) => (
        <>
          <TextField {...f('nameKy')} />
          <TextField {...f('nameRu')} />
          <CheckboxGroup {...f('problemIds')} options={problems} hint={t('groups.field.topics-hint')} />
          <TextArea {...f('regulation')} rows={14} hint={t('groups.field.regulation-hint')} />
          <TextField {...f('place')} />
          <TextArea {...f('balanceWords')} rows={2} hint={t('groups.field.balance-hint')} />
        </>
      )}
    </FormPage>
  );
}
