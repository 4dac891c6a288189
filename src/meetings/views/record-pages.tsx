import type { ComponentChildren, VNode } from 'preact';
import { Form } from '../../platform/forms/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { SaveAndGo } from '../../platform/ui/save-and-go.tsx';
import { Card } from '../../platform/ui/surfaces.tsx';
import type { RecordSteps } from '../commands/meeting-steps.ts';
import type { MeetingFacts } from '../data/kind.ts';
import type { Participant } from '../data/people.ts';
import type { InFrame } from '../routes/record.tsx';
import type { PersonField } from '../rules/person-fields.ts';
import type { headFields } from '../rules/record-fields.ts';
import type { MeetingPageProps } from './frame.tsx';
import { PeopleForms, PeopleTable } from './people.tsx';
import { HeldFields } from './record.tsx';

type Framed<P> = {
  page: P;
  path: (rest: string) => string;
  frame: (page: P, frame: InFrame, body: ComponentChildren) => VNode;
};

/** When and where it was, and how many came. */
export function HeldForm<P extends MeetingPageProps & { readonly meeting: MeetingFacts }>({
  page,
  path,
  frame,
  of,
  heads,
}: Framed<P> & { of: RecordSteps['saveRecord']; heads: readonly (keyof typeof headFields)[] }) {
  const { t } = usePage();
  const { meeting } = page;
  return frame(
    page,
    { title: t('meetings.who') },
    <Card>
      <Form of={of} row={meeting} action={path('/attendance')} submit={t('ui.save')} cancel={path('')}>
        {(f) => <HeldFields f={f} meeting={meeting} today={page.today} heads={heads} />}
      </Form>
      <p>
        <SaveAndGo icon="people" to={path('/people')}>
          {t('meetings.people.title')}
        </SaveAndGo>
      </p>
    </Card>,
  );
}

/** The list of participants and who is proposed for the initiative group: lines pasted, each row mended, or read. */
export function PeoplePage<
  P extends MeetingPageProps & { readonly meeting: MeetingFacts; readonly people: readonly Participant[] },
>({
  page,
  path,
  frame,
  of,
  asks,
}: Framed<P> & { of: RecordSteps['savePeople']; asks: readonly PersonField[] }) {
  const { t } = usePage();
  const { people } = page;
  const proposed = t('needs.focus.candidate');
  return frame(
    page,
    { title: t('meetings.people.title') },
    page.mayRecord ? (
      <PeopleForms
        of={of}
        asks={asks}
        meeting={page.meeting}
        path={path('/people')}
        attendance={path('/attendance')}
        people={people}
        today={page.today}
        tag={(one) => (one.forInitiativeGroup ? proposed : undefined)}
      />
    ) : (
      <PeopleTable
        people={people}
        seeContacts
        also={[
          {
            key: 'kind',
            label: t('meetings.col.kind'),
            cell: (one) => t(`meetings.people.kind.${one.kind}`),
          },
          { key: 'for', label: proposed, cell: (one) => (one.forInitiativeGroup ? t('ui.yes') : '–') },
        ]}
      />
    ),
  );
}
