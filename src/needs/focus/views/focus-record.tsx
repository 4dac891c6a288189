import type { Lock } from '../../../meetings/data/locks.ts';
import type { PersonField } from '../../../meetings/rules/person-fields.ts';
import { LinkButton } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import {
  DateField,
  HiddenField,
  NumberField,
  RadioGroup,
  TextArea,
  TextField,
} from '../../../platform/ui/fields.tsx';
import { Form } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, EmptyState, Facts, Notice } from '../../../platform/ui/surfaces.tsx';
import type { Participant } from '../../../meetings/data/people.ts';
import type { FocusEntryItem } from '../data/focus-groups.ts';
import { focusHints, focusParts, fewestFocusPeople, mostFocusPeople } from '../rules/focus-record.ts';
import { FocusFrame, focusPath, type FocusPageProps } from './focus-frame.tsx';
import { FocusProblemTable } from './focus-problem.tsx';
import { problemText } from '../../views/labels.ts';
import { LockHistory } from '../../../meetings/views/locks.tsx';
import { PeopleForms, PeopleTable } from '../../../meetings/views/people.tsx';

/** The names of people, or what a reader who may not see them gets. */
const nameOf = (one: Participant) => one.fullName ?? `№ ${one.number}`;

/** The record as it stands: who came, the tables, the candidates; closing, and the report. */
export function FocusGroupPage(
  props: FocusPageProps & {
    entries: readonly FocusEntryItem[];
    people: readonly Participant[];
    locks: readonly Lock[];
  },
) {
  const i18n = usePage();
  const { t, fmt, href } = i18n;
  const { group, entries, people, mayRecord } = props;
  const { sums } = group;
  const shown = (value: number | null) => (value === null ? '–' : fmt.number(value));
  const candidates = people.filter((one) => one.forInitiativeGroup);
  const hints = focusHints(
    sums,
    group.topics.map((topic) => topic.problemId),
    { entries, criteria: group.criteria },
    people,
  );
  const topicName = (problemId: string | undefined) => {
    const topic = group.topics.find((one) => one.problemId === problemId);
    return topic ? problemText(i18n, topic.name) : '';
  };
  const hintPath = (hint: (typeof hints)[number]) =>
    hint.code === 'no-topics'
      ? focusPath(group, '/plan')
      : hint.problemId !== undefined
        ? focusPath(group, `/problems/${hint.problemId}`)
        : hint.code === 'no-criteria'
          ? focusPath(group, '/notes')
          : hint.part === 'candidates'
            ? focusPath(group, '/people')
            : focusPath(group, '/attendance');
  const writable = group.state === 'planned' || group.state === 'open';
  return (
    <FocusFrame
      group={group}
      mayRecord={mayRecord}
      wide
      actions={
        <>
          {mayRecord && (
            <LinkButton href={`/field#/m/${group.id}`} icon="phone">
              {t('needs.focus.open-app')}
            </LinkButton>
          )}
          {props.mayPlan && writable && (
            <LinkButton look="ghost" href={focusPath(group, '/plan')} icon="edit">
              {t('needs.focus.plan-title')}
            </LinkButton>
          )}
          <LinkButton look="ghost" href={focusPath(group, '/report.html')} icon="document">
            {t('needs.focus.report')}
          </LinkButton>
        </>
      }
    >
      <Card
        title={t('needs.focus.who')}
        aside={
          mayRecord && (
            <a href={href(focusPath(group, '/attendance'))}>
              {t('ui.edit')}
              <span class="hidden">: {t('needs.focus.who')}</span>
            </a>
          )
        }
      >
        <Facts
          items={[
            {
              label: t('ui.field.people'),
              value: shown(sums.people),
              note:
                sums.people === null
                  ? t('needs.sums.people-unknown')
                  : t('needs.focus.by-sex', { women: sums.women ?? 0, men: sums.men ?? 0 }),
            },
            { label: t('needs.focus.deputies'), value: fmt.number(sums.deputies) },
            { label: t('needs.focus.executives'), value: fmt.number(sums.executives) },
            { label: t('needs.focus.organisations'), value: shown(sums.organisations) },
          ]}
        />
        <p>
          {group.facilitators.length > 0
            ? t('needs.focus.led-by', {
                names: fmt.list(group.facilitators.map((one) => one.fullName)),
              })
            : t('needs.focus.led-by-nobody')}
        </p>
        {props.seePeople && (people.length > 0 || mayRecord) && (
          <p>
            <a href={href(focusPath(group, '/people'))}>
              {t('needs.focus.people-link', { count: people.length })}
            </a>
          </p>
        )}
      </Card>
      {group.topics.length === 0 ? (
        <EmptyState
          icon="question"
          title={t('needs.focus.no-topics')}
          action={
            props.mayPlan &&
            writable && (
              <LinkButton href={focusPath(group, '/plan')}>{t('needs.focus.choose-topics')}</LinkButton>
            )
          }
        >
          {t('needs.focus.no-topics-text')}
        </EmptyState>
      ) : (
        group.topics.map((topic) => (
          <Card
            key={topic.problemId}
            title={problemText(i18n, topic.name)}
            aside={
              mayRecord && (
                <a href={href(focusPath(group, `/problems/${topic.problemId}`))}>
                  {t('ui.edit')}
                  <span class="hidden">: {problemText(i18n, topic.name)}</span>
                </a>
              )
            }
          >
            {topic.subgroup !== '' && (
              <p class="hint">{t('needs.focus.subgroup-is', { name: topic.subgroup })}</p>
            )}
            {topic.description !== '' && <p>{topic.description}</p>}
            <FocusProblemTable
              caption={problemText(i18n, topic.name)}
              entries={entries.filter((entry) => entry.problemId === topic.problemId)}
            />
          </Card>
        ))
      )}
      <Card
        title={t('needs.focus.initiative')}
        aside={
          mayRecord && (
            <a href={href(focusPath(group, '/notes'))}>
              {t('ui.edit')}
              <span class="hidden">: {t('needs.focus.initiative')}</span>
            </a>
          )
        }
      >
        <h3>{t('needs.focus.criteria')}</h3>
        {group.criteria === '' ? <p class="hint">{t('ui.not-set')}</p> : <Lines text={group.criteria} />}
        <h3>{t('needs.focus.candidates')}</h3>
        {candidates.length === 0 ? (
          <p class="hint">{t('needs.focus.candidates-none')}</p>
        ) : props.seePeople ? (
          <ul>
            {candidates.map((one) => (
              <li key={one.id}>
                {[nameOf(one), one.occupation ?? '', one.contact ?? '']
                  .filter((text) => text !== '')
                  .join(', ')}
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('needs.focus.candidates-count', { count: candidates.length })}</p>
        )}
      </Card>
      <Card
        title={t('needs.focus.notes')}
        aside={
          mayRecord && (
            <a href={href(focusPath(group, '/notes'))}>
              {t('ui.edit')}
              <span class="hidden">: {t('needs.focus.notes')}</span>
            </a>
          )
        }
      >
        {focusParts.every((part) => group.notes[part] === undefined) ? (
          <p class="hint">{t('ui.not-set')}</p>
        ) : (
          focusParts
            .filter((part) => group.notes[part] !== undefined)
            .map((part) => (
              <div key={part}>
                <h3>{t(`needs.focus.part.${part}`)}</h3>
                <Lines text={group.notes[part] ?? ''} />
              </div>
            ))
        )}
      </Card>
      {writable && (hints.length > 0 || props.mayLock) && (
        <Card title={t('needs.focus.closing')}>
          {hints.length > 0 && (
            <Notice tone="warn" title={t('ui.status.warn')}>
              <ul>
                {hints.map((hint) => {
                  const text = t(`needs.focus.hint.${hint.code}`, {
                    ...hint.params,
                    name: topicName(hint.problemId),
                  });
                  return (
                    <li key={`${hint.code} ${hint.problemId ?? ''}`}>
                      {mayRecord ? <a href={href(hintPath(hint))}>{text}</a> : text}
                    </li>
                  );
                })}
              </ul>
            </Notice>
          )}
          {props.mayLock && (
            <Confirm id="close" action={focusPath(group, '/close')} verb={t('needs.focus.close')}>
              <p>{t('needs.focus.close-text')}</p>
            </Confirm>
          )}
        </Card>
      )}
      {props.mayLock && group.state === 'closed' && (
        <Confirm id="reopen" action={focusPath(group, '/reopen')} verb={t('needs.focus.reopen')} reason>
          <p>{t('needs.focus.reopen-text')}</p>
        </Confirm>
      )}
      <LockHistory locks={props.locks} />
    </FocusFrame>
  );
}

function Lines({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line, index) => (
          <p key={index}>{line}</p>
        ))}
    </>
  );
}

/** The day, the place and how many came. */
export function FocusAttendancePage(props: FocusPageProps) {
  const { t, href } = usePage();
  const { group } = props;
  return (
    <FocusFrame group={group} mayRecord={props.mayRecord} title={t('needs.focus.who')}>
      <Card>
        <Form action={focusPath(group, '/attendance')} submit={t('ui.save')} cancel={focusPath(group)}>
          <HiddenField name="revision" value={String(group.revision)} />
          <DateField
            name="heldOn"
            label={t('ui.field.heldOn')}
            {...((group.heldOn ?? group.plannedOn) ? { value: group.heldOn ?? group.plannedOn ?? '' } : {})}
          />
          <TextField
            name="heldVenue"
            label={t('needs.focus.venue')}
            value={group.heldVenue ?? group.venue}
            maxLength={200}
          />
          <RadioGroup
            name="attendance"
            label={t('needs.focus.attendance')}
            hint={t('needs.focus.attendance-hint', { fewest: fewestFocusPeople, most: mostFocusPeople })}
            value={group.attendance}
            options={[
              { value: 'list', label: t('needs.focus.attendance-list') },
              { value: 'counts', label: t('needs.focus.attendance-counts') },
            ]}
          />
          <NumberField name="women" label={t('needs.focus.women')} value={group.women ?? ''} />
          <NumberField name="men" label={t('needs.focus.men')} value={group.men ?? ''} />
          <NumberField name="deputies" label={t('needs.focus.of-deputies')} value={group.deputies ?? ''} />
          <NumberField
            name="executives"
            label={t('needs.focus.of-executives')}
            value={group.executives ?? ''}
          />
          <NumberField
            name="organisations"
            label={t('needs.focus.of-organisations')}
            value={group.organisations ?? ''}
          />
        </Form>
        <p>
          <a href={href(focusPath(group, '/people'))}>{t('meetings.people.title')}</a>
        </p>
      </Card>
    </FocusFrame>
  );
}

/** Notes of each part and what is expected of the initiative group. */
export function FocusNotesPage(props: FocusPageProps) {
  const { t } = usePage();
  const { group } = props;
  return (
    <FocusFrame group={group} mayRecord={props.mayRecord} title={t('needs.focus.notes')}>
      <Card>
        <Form action={focusPath(group, '/notes')} submit={t('ui.save')} cancel={focusPath(group)}>
          <HiddenField name="revision" value={String(group.revision)} />
          <TextArea
            name="criteria"
            label={t('needs.focus.criteria')}
            hint={t('needs.focus.criteria-hint')}
            rows={4}
            maxLength={2000}
            value={group.criteria}
          />
          {focusParts.map((part) => (
            <TextArea
              key={part}
              name={`${part}Notes`}
              label={t(`needs.focus.part.${part}`)}
              rows={4}
              maxLength={20_000}
              value={group.notes[part] ?? ''}
            />
          ))}
        </Form>
      </Card>
    </FocusFrame>
  );
}

/** The list of participants, who is proposed for the initiative group, and lines pasted from a table. */
export function FocusPeoplePage(
  props: FocusPageProps & { people: readonly Participant[]; asks: readonly PersonField[] },
) {
  const { t } = usePage();
  const { group, people, mayRecord } = props;
  return (
    <FocusFrame group={group} mayRecord={mayRecord} title={t('meetings.people.title')}>
      {mayRecord ? (
        <PeopleForms
          asks={props.asks}
          revision={group.revision}
          path={focusPath(group, '/people')}
          people={people}
          tag={(one) => (one.forInitiativeGroup ? t('needs.focus.candidate') : undefined)}
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
            {
              key: 'for',
              label: t('needs.focus.candidate'),
              cell: (one) => (one.forInitiativeGroup ? t('ui.yes') : '–'),
            },
          ]}
        />
      )}
    </FocusFrame>
  );
}
