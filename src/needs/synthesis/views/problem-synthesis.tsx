import type { CycleRow } from '../../../cycle/data.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import { DataTable } from '../../../platform/ui/data-table.tsx';
import { CheckboxField, RadioGroup, TextArea, TextField } from '../../../platform/ui/fields.tsx';
import { ActionForm } from '../../../platform/ui/form.tsx';
import { Icon } from '../../../platform/ui/icon.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { StaffPage } from '../../../platform/ui/staff-page.tsx';
import { Card, Notice } from '../../../platform/ui/surfaces.tsx';
import { focusColumns, type FocusColumn } from '../../focus/rules/focus-record.ts';
import { useFacts } from '../../focus/views/focus-problem.tsx';
import { needsPath } from '../../sessions/views/session-frame.tsx';
import type { RussianNames } from '../../rules/catalogue.ts';
import { problemText } from '../../views/labels.ts';
import { joinFocusLines } from '../commands/join-focus-lines.ts';
import { judgeProblem } from '../commands/judge-problem.ts';
import { perhapsOne, type JointLine, type ProblemSynthesis, type SaidLine } from '../rules/synthesis.ts';
import { synthesisPath, useSynthesisPlace, VerdictTag } from './synthesis.tsx';

export interface ProblemSynthesisProps {
  municipalityId: string;
  cycle: CycleRow;
  problem: ProblemSynthesis;
  /** Joins, takes apart and judges. */
  mayJoin: boolean;
  /** What the office calls its own problems in Russian. */
  russian: RussianNames;
}

/** The tables of one problem side by side: what each village said, what is joined, who solves it. */
export function ProblemSynthesisPage(props: ProblemSynthesisProps) {
  const page = usePage();
  const { t, fmt } = page;
  const { municipalityId, cycle, problem } = props;
  const place = useSynthesisPlace();
  const asked = `?cycle=${cycle.id}`;
  const { rank, votes, verdict } = problem;
  return (
    <StaffPage
      title={problemText(page, problem.name, props.russian)}
      wide
      lead={
        rank !== null && votes !== null
          ? t('needs.synthesis.place-and-votes', { rank: fmt.number(rank), votes: fmt.number(votes) })
          : undefined
      }
      tag={<VerdictTag verdict={verdict?.verdict ?? null} />}
      crumbs={[
        { label: t('ui.focus-groups'), path: needsPath(municipalityId, `/focus${asked}`) },
        { label: t('needs.synthesis.title'), path: synthesisPath(municipalityId, asked) },
      ]}
    >
      {problem.descriptions.length > 0 && (
        <Card title={t('needs.focus.description')}>
          {problem.descriptions.map(({ groupId, text }) => (
            <p key={groupId}>
              <b>{problem.places.filter((one) => one.groupId === groupId).map(place)}:</b> {text}
            </p>
          ))}
        </Card>
      )}
      {focusColumns.map((column) => (
        <ColumnPart key={column} {...props} column={column} />
      ))}
      <VerdictPart {...props} />
    </StaffPage>
  );
}

/** One column of the tables of all villages, a row for each thing that was said. */
function ColumnPart({
  municipalityId,
  cycle,
  problem,
  mayJoin,
  column,
}: ProblemSynthesisProps & { column: FocusColumn }) {
  const { t } = usePage();
  const place = useSynthesisPlace();
  const lines = problem.columns[column];
  const title = t(`needs.focus.column.${column}`);
  const path = synthesisPath(municipalityId, `/${problem.problemId}`);
  const writes = mayJoin && (lines.length > 1 || lines.some((one) => one.joined));
  const table = (
    <DataTable
      caption={title}
      hideCaption
      rows={lines}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'what',
          label: title,
          head: true,
          cell: (one) => <JointText line={one} path={path} mayJoin={writes} />,
        },
        ...problem.places.map((one) => ({
          key: one.groupId,
          label: place(one),
          cell: (line: JointLine) => <SaidHere line={line} groupId={one.groupId} />,
        })),
      ]}
    />
  );
  return (
    <Card title={title}>
      <div id={column}>
        {lines.length === 0 ? (
          <p class="hint">{t('needs.focus.table-empty')}</p>
        ) : writes ? (
          <>
            <Suggestions lines={lines} cycleId={cycle.id} action={`${path}/joins`} />
            <Form
              of={joinFocusLines}
              class="roomy"
              id={`join-${column}`}
              action={`${path}/joins`}
              fields={{ column, cycleId: cycle.id }}
            >
              {(f) => (
                <>
                  {table}
                  {lines.length > 1 && (
                    <>
                      <TextField {...f('text')} hint={t('needs.synthesis.wording-hint')} />
                      <div class="actions">
                        <Button look="ghost">{t('needs.synthesis.join')}</Button>
                      </div>
                    </>
                  )}
                </>
              )}
            </Form>
          </>
        ) : (
          table
        )}
      </div>
    </Card>
  );
}

/** The wording of a row, with a box to join it and, where it is joined, the way back. */
function JointText({ line, path, mayJoin }: { line: JointLine; path: string; mayJoin: boolean }) {
  const { t } = usePage();
  return (
    <div>
      {mayJoin ? <CheckboxField name="lines" value={line.id} label={line.text} /> : line.text}
      {line.joined && (
        <small class="block">
          {t('needs.synthesis.joined-by', { name: line.byName })}{' '}
          {mayJoin && (
            <Button
              look="plain"
              small
              formAction={`${path}/joins/${line.id}/undo`}
              formNoValidate
              label={t('needs.synthesis.undo-of', { text: line.text })}
            >
              {t('needs.synthesis.undo')}
            </Button>
          )}
        </small>
      )}
    </div>
  );
}

/** What was said in one village: its own words where they are joined with others', else a mark. */
function SaidHere({ line, groupId }: { line: JointLine; groupId: string }) {
  const { t } = usePage();
  const facts = useFacts();
  const here = line.lines.filter((one) => one.groupId === groupId);
  if (here.length === 0) return null;
  const more = (one: SaidLine) => {
    const found = facts(one);
    return found.length > 0 && <small> ({found.join(', ')})</small>;
  };
  if (!line.joined)
    return (
      <span>
        <Icon name="check" size={16} />
        <span class="hidden">{t('needs.synthesis.said')}</span>
        {here.map((one) => more(one))}
      </span>
    );
  return (
    <div>
      {here.map((one) => (
        <div key={one.id}>
          «{one.text}»{more(one)}
        </div>
      ))}
    </div>
  );
}

/** Pairs that read alike: asked, never joined by themselves. */
function Suggestions({
  lines,
  cycleId,
  action,
}: {
  lines: readonly JointLine[];
  cycleId: string;
  action: string;
}) {
  const { t } = usePage();
  const pairs = perhapsOne(lines);
  if (pairs.length === 0) return null;
  return (
    <Notice tone="info" title={t('needs.synthesis.perhaps-one')}>
      <ul class="plain">
        {pairs.map(([a, b]) => (
          <li key={`${a.id} ${b.id}`}>
            «{a.text}» – «{b.text}»
            <ActionForm action={action} fields={{ cycleId }}>
              <input type="hidden" name="lines" value={a.id} />
              <input type="hidden" name="lines" value={b.id} />
              <Button
                look="plain"
                small
                label={t('needs.synthesis.join-of', { first: a.text, second: b.text })}
              >
                {t('needs.synthesis.join')}
              </Button>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Who solves it: said here, or read by those who do not say it. */
function VerdictPart({ municipalityId, problem, mayJoin }: ProblemSynthesisProps) {
  const { t } = usePage();
  const { verdict } = problem;
  const title = t('needs.synthesis.verdict-question');
  return (
    <Card title={title}>
      <p class="hint">{t('needs.synthesis.verdict-hint')}</p>
      {verdict && (
        <p>
          <VerdictTag verdict={verdict.verdict} />{' '}
          {[verdict.helper, verdict.reason].filter((text) => text !== '').join('. ')}{' '}
          <small>{verdict.byName}</small>
        </p>
      )}
      {mayJoin && (
        <Form
          of={judgeProblem}
          id="verdict"
          action={synthesisPath(municipalityId, `/${problem.problemId}/verdict`)}
          row={verdict ?? { revision: 0 }}
          submit={t('ui.save')}
        >
          {(f) => (
            <>
              <RadioGroup {...f('verdict')} />
              <TextField {...f('helper')} hint={t('needs.synthesis.helper-hint')} />
              <TextArea {...f('reason')} rows={2} hint={t('needs.synthesis.reason-hint')} />
            </>
          )}
        </Form>
      )}
    </Card>
  );
}
