import type { PersonField } from '../../../meetings/rules/person-fields.ts';
import { PeopleTable, PeopleForms } from '../../../meetings/views/people.tsx';
import { LinkButton } from '../../../platform/ui/button.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { HeldFields, NotesLang } from '../../../meetings/views/record.tsx';
import { saveParticipants, saveSessionRecord } from '../commands/session-steps.ts';
import { NumberField, TextArea } from '../../../platform/ui/fields.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { SaveAndGo } from '../../../platform/ui/save-and-go.tsx';
import { Card, Pairs } from '../../../platform/ui/surfaces.tsx';
import type { ParticipantItem, SessionItem } from '../data/sessions.ts';
import { sessionPath, SessionFrame, type StepProps } from './session-frame.tsx';
import { bandOfAge, parseAgeBand } from '../../../territory/rules/age-bands.ts';

/** Тизме: when, where, who came. */
export function AttendancePage(
  props: StepProps & { participants: readonly ParticipantItem[]; seeContacts: boolean },
) {
  const { t } = usePage();
  const { session } = props;
  return (
    <SessionFrame page={props} step="attendance" title={t('needs.step.attendance')} leadsOn={props.mayRecord}>
      {props.mayRecord ? (
        <Card>
          <Form
            of={saveSessionRecord}
            row={session}
            action={sessionPath(session, '/attendance')}
            submit={t('ui.save-and-continue')}
          >
            {(f) => (
              <>
                <HeldFields f={f} meeting={session} today={props.today} heads={['women', 'men', 'guests']} />
                <NumberField {...f('stickersPerPerson')} />
              </>
            )}
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
            <SaveAndGo to={sessionPath(session, '/participants')}>{t('meetings.people.edit')}</SaveAndGo>
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

/** An age that is not the group's; of another audience none is. */
function isOutside({ ageGroup, audience }: SessionItem, age: number | null): boolean {
  const known = audience === null && parseAgeBand(ageGroup) !== null;
  return known && age !== null && bandOfAge([ageGroup], age) === undefined;
}

/** The list of participants: paste it, then mend it. */
export function ParticipantsPage(
  props: StepProps & { participants: readonly ParticipantItem[]; asks: readonly PersonField[] },
) {
  const { t } = usePage();
  const { session, participants } = props;
  return (
    <SessionFrame page={props} step="attendance" title={t('meetings.people.title')} inside>
      {props.mayRecord && (
        <PeopleForms
          of={saveParticipants}
          asks={props.asks}
          meeting={session}
          path={sessionPath(session, '/participants')}
          attendance={sessionPath(session, '/attendance')}
          people={participants}
          today={props.today}
          tag={({ sex, age }) =>
            sex === null
              ? t('meetings.people.no-sex')
              : isOutside(session, age)
                ? t('needs.session.age-outside', { age: age ?? 0 })
                : undefined
          }
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
      page={props}
      step="resources"
      title={t('needs.step.resources')}
      lead={t('needs.resources.lead')}
      leadsOn={props.mayRecord}
    >
      <p>
        {props.mayRecord ? (
          <SaveAndGo icon="map" to={sessionPath(session, '/map')}>
            {t('needs.map.link')}
          </SaveAndGo>
        ) : (
          <LinkButton look="ghost" icon="map" href={sessionPath(session, '/map')}>
            {t('needs.map.link')}
          </LinkButton>
        )}
      </p>
      {props.mayRecord ? (
        <Card>
          <Form
            of={saveSessionRecord}
            row={{ ...session, resourcesNotes: session.notes.resources }}
            action={sessionPath(session, '/resources')}
            submit={t('ui.save-and-continue')}
          >
            {(f) => (
              <>
                <TextArea {...f('resourcesNotes')} hint={t('needs.resources.hint')} rows={12} />
                <NotesLang f={f} />
              </>
            )}
          </Form>
        </Card>
      ) : (
        <p>{session.notes.resources || t('ui.not-set')}</p>
      )}
    </SessionFrame>
  );
}
