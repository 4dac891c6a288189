import { LinkButton } from '../../platform/ui/button.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import {
  CheckboxField,
  DateField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/ui/fields.tsx';
import { FieldGroup, Form, type FormErrors, type FormValues } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import type { ParticipantItem, SessionItem } from '../data/sessions.ts';
import { sessionPath, SessionFrame } from './session-frame.tsx';

export interface StepProps {
  session: SessionItem;
  today: string;
  mayRecord: boolean;
  phaseOpen: boolean;
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
  /** Somebody saved since this form was opened: what stands now, field by field. */
  standing?: readonly { label: string; theirs: string; yours: string }[] | undefined;
}

/** Shows both versions; saving again puts the reader's over the other. */
export function EditedMeanwhile({ standing }: { standing: StepProps['standing'] }) {
  const { t } = usePage();
  if (!standing) return null;
  return (
    <Notice tone="warn" title={t('needs.meanwhile.title')} live>
      <p>{t('needs.meanwhile.text')}</p>
      {standing.length > 0 && (
        <DataTable
          caption={t('needs.meanwhile.title')}
          hideCaption
          rows={standing}
          rowKey={(one) => one.label}
          columns={[
            { key: 'field', label: t('needs.meanwhile.field'), head: true, cell: (one) => one.label },
            { key: 'theirs', label: t('needs.meanwhile.theirs'), cell: (one) => one.theirs || '–' },
            { key: 'yours', label: t('needs.meanwhile.yours'), cell: (one) => one.yours || '–' },
          ]}
        />
      )}
    </Notice>
  );
}

export const revision = (session: SessionItem) => (
  <input type="hidden" name="revision" value={String(session.revision)} />
);

/** Without the errors' revision: the form always carries the version that stands now. */
export const formState = ({ values, errors }: StepProps) => ({ values: values ?? {}, errors: errors ?? {} });

/** Тизме: when, where, who came. */
export function AttendanceView(
  props: StepProps & { participants: readonly ParticipantItem[]; seeContacts: boolean },
) {
  const { t, href } = usePage();
  const { session } = props;
  const list = session.attendance === 'list';
  return (
    <SessionFrame
      session={session}
      step="attendance"
      title={t('needs.step.attendance')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {props.mayRecord ? (
        <Card>
          <Form
            action={sessionPath(session, '/attendance')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            <DateField
              name="heldOn"
              label={t('needs.attendance.day')}
              required
              value={
                session.heldOn ??
                (session.plannedOn !== null && session.plannedOn <= props.today ? session.plannedOn : '')
              }
              max={props.today}
            />
            <TextField
              name="heldVenue"
              label={t('needs.col.venue')}
              value={session.heldVenue ?? session.venue}
              maxLength={200}
            />
            <RadioGroup
              name="attendance"
              label={t('needs.attendance.how')}
              value={session.attendance}
              options={[
                {
                  value: 'counts',
                  label: t('needs.attendance.counts'),
                  hint: t('needs.attendance.counts-hint'),
                },
                { value: 'list', label: t('needs.attendance.list'), hint: t('needs.attendance.list-hint') },
              ]}
            />
            <FieldGroup legend={t('needs.attendance.people')}>
              <NumberField
                name="women"
                label={t('ui.sex.females')}
                value={session.women ?? ''}
                disabled={list}
                unit={t('needs.unit.people')}
              />
              <NumberField
                name="men"
                label={t('ui.sex.males')}
                value={session.men ?? ''}
                disabled={list}
                unit={t('needs.unit.people')}
              />
              <NumberField
                name="guests"
                label={t('needs.attendance.guests')}
                hint={t('needs.attendance.guests-hint')}
                value={session.guests ?? ''}
                unit={t('needs.unit.people')}
              />
            </FieldGroup>
            <NumberField
              name="stickersPerPerson"
              label={t('needs.attendance.stickers')}
              value={session.stickersPerPerson}
            />
          </Form>
        </Card>
      ) : (
        <Pairs
          items={[
            { label: t('ui.sex.females'), value: session.women ?? '–' },
            { label: t('ui.sex.males'), value: session.men ?? '–' },
            { label: t('needs.attendance.guests'), value: session.guests ?? '–' },
          ]}
        />
      )}
      <Card
        title={t('needs.participants.title')}
        aside={
          props.mayRecord && (
            <a href={href(sessionPath(session, '/participants'))}>{t('needs.participants.edit')}</a>
          )
        }
      >
        <ParticipantTable participants={props.participants} seeContacts={props.seeContacts} />
      </Card>
    </SessionFrame>
  );
}

function ParticipantTable({
  participants,
  seeContacts,
}: {
  participants: readonly ParticipantItem[];
  seeContacts: boolean;
}) {
  const { t, fmt } = usePage();
  return (
    <DataTable
      caption={t('needs.participants.title')}
      hideCaption
      rows={participants}
      rowKey={(one) => one.id}
      empty={<p class="hint">{t('needs.participants.empty')}</p>}
      columns={[
        { key: 'number', label: t('ui.number-sign'), cell: (one) => one.number },
        {
          key: 'name',
          label: t('needs.col.name'),
          head: true,
          cell: (one) => one.fullName ?? t('needs.participants.nameless', { number: one.number }),
        },
        {
          key: 'sex',
          label: t('needs.col.sex'),
          cell: (one) => (one.sex === null ? '–' : t(`ui.sex.${one.sex}`)),
        },
        { key: 'age', label: t('needs.col.age'), align: 'end', cell: (one) => one.age ?? '–' },
        { key: 'occupation', label: t('needs.col.occupation'), cell: (one) => one.occupation ?? '' },
        ...(seeContacts
          ? [
              {
                key: 'contact',
                label: t('needs.col.contact'),
                cell: (one: ParticipantItem) => one.contact ?? '',
              },
            ]
          : []),
        {
          key: 'stickers',
          label: t('needs.col.stickers'),
          align: 'end',
          cell: (one) => fmt.number(one.stickers),
        },
      ]}
    />
  );
}

const kinds = ['community', 'deputy', 'executive', 'organisation'] as const;

/** The list of participants: paste it, then mend it. */
export function ParticipantsView(
  props: StepProps & { participants: readonly ParticipantItem[]; form?: 'paste' | 'rows' | undefined },
) {
  const { t } = usePage();
  const { session, participants } = props;
  const of = (name: string) => (props.form === name ? formState(props) : {});
  return (
    <SessionFrame
      session={session}
      step="attendance"
      title={t('needs.participants.title')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {props.mayRecord && (
        <Card title={t('needs.participants.paste')}>
          <Form
            id="paste"
            action={sessionPath(session, '/participants/paste')}
            submit={t('ui.add')}
            {...of('paste')}
          >
            {revision(session)}
            <TextArea
              name="lines"
              label={t('needs.participants.lines')}
              hint={t('needs.participants.lines-hint')}
              rows={8}
              required
            />
          </Form>
        </Card>
      )}
      {participants.length > 0 && props.mayRecord ? (
        <Card title={t('needs.participants.mend', { count: participants.length })}>
          <Form
            id="rows"
            action={sessionPath(session, '/participants')}
            submit={t('ui.save')}
            {...of('rows')}
          >
            {revision(session)}
            {participants.map((one, index) => (
              <details
                key={one.id}
                open={
                  Object.keys(props.errors ?? {}).some((name) => name.startsWith(`rows.${index}.`)) ||
                  undefined
                }
              >
                <summary>
                  {one.number}. {one.fullName ?? t('needs.participants.nameless', { number: one.number })}
                  {one.sex === null && <Tag tone="warn">{t('needs.participants.no-sex')}</Tag>}
                </summary>
                <input type="hidden" name={`rows.${index}.id`} value={one.id} />
                <TextField
                  name={`rows.${index}.fullName`}
                  label={t('needs.col.name')}
                  value={one.fullName ?? ''}
                />
                <RadioGroup
                  name={`rows.${index}.sex`}
                  label={t('needs.col.sex')}
                  inline
                  {...(one.sex === null ? {} : { value: one.sex })}
                  options={(['female', 'male'] as const).map((sex) => ({
                    value: sex,
                    label: t(`ui.sex.${sex}`),
                  }))}
                />
                <NumberField name={`rows.${index}.age`} label={t('needs.col.age')} value={one.age ?? ''} />
                <TextField
                  name={`rows.${index}.occupation`}
                  label={t('needs.col.occupation')}
                  value={one.occupation ?? ''}
                />
                <TextField
                  name={`rows.${index}.contact`}
                  label={t('needs.col.contact')}
                  value={one.contact ?? ''}
                />
                <TextField
                  name={`rows.${index}.street`}
                  label={t('needs.col.street')}
                  value={one.street ?? ''}
                />
                <SelectField
                  name={`rows.${index}.kind`}
                  label={t('needs.col.kind')}
                  value={one.kind}
                  empty={null}
                  options={kinds.map((kind) => ({ value: kind, label: t(`needs.participant.kind.${kind}`) }))}
                />
                <CheckboxField
                  name={`rows.${index}.forFocusGroup`}
                  label={t('needs.participant.for-focus')}
                  checked={one.forFocusGroup}
                />
                <CheckboxField
                  name={`rows.${index}.forInitiativeGroup`}
                  label={t('needs.participant.for-initiative')}
                  checked={one.forInitiativeGroup}
                />
                <CheckboxField
                  name={`rows.${index}.forMonitoring`}
                  label={t('needs.participant.for-monitoring')}
                  checked={one.forMonitoring}
                />
                <CheckboxField name={`rows.${index}.remove`} label={t('needs.participants.remove')} />
              </details>
            ))}
          </Form>
        </Card>
      ) : (
        <ParticipantTable participants={participants} seeContacts={false} />
      )}
    </SessionFrame>
  );
}

/** Ресурстар: what the map told. */
export function ResourcesView(props: StepProps) {
  const { t } = usePage();
  const { session } = props;
  return (
    <SessionFrame
      session={session}
      step="resources"
      title={t('needs.step.resources')}
      lead={t('needs.resources.lead')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      <p>
        <LinkButton look="ghost" icon="map" href={sessionPath(session, '/map')}>
          {t('needs.map.link')}
        </LinkButton>
      </p>
      {props.mayRecord ? (
        <Card>
          <Form
            action={sessionPath(session, '/resources')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            <TextArea
              name="resourcesNotes"
              label={t('needs.resources.notes')}
              hint={t('needs.resources.hint')}
              rows={12}
              value={session.notes.resources}
            />
          </Form>
        </Card>
      ) : (
        <p>{session.notes.resources || t('ui.not-set')}</p>
      )}
    </SessionFrame>
  );
}
