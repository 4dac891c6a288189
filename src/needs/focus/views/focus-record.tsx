import { noteValues } from '../../../meetings/rules/notes.ts';
import { isWritable } from '../../../meetings/views/frame.tsx';
import { Closing, Lines, NotesFields, NotesRead, Part, WhoCame } from '../../../meetings/views/record.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { saveFocusRecord } from '../commands/focus-steps.ts';
import type { Lock } from '../../../meetings/data/locks.ts';
import { Button, LinkButton } from '../../../platform/ui/button.tsx';
import { ActionForm } from '../../../platform/ui/form.tsx';
import { TextArea } from '../../../platform/ui/fields.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice } from '../../../platform/ui/surfaces.tsx';
import type { Participant } from '../../../meetings/data/people.ts';
import type { FocusEntryItem } from '../data/focus-groups.ts';
import { focusHints, focusParts } from '../rules/focus-record.ts';
import { FocusFrame, focusPath, type FocusPageProps } from './focus-frame.tsx';
import { FocusProblemTable } from './focus-problem.tsx';
import { problemText } from '../../views/labels.ts';

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
  const { t } = i18n;
  const { group, entries, people, mayRecord } = props;
  const candidates = people.filter((one) => one.forInitiativeGroup);
  const hints = focusHints(
    group.sums,
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
  const writable = isWritable(group);
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
      <WhoCame
        sums={group.sums}
        leaders={group.facilitators}
        listed={people.length}
        edit={mayRecord && focusPath(group, '/attendance')}
        list={props.seeContacts && (people.length > 0 || mayRecord) && focusPath(group, '/people')}
      />
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
          <Part
            key={topic.problemId}
            title={problemText(i18n, topic.name)}
            edit={mayRecord && focusPath(group, `/problems/${topic.problemId}`)}
          >
            {topic.subgroup !== '' && (
              <p class="hint">{t('needs.focus.subgroup-is', { name: topic.subgroup })}</p>
            )}
            {topic.description !== '' && <p>{topic.description}</p>}
            <FocusProblemTable
              caption={problemText(i18n, topic.name)}
              entries={entries.filter((entry) => entry.problemId === topic.problemId)}
            />
          </Part>
        ))
      )}
      <Part title={t('needs.focus.initiative')} edit={mayRecord && focusPath(group, '/notes')}>
        <h3>{t('needs.focus.criteria')}</h3>
        {group.criteria === '' ? <p class="hint">{t('ui.not-set')}</p> : <Lines text={group.criteria} />}
        <h3>{t('needs.focus.candidates')}</h3>
        {candidates.length === 0 ? (
          <p class="hint">{t('needs.focus.candidates-none')}</p>
        ) : props.seeContacts ? (
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
      </Part>
      <Part title={t('meetings.notes')} edit={mayRecord && focusPath(group, '/notes')}>
        <NotesRead notes={group.notes} parts={focusParts} label={(part) => t(`needs.focus.part.${part}`)} />
      </Part>
      <Closing
        meeting={group}
        path={(rest) => focusPath(group, rest)}
        mayLock={props.mayLock}
        mayRecord={mayRecord}
        hints={hints.map((hint) => ({
          text: t(`needs.focus.hint.${hint.code}`, { ...hint.params, name: topicName(hint.problemId) }),
          path: hintPath(hint),
        }))}
        locks={props.locks}
      />
      <WayOn {...props} />
    </FocusFrame>
  );
}

/** What follows: the chair is told and closes; then comes the planning meeting. */
function WayOn({ group, mayRecord, mayLock }: FocusPageProps) {
  const { t, fmt } = usePage();
  if (group.state === 'closed')
    return (
      <p>
        <LinkButton href={`/m/${group.municipalityId}/public-meetings/planning`} icon="arrow">
          {t('needs.focus.then-planning')}
        </LinkButton>
      </p>
    );
  if (!isWritable(group)) return null;
  if (group.finishedAt !== null)
    return (
      <Notice tone="info" title={t('needs.focus.finished')}>
        {t('needs.focus.finished-text', {
          name: group.finishedBy ?? '',
          time: fmt.dateTime(group.finishedAt),
        })}
      </Notice>
    );
  if (mayLock || !mayRecord) return null;
  return (
    <Card>
      <p>{t('needs.close.tell-text')}</p>
      <ActionForm action={focusPath(group, '/finish')}>
        <Button>{t('needs.close.tell')}</Button>
      </ActionForm>
    </Card>
  );
}

/** Notes of each part and what is expected of the initiative group. */
export function FocusNotesPage(props: FocusPageProps) {
  const { t } = usePage();
  const { group } = props;
  return (
    <FocusFrame group={group} mayRecord={props.mayRecord} title={t('meetings.notes')}>
      <Card>
        <Form
          of={saveFocusRecord}
          row={{ ...group, ...noteValues(group.notes) }}
          action={focusPath(group, '/notes')}
          submit={t('ui.save')}
          cancel={focusPath(group)}
        >
          {(f) => (
            <>
              <TextArea {...f('criteria')} hint={t('needs.focus.criteria-hint')} rows={4} />
              <NotesFields f={f} parts={focusParts} label={(part) => t(`needs.focus.part.${part}`)} />
            </>
          )}
        </Form>
      </Card>
    </FocusFrame>
  );
}
