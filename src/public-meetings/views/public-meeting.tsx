import type { ClockItem } from '../../deadlines/data/clocks.ts';
import { ClockList } from '../../deadlines/views/clocks.tsx';
import type { Question } from '../../decisions/data/questions.ts';
import type { ActRow } from '../../acts/data.ts';
import type { Lock } from '../../meetings/data/locks.ts';
import { Closing, Part, WhoCame } from '../../meetings/views/record.tsx';
import { isWritable } from '../../meetings/views/frame.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { onlyTyped, typedText } from '../../platform/i18n/typed-text.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import { DateField, RadioGroup, TextArea } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Steps } from '../../platform/ui/steps.tsx';
import { Card, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { answerDemand } from '../commands/answer-demand.ts';
import type { OfficeHolder } from '../data/public-meetings.ts';
import type { PublishedMeeting } from '../data/published.ts';
import type { Subject } from '../data/subjects.ts';
import { aboutOf, subjectText } from '../rules/subjects.ts';
import { formRules } from '../rules/forms.ts';
import { noticeLacks, weaknessesOf, type Weakness } from '../rules/standing.ts';
import { Force, publicPath, PublicFrame, type PublicPageProps } from './public-meetings.tsx';
import { levelText, topicText } from './words.ts';
import { Befell } from './befell.tsx';
import { Delegates, Said } from './public-held.tsx';
import { VotesPart } from './votes-part.tsx';
import { Elections } from './election.tsx';
import { Preparation } from './public-preparation.tsx';
import { Afterwards, Papers, PublicPart } from './public-after.tsx';

type Place = { readonly nameKy: string; readonly nameRu: string };

export type OverviewProps = PublicPageProps & {
  readonly villages: ReadonlyMap<string, Place>;
  readonly locks: readonly Lock[];
  readonly minutes: ActRow | undefined;
  readonly published: PublishedMeeting | undefined;
  readonly clocks: readonly ClockItem[];
  /** Delegates of gatherings whose matters stand on the agenda. */
  readonly delegates: readonly OfficeHolder[];
  /** Who of them was asked to come. */
  readonly invited: ReadonlySet<string>;
  readonly questions: readonly Question[];
  readonly subjects: readonly Subject[];
  /** When the rule in force wants the first meeting of the working group. */
  readonly first: { readonly earliest: string | null; readonly due: string | null };
};

/** Where each weakness is mended. */
const mendedAt: Readonly<Record<Weakness, string>> = {
  'notice-incomplete': '/notice',
  'not-told': '/notice#postings',
  'told-once': '/notice#postings',
  'told-no-proper-way': '/notice#postings',
  'told-of-another-day': '/notice#postings',
  'no-proof': '/notice#postings',
  'first-meeting-missing': '/about',
  'first-meeting-early': '/about',
  'first-meeting-late': '/about',
  'chair-missing': '/offices',
  'secretary-missing': '/offices',
  'counting-missing': '/offices',
  'body-missing': '/about',
  'no-deputies': '/offices',
  'not-answered': '',
  'materials-late': '/notice',
};

const stages = ['plan', 'notice', 'hold', 'minutes', 'sent'] as const;

function stageOf({ meeting, minutes }: OverviewProps): number {
  if (meeting.state === 'closed') {
    if (minutes?.state !== 'signed') return 3;
    return formRules[meeting.form].sent && meeting.sentOn === null ? 4 : 5;
  }
  if (meeting.state === 'open') return 2;
  return meeting.postings.length > 0 ? 2 : noticeLacks(meeting).length === 0 ? 1 : 0;
}

/** A meeting from who asked for it to where its decisions went. */
export function PublicMeetingPage(props: OverviewProps) {
  const i18n = usePage();
  const { t } = i18n;
  const { meeting, mayPlan, mayRecord } = props;
  const path = (rest = '') => publicPath(meeting, rest);
  const writable = isWritable(meeting);
  const edit = (rest: string) => mayPlan && writable && path(rest);
  const staff = mayPlan || props.mayLock;
  // What only the meeting itself brings is not asked for before its day.
  const begun =
    meeting.state === 'open' ||
    meeting.state === 'closed' ||
    (meeting.plannedOn !== null && meeting.plannedOn <= props.today);
  return (
    <PublicFrame
      meeting={meeting}
      mayRecord={mayRecord}
      wide
      actions={
        <>
          {mayPlan && writable && (
            <LinkButton look="ghost" href={path('/schedule')} icon="edit">
              {t('public-meetings.schedule')}
            </LinkButton>
          )}
          {props.seeContacts && (
            <LinkButton look="ghost" href={path('/door')} icon="people">
              {t('decisions.door.title')}
            </LinkButton>
          )}
          {mayRecord && (
            <LinkButton look="ghost" href={`/field#/m/${meeting.id}`} icon="phone">
              {t('needs.focus.open-app')}
            </LinkButton>
          )}
          {mayRecord && (
            <LinkButton {...(begun ? {} : { look: 'ghost' as const })} href={path('/record')} icon="edit">
              {t('public-meetings.record')}
            </LinkButton>
          )}
        </>
      }
      above={
        meeting.state === 'cancelled' ? undefined : (
          <Steps
            steps={stages.map((one) => ({ label: t(`public-meetings.stage.${one}`) }))}
            current={stageOf(props)}
            label={t('public-meetings.stages')}
          />
        )
      }
    >
      <Demand {...props} />
      {staff && writable && <Weaknesses {...props} />}
      <div class="cols">
        <div class="stack">
          {meeting.state === 'closed' && <Afterwards {...props} />}
          {begun && (
            <>
              <WhoCame
                sums={meeting.sums}
                leaders={meeting.leaders}
                listed={meeting.people.length}
                edit={mayRecord && path('/attendance')}
                list={props.seeContacts && (meeting.people.length > 0 || mayRecord) && path('/people')}
              />
              <VotesPart
                questions={props.questions}
                path={path}
                mayLock={props.mayLock}
                today={props.today}
                // What a sitting of the kenesh adopted becomes a resolution of its own.
                resolves={props.mayLock && meeting.form === 'keneshSitting' && meeting.state === 'closed'}
              />
              <Elections {...props} />
              <Said {...props} />
            </>
          )}
          {!begun && <Preparation {...props} edit={edit} />}
          <Agenda {...props} edit={edit('/agenda')} />
          <Delegates {...props} />
          <About {...props} edit={edit('/about')} />
          {begun && <Lock {...props} />}
        </div>
        <aside class="stack">
          {staff && props.clocks.length > 0 && (
            <Card title={t('public-meetings.clocks')}>
              <ClockList clocks={props.clocks} label={t('public-meetings.clocks')} />
            </Card>
          )}
          {begun && <Preparation {...props} edit={edit} />}
          <PublicPart {...props} />
          <Papers {...props} />
        </aside>
      </div>
    </PublicFrame>
  );
}

function Agenda({ meeting, subjects, edit, mayLock, today }: OverviewProps & { edit: string | false }) {
  const i18n = usePage();
  const { t, href } = i18n;
  const known = new Map(subjects.map((one) => [one.id, one]));
  const subjectOf = (item: Parameters<typeof aboutOf>[0]) => {
    const one = known.get(aboutOf(item) ?? '');
    const to = one && href(`/m/${meeting.municipalityId}${one.path}`);
    return (
      one && (
        <>
          {' '}
          <small>
            · <a href={to}>{subjectText(i18n, one)}</a>
          </small>
        </>
      )
    );
  };
  return (
    <Part title={t('public-meetings.agenda')} edit={edit}>
      {meeting.agenda.length === 0 ? (
        <p class="hint">{t('public-meetings.no-agenda')}</p>
      ) : (
        <ol>
          {meeting.agenda.map((item, index) => (
            <li key={item.id}>
              {typedText(i18n, { text: item.text, lang: meeting.titleLang, other: item.other })}
              {subjectOf(item)}
              {item.speaker !== '' && <small> · {item.speaker}</small>}
              {item.decision !== '' && <Decided text={item.decision} />}
              {item.decision !== '' && (
                <Befell
                  events={item.events}
                  at={publicPath(meeting, `/agenda/${item.id}/events`)}
                  id={`befell-point-${index + 1}`}
                  offer={t('public-meetings.befell-point', { number: index + 1 })}
                  may={mayLock && meeting.heldOn !== null}
                  today={today}
                />
              )}
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

/** Closing the record and opening it again. */
function Lock(props: OverviewProps) {
  const { t } = usePage();
  const { meeting, mayRecord } = props;
  const path = (rest = '') => publicPath(meeting, rest);
  return (
    <Closing
      meeting={meeting}
      path={path}
      mayLock={props.mayLock}
      mayRecord={mayRecord}
      hints={closingHints(props).map((hint) => ({
        text: t(`public-meetings.hint.${hint}`),
        path: path(hint === 'people-unknown' ? '/attendance' : '/record'),
      }))}
      locks={props.locks}
    />
  );
}

type Hint = 'people-unknown' | 'nothing-heard' | 'not-held-on-day';

function closingHints({ meeting }: OverviewProps): Hint[] {
  const heard =
    meeting.speeches.length > 0 || meeting.agenda.some((item) => item.heard !== '' || item.decision !== '');
  const hints: [Hint, boolean][] = [
    ['not-held-on-day', meeting.heldOn !== null && meeting.heldOn !== meeting.plannedOn],
    ['people-unknown', meeting.sums.people === null],
    ['nothing-heard', !heard],
  ];
  return hints.flatMap(([hint, stands]) => (stands ? [hint] : []));
}

function Decided({ text }: { text: string }) {
  const { t } = usePage();
  return (
    <p>
      <Tag tone="ok">{t('public-meetings.minutes.decided')}</Tag> {text}
    </p>
  );
}

/** The signed demand of residents, and the answer to it. */
function Demand({ meeting, mayPlan, today }: OverviewProps) {
  const { t, fmt } = usePage();
  const { initiator, answer, answeredOn, signatures } = meeting;
  if (initiator !== 'residents') return null;
  const asked = t('public-meetings.demand-text', {
    day: fmt.date(meeting.initiatedOn),
    signatures: fmt.number(signatures ?? 0),
  });
  if (answer !== null)
    return (
      <Notice tone={answer === 'accepted' ? 'success' : 'warn'} title={t(`public-meetings.answer.${answer}`)}>
        {[
          asked,
          answeredOn === null ? '' : t('public-meetings.answered-on', { day: fmt.date(answeredOn) }),
          meeting.answerReason,
        ]
          .filter((text) => text !== '')
          .join(' ')}
      </Notice>
    );
  return (
    <Card title={t('public-meetings.demand')} look="next">
      <p>{asked}</p>
      {mayPlan && meeting.state === 'planned' && (
        <Form
          of={answerDemand}
          action={publicPath(meeting, '/answer')}
          id="answer"
          submit={t('ui.save')}
          row={{ answeredOn: today }}
        >
          {(f) => (
            <>
              <RadioGroup {...f('answer')} />
              <DateField {...f('answeredOn')} max={today} />
              <TextArea {...f('answerReason')} rows={3} />
            </>
          )}
        </Form>
      )}
    </Card>
  );
}

/** To the staff alone: what would make the meeting contestable as it stands. */
function Weaknesses({ meeting, first }: OverviewProps) {
  const { t, href } = usePage();
  const found = weaknessesOf({ ...meeting, first });
  if (found.length === 0) return <Notice tone="success">{t('public-meetings.no-weakness')}</Notice>;
  return (
    <Notice tone="warn" title={t('public-meetings.weaknesses')}>
      <ul>
        {found.map((one) => (
          <li key={one}>
            <a href={href(publicPath(meeting, mendedAt[one]))}>{t(`public-meetings.weakness.${one}`)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function About({ meeting, villages, edit }: OverviewProps & { edit: string | false }) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const village = meeting.villageId === null ? undefined : villages.get(meeting.villageId);
  const typed = (text: string) => onlyTyped(i18n, text, meeting.titleLang);
  const items = [
    ['topic', topicText(i18n, meeting.topic)],
    ['for-whom', levelText(i18n, meeting, village)],
    ['who-asked', `${t(`public-meetings.initiator.${meeting.initiator}`)}, ${fmt.date(meeting.initiatedOn)}`],
    ['capacity', meeting.capacity === null ? '' : fmt.number(meeting.capacity)],
    ['access', typed(meeting.access)],
    ['transport', typed(meeting.transport)],
    ['hourSuits', typed(meeting.hourSuits)],
    ['orderText', meeting.orderText],
    ['firstMetOn', meeting.firstMetOn === null ? '' : fmt.date(meeting.firstMetOn)],
    ['bindingBy', meeting.bindingBy],
  ] as const;
  return (
    <Part title={t('public-meetings.about')} edit={edit}>
      <Pairs
        items={items
          .filter(([, value]) => value !== '')
          .map(([name, value]) => ({ label: t(`public-meetings.field.${name}`), value }))}
      />
      {meeting.bindingBy === '' && <Force form={meeting.form} />}
      {meeting.moves.length > 1 && (
        <details>
          <summary>{t('public-meetings.moved', { count: meeting.moves.length - 1 })}</summary>
          <ul>
            {meeting.moves.map((one) => (
              <li key={one.id}>
                {one.plannedOn === null ? t('meetings.no-day') : fmt.date(one.plannedOn)}
                {one.venue !== '' && `, ${one.venue}`}
                {one.reason !== '' && `: ${one.reason}`}
                <small> · {one.byName}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
}
