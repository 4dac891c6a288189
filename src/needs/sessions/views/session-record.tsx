import type { PersonField } from '../../../meetings/rules/person-fields.ts';
import { PeopleTable, PeopleForms } from '../../../meetings/views/people.tsx';
import { LinkButton } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { DateField, NumberField, RadioGroup, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { FieldGroup, Form, type FormErrors, type FormValues } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Notice, Pairs } from '../../../platform/ui/surfaces.tsx';
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
    <Notice tone="warn" title={t('meetings.meanwhile.title')} live>
      <p>{t('meetings.meanwhile.text')}</p>
      {standing.length > 0 && (
        <DataTable
          caption={t('meetings.meanwhile.title')}
          hideCaption
          rows={standing}
          rowKey={(one) => one.label}
          columns={[
            { key: 'field', label: t('meetings.meanwhile.field'), head: true, cell: (one) => one.label },
            { key: 'theirs', label: t('meetings.meanwhile.theirs'), cell: (one) => one.theirs || '–' },
            { key: 'yours', label: t('meetings.meanwhile.yours'), cell: (one) => one.yours || '–' },
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
export function AttendancePage(
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
              label={t('ui.field.heldOn')}
              required
              value={
                session.heldOn ??
                (session.plannedOn !== null && session.plannedOn <= props.today ? session.plannedOn : '')
              }
              max={props.today}
            />
            <TextField
              name="heldVenue"
              label={t('ui.field.place')}
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
                label={t('ui.field.guests')}
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
            { label: t('ui.field.guests'), value: session.guests ?? '–' },
          ]}
        />
      )}
      <Card
        title={t('meetings.people.title')}
        aside={
          props.mayRecord && (
            <a href={href(sessionPath(session, '/participants'))}>{t('meetings.people.edit')}</a>
          )
        }
      >
        <ParticipantTable participants={props.participants} seeContacts={props.seeContacts} />
      </Card>
    </SessionFrame>
  );
}

function ParticipantTable(props: { participants: readonly ParticipantItem[]; seeContacts: boolean }) {
  const { t, fmt } = usePage();
  return (
    <PeopleTable
      people={props.participants}
      seeContacts={props.seeContacts}
      also={[
        {
          key: 'stickers',
          label: t('ui.field.stickers'),
          align: 'end',
          cell: (one) => fmt.number(one.stickers),
        },
      ]}
    />
  );
}

/** The list of participants: paste it, then mend it. */
export function ParticipantsPage(
  props: StepProps & { participants: readonly ParticipantItem[]; asks: readonly PersonField[] },
) {
  const { t, refused } = usePage();
  const { session, participants } = props;
  return (
    <SessionFrame
      session={session}
      step="attendance"
      title={t('meetings.people.title')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={refused?.code === 'edited-meanwhile' ? [] : undefined} />
      {props.mayRecord && (
        <PeopleForms
          asks={props.asks}
          revision={session.revision}
          path={sessionPath(session, '/participants')}
          people={participants}
          tag={({ sex }) => (sex === null ? t('meetings.people.no-sex') : undefined)}
        />
      )}
      {(participants.length === 0 || !props.mayRecord) && (
        <ParticipantTable participants={participants} seeContacts={false} />
      )}
    </SessionFrame>
  );
}

/** Ресурстар: what the map told. */
export function ResourcesPage(props: StepProps) {
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
