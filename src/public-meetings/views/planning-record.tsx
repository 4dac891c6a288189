import type { Question } from '../../decisions/data/questions.ts';
import type { Term } from '../../deadlines/data/term.ts';
import type { ComponentChildren } from 'preact';
import type { Lock } from '../../meetings/data/locks.ts';
import { participantKinds } from '../../meetings/rules/who-counts.ts';
import { noteValues } from '../../meetings/rules/notes.ts';
import { isWritable } from '../../meetings/views/frame.tsx';
import { Closing, NotesFields, NotesRead, Part, WhoCame } from '../../meetings/views/record.tsx';
import {
  EntryFields,
  FocusProblemTable,
  WrittenLine,
  useFacts,
} from '../../needs/focus/views/focus-problem.tsx';
import { focusColumns } from '../../needs/focus/rules/focus-record.ts';
import { problemText } from '../../needs/views/labels.ts';
import { Form } from '../../platform/forms/form.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { SelectField, TextArea } from '../../platform/ui/fields.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card } from '../../platform/ui/surfaces.tsx';
import { addPlanningEntry } from '../commands/add-planning-entry.ts';
import { saveRecord } from '../commands/planning-steps.ts';
import type { ProblemTable, Proposal } from '../data/planning.ts';
import { planningHints, planningParts, type PlanningHint, type PlanningPart } from '../rules/planning.ts';
import { VotesPart } from './votes-part.tsx';
import { PlanningFrame, planningPath, type PlanningPageProps } from './planning.tsx';

type Props = PlanningPageProps & { readonly tables: readonly ProblemTable[] };

const hintPlace: Readonly<Record<PlanningHint, string>> = {
  late: '/schedule',
  'people-unknown': '/attendance',
  'many-people': '/attendance',
  'no-proposals': '/proposals',
  'nothing-added': '',
};

function usePartName() {
  const { t } = usePage();
  return (part: PlanningPart) => t(`public-meetings.part.${part}`);
}

/** The record as it stands: who came, the three points, the tables with what was added, proposals; closing. */
export function PlanningMeetingPage(
  props: Props & { locks: readonly Lock[]; term: Term; questions: readonly Question[] },
) {
  const i18n = usePage();
  const { t } = i18n;
  const { meeting, tables, mayRecord, term } = props;
  const path = (rest = '') => planningPath(meeting, rest);
  const hints = planningHints({
    ...meeting,
    day: meeting.heldOn ?? meeting.plannedOn,
    deadline: term.due,
  });
  const { proposals } = meeting;
  const about = useAbout(tables);
  return (
    <PlanningFrame
      meeting={meeting}
      mayRecord={mayRecord}
      wide
      actions={
        <>
          {props.mayPlan && isWritable(meeting) && (
            <LinkButton look="ghost" href={path('/schedule')} icon="edit">
              {t('public-meetings.schedule')}
            </LinkButton>
          )}
          {props.seeContacts && (
            <LinkButton look="ghost" href={path('/door')} icon="people">
              {t('decisions.door.title')}
            </LinkButton>
          )}
          <LinkButton look="ghost" href={path('/votes')} icon="check">
            {t('decisions.votes.title')}
          </LinkButton>
          <LinkButton look="ghost" href={path('/report.html')} icon="document">
            {t('public-meetings.report.link')}
          </LinkButton>
        </>
      }
    >
      <WhoCame
        sums={meeting.sums}
        leaders={meeting.leaders}
        listed={meeting.people.length}
        edit={mayRecord && path('/attendance')}
        list={props.seeContacts && (meeting.people.length > 0 || mayRecord) && path('/people')}
      />
      <Part title={t('needs.paper.agenda')} edit={mayRecord && path('/notes')}>
        <NotesRead notes={meeting.notes} parts={planningParts} label={usePartName()} />
      </Part>
      {tables.length === 0 && <p class="hint">{t('public-meetings.no-tables')}</p>}
      {tables.map((table) => (
        <Part
          key={table.problemId}
          title={`${problemText(i18n, table.name)} (${i18n.fmt.list(table.places.map((one) => (i18n.lang === 'ru' ? one.nameRu : one.nameKy)))})`}
          edit={mayRecord && path(`/problems/${table.problemId}`)}
        >
          <Table table={table} {...props} />
        </Part>
      ))}
      <Part title={t('public-meetings.proposals')} edit={mayRecord && path('/proposals')}>
        {proposals.length === 0 ? (
          <p class="hint">{t('public-meetings.proposals-none')}</p>
        ) : (
          <ol>
            {proposals.map((one) => (
              <li key={one.id}>
                {one.text} <small>({about(one).join(', ')})</small>
              </li>
            ))}
          </ol>
        )}
      </Part>
      {props.questions.length > 0 && (
        <VotesPart questions={props.questions} path={path} mayLock={props.mayLock} today={props.today} />
      )}
      <Closing
        meeting={meeting}
        path={path}
        mayLock={props.mayLock}
        mayRecord={mayRecord}
        hints={hints.map((hint) => ({
          text: t(`public-meetings.hint.${hint}`),
          path: path(hintPlace[hint]),
        }))}
        locks={props.locks}
      />
    </PlanningFrame>
  );
}

function Table({ table, meeting }: Pick<Props, 'meeting'> & { table: ProblemTable }) {
  const added = meeting.added.filter((one) => one.problemId === table.problemId);
  return (
    <FocusProblemTable caption={problemText(usePage(), table.name)} entries={table.entries} added={added} />
  );
}

/** «депутат», «таза суу»: who proposed, and about what. */
function useAbout(tables: readonly ProblemTable[]) {
  const i18n = usePage();
  const { t } = i18n;
  return ({ by, problemId }: Proposal) => [
    ...(by === null ? [] : [t(`meetings.people.kind.${by}`)]),
    problemText(
      i18n,
      tables.find((one) => one.problemId === problemId)?.name ?? t('public-meetings.general'),
    ),
  ];
}

/** What was said on each point of the agenda. */
export function PlanningNotesPage({ meeting, mayRecord }: PlanningPageProps) {
  const { t } = usePage();
  const label = usePartName();
  return (
    <PlanningFrame meeting={meeting} mayRecord={mayRecord} title={t('needs.paper.agenda')}>
      <Card>
        <Form
          of={saveRecord}
          row={{ ...meeting, ...noteValues(meeting.notes) }}
          submit={t('ui.save')}
          cancel={planningPath(meeting)}
        >
          {(f) => <NotesFields f={f} parts={planningParts} label={label} />}
        </Form>
      </Card>
    </PlanningFrame>
  );
}

/** Lines already written, each to be mended, and a form for one more. */
function Lines<Line extends { readonly id: string; readonly text: string }>(props: {
  title?: string;
  hint?: string;
  lines: readonly Line[];
  more: (line: Line) => readonly string[];
  action: string;
  column: string;
  fields: (line?: Line) => ComponentChildren;
}) {
  const { t } = usePage();
  const { lines, action, column, fields } = props;
  return (
    <Card {...(props.title !== undefined && { title: props.title })}>
      {props.hint && <p class="hint">{props.hint}</p>}
      {lines.length > 0 && (
        <ol>
          {lines.map((line) => (
            <li key={line.id} id={`entry-${line.id}`}>
              <WrittenLine entry={line} more={props.more(line)} action={`${action}/${line.id}`}>
                {fields(line)}
              </WrittenLine>
            </li>
          ))}
        </ol>
      )}
      <Form
        of={addPlanningEntry}
        id={`add-${column}`}
        action={action}
        fields={{ column }}
        submit={t('ui.add')}
        submitLook="ghost"
      >
        {() => fields()}
      </Form>
    </Card>
  );
}

/** One problem: what the focus groups have left, and below what this meeting adds to each column. */
export function PlanningProblemPage({ table, ...props }: PlanningPageProps & { table: ProblemTable }) {
  const i18n = usePage();
  const { t } = i18n;
  const { meeting, mayRecord } = props;
  const name = problemText(i18n, table.name);
  const facts = useFacts();
  const mine = meeting.added.filter((one) => one.problemId === table.problemId);
  return (
    <PlanningFrame meeting={meeting} mayRecord={mayRecord} title={name} wide>
      <Card title={t('public-meetings.table')}>
        <Table table={table} {...props} />
      </Card>
      {mayRecord &&
        focusColumns.map((column) => (
          <Lines
            key={column}
            title={t(`needs.focus.column.${column}`)}
            hint={t(`needs.focus.question.${column}`)}
            lines={mine.filter((one) => one.column === column)}
            more={facts}
            action={planningPath(meeting, `/problems/${table.problemId}/entries`)}
            column={column}
            fields={(line) => (
              <EntryFields
                column={column}
                label={t(line ? 'needs.focus.text' : `needs.focus.new.${column}`)}
                {...(line && { entry: line })}
              />
            )}
          />
        ))}
    </PlanningFrame>
  );
}

/** Proposals of participants, collected by the organisers. */
export function PlanningProposalsPage({ meeting, mayRecord, tables }: Props) {
  const i18n = usePage();
  const { t } = i18n;
  const about = useAbout(tables);
  const problems = tables.map(({ problemId, name }) => ({
    value: problemId,
    label: problemText(i18n, name),
  }));
  return (
    <PlanningFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.proposals')}>
      <Lines
        hint={t('public-meetings.proposals-hint')}
        lines={meeting.proposals}
        more={about}
        action={planningPath(meeting, '/entries')}
        column="proposal"
        fields={(line) => <ProposalFields line={line} problems={problems} />}
      />
    </PlanningFrame>
  );
}

function ProposalFields({
  line,
  problems,
}: {
  line: Proposal | undefined;
  problems: readonly { value: string; label: string }[];
}) {
  const { t } = usePage();
  return (
    <>
      <TextArea
        name="text"
        label={t('public-meetings.field.text')}
        example={t('public-meetings.example.proposal')}
        value={line?.text ?? ''}
        rows={3}
        maxLength={500}
        required
      />
      <SelectField
        name="by"
        label={t('public-meetings.field.by')}
        hint={t('public-meetings.field.by-hint')}
        value={line?.by ?? ''}
        options={participantKinds.map((value) => ({ value, label: t(`meetings.people.kind.${value}`) }))}
      />
      {!line && (
        <SelectField
          name="problemId"
          label={t('public-meetings.field.problem')}
          empty={t('public-meetings.general')}
          options={problems}
        />
      )}
    </>
  );
}
