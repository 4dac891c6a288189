/* eslint-disable max-lines -- one page: the board and what stands on it */
import type { HTMLAttributes } from 'preact';
import { Button } from '../../../platform/ui/button.tsx';
import { TextField } from '../../../platform/ui/fields.tsx';
import { useScript, useStyles } from '../../../platform/ui/head.ts';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage, useRoom } from '../../../platform/ui/page-context.ts';
import { EmptyState, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { ActionForm } from '../../../platform/ui/form.tsx';
import type { Board, BoardAction, BoardProblem, BoardSession, Sticker } from '../data/board.ts';
import type { SessionItem } from '../data/sessions.ts';
import { problemCatalogue } from '../../rules/catalogue.ts';
import { textOf } from '../../../platform/forms/rows.ts';
import { movesText } from '../rules/moves.ts';
import { wordingDoubt } from '../../rules/wording.ts';
import { competenceText, groupText, placeText } from '../../views/labels.ts';
import { NextStep, sessionPath, SessionSteps } from './session-frame.tsx';

function sessionName(page: ReturnType<typeof usePage>, session: BoardSession): string {
  const place = placeText(page, { ky: session.villageKy, ru: session.villageRu });
  return `${place}: ${groupText(page, session.ageGroup, session.sexMode)}`;
}

export interface BoardViewProps {
  board: Board;
  /** The session as its other pages know it. */
  item: SessionItem;
  /** May move statements of a closed session with a reason. */
  mayRegroupClosed: boolean;
  mayGroup: boolean;
}

/** The gallery of problems: ungrouped stickers left, problems right. The whole board is one form. */
export function BoardPage(props: BoardViewProps) {
  const page = usePage();
  useScript('board.client.js');
  useStyles('staff.css');
  useStyles('board.css');
  const { t, fmt } = page;
  // The board says itself what was refused; what was kept over a new sign-in stands at the top of the page.
  const refused = page.refused?.code === 'kept' ? undefined : page.refused;
  if (refused) page.refusedIn = 'board';
  const typed = (name: string) => (refused ? textOf(refused.values, name) : undefined);
  const { board } = props;
  const { session, stickers } = board;
  const needs = useRoom('needs');
  const at = `${needs}/sessions/${session.id}`;
  const closed = session.state === 'closed';
  const open = props.mayGroup && session.state !== 'cancelled' && (!closed || props.mayRegroupClosed);
  const ungrouped = stickers.reduce((sum, sticker) => sum + sticker.statements.length, 0);
  const first = stickers[0];
  const shown = board.problems.filter(
    (problem) => problem.statements.length > 0 || problem.elsewhere > 0 || closed,
  );
  const fresh = board.problems.filter((problem) => !shown.includes(problem));
  return (
    <Layout title={`${t('needs.board.title')}: ${sessionName(page, session)}`} variant="staff" wide>
      <PageHeader
        crumbs={[
          { label: t('drawings.stage.needs'), path: needs },
          { label: sessionName(page, session), path: at },
          { label: t('needs.board.title') },
        ]}
        title={t('needs.board.title')}
        lead={t('needs.board.lead')}
        tag={closed ? <Tag tone="warn">{t('meetings.state.closed')}</Tag> : undefined}
        actions={<a href={page.href(`${at}/board/history`)}>{t('needs.board.history')}</a>}
      />
      <SessionSteps session={props.item} step="grouping" />
      {refused && (
        <Notice tone="bad" live title={refused.message}>
          {t('needs.board.nothing-lost')}
        </Notice>
      )}
      {board.used === 0 ? (
        <EmptyState
          title={t('needs.board.empty')}
          icon="document"
          action={
            <a class="btn" href={page.href(at)}>
              {t('needs.board.empty-action')}
            </a>
          }
        >
          {t('needs.board.empty-text')}
        </EmptyState>
      ) : (
        <ashar-board
          data-placed={t('needs.board.said-placed')}
          data-left={t('needs.board.said-left')}
          data-done={t('needs.board.said-done')}
          data-offline={t('needs.board.said-offline')}
          data-again={t('needs.board.said-refreshed')}
        >
          <p class="hidden board-said" role="status" aria-live="polite" />
          <form class="board" id="board" method="post" action={page.href(`${at}/board`)}>
            {/* The first button of a form answers Enter: it must be the one of the name field. */}
            <button class="hidden" name="new" value="1" tabIndex={-1} aria-hidden="true" disabled={!open}>
              {t('needs.board.new')}
            </button>
            <input type="hidden" name="csrf" value={page.csrfToken} />
            <input type="hidden" name="operationId" value={page.operationId()} />
            <input type="hidden" name="active" value={first ? movesText(first.statements) : ''} />
            <section class="board-in" aria-labelledby="board-in">
              <h2 id="board-in">
                {t('needs.board.ungrouped')} <span class="tag board-left">{fmt.number(ungrouped)}</span>
              </h2>
              <Sums board={board} ungrouped={ungrouped} />
              {closed && open && (
                <TextField
                  name="reason"
                  label={t('ui.field.reason')}
                  hint={t('needs.board.reason-hint')}
                  maxLength={500}
                  required
                  value={typed('reason') ?? ''}
                />
              )}
              {first ? (
                <ol class="stickers">
                  {stickers.map((sticker, i) => (
                    <StickerCard
                      key={sticker.statements[0]?.id ?? i}
                      sticker={sticker}
                      problems={board.problems}
                      active={i === 0}
                      open={open}
                    />
                  ))}
                </ol>
              ) : (
                <Notice
                  tone="success"
                  actions={
                    <>
                      <NextStep session={props.item} step="grouping" />
                      <a href={page.href(sessionPath(props.item, '/documents/minutes.html'))}>
                        {t('needs.paper.minutes')}
                      </a>
                    </>
                  }
                >
                  {t('needs.board.all-grouped')}
                </Notice>
              )}
            </section>
            <section class="board-out" aria-labelledby="board-out">
              <h2 id="board-out">{t('ui.field.problems')}</h2>
              {open && (
                <div class="board-new">
                  <label for="board-name">{t('needs.board.new-name')}</label>
                  <input
                    id="board-name"
                    name="name"
                    type="text"
                    maxLength={200}
                    autocomplete="off"
                    list="board-names"
                    value={typed('name') ?? nameFrom(first)}
                  />
                  {/* Names of the catalogue are offered to who types one, never put in the place of what people said. */}
                  <datalist id="board-names">
                    {problemCatalogue.map((entry) => (
                      <option key={entry.key} value={entry[page.lang]} />
                    ))}
                  </datalist>
                  <Button name="new" value="1" icon="plus">
                    {t('needs.board.new')}
                  </Button>
                  <Button name="out" value="1" look="ghost">
                    {t('needs.board.take-out')}
                  </Button>
                  <Button
                    name="undo"
                    value={board.lastOwn?.actionId ?? ''}
                    look="ghost"
                    icon="undo"
                    disabled={!board.lastOwn}
                  >
                    {t('needs.board.undo-last')}
                  </Button>
                </div>
              )}
              <p class="hint">
                {t(open ? 'needs.board.how' : 'needs.board.read-only')}{' '}
                {open && <span class="keys">{t('needs.board.keys')}</span>}
              </p>
              <div class="problems">
                {[...shown, ...fresh].map((problem, i) => (
                  <ProblemCard
                    key={problem.id}
                    problem={problem}
                    number={i < 9 ? i + 1 : undefined}
                    path={`${needs}/problems/${problem.id}`}
                    open={open}
                  />
                ))}
              </div>
              {board.problems.length === 0 && <p>{t('needs.board.no-problems')}</p>}
            </section>
          </form>
        </ashar-board>
      )}
      {first !== undefined && <NextStep session={props.item} step="grouping" />}
    </Layout>
  );
}

/** A new problem starts from the person's own words; a name is a sentence that begins with a capital. */
function nameFrom(sticker: Sticker | undefined): string {
  const name = sticker?.text.slice(0, 200) ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function Sums({ board, ungrouped }: { board: Board; ungrouped: number }) {
  const { t, fmt } = usePage();
  const { people, stickersPerPerson } = board.session;
  const { possible, used } = board;
  return (
    <dl class="board-sums">
      {people !== null && possible !== null && (
        <div>
          <dt>{t('needs.board.sum-possible')}</dt>
          <dd>
            {fmt.number(people)} × {fmt.number(stickersPerPerson)} = <b>{fmt.number(possible)}</b>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('needs.board.sum-used')}</dt>
        <dd>
          <b>{fmt.number(used)}</b>
        </dd>
      </div>
      <div>
        <dt>{t('needs.board.sum-grouped')}</dt>
        <dd>
          <b class="board-grouped">{fmt.number(used - ungrouped)}</b>
        </dd>
      </div>
      {possible !== null && (
        <div class={used > possible ? 'wrong' : undefined}>
          <dt>{t(used > possible ? 'needs.board.sum-over' : 'needs.board.sum-unused')}</dt>
          <dd>
            <b>{fmt.number(Math.abs(possible - used))}</b>
          </dd>
        </div>
      )}
    </dl>
  );
}

function StickerCard({
  sticker,
  problems,
  active,
  open,
}: {
  sticker: Sticker;
  problems: readonly BoardProblem[];
  active: boolean;
  open: boolean;
}) {
  const { t } = usePage();
  const moves = movesText(sticker.statements);
  const offered = problems.find(({ id }) => id === sticker.offered);
  const alike = sticker.alike.flatMap((id) => problems.find((problem) => problem.id === id) ?? []);
  const go = (problem: BoardProblem) => (
    <button key={problem.id} type="submit" name="go" value={`${problem.id}|${moves}`}>
      <Icon name="arrow" size={16} /> {problem.name}
    </button>
  );
  return (
    <li
      class="sticker"
      data-moves={moves}
      data-name={nameFrom(sticker)}
      aria-current={active ? 'true' : undefined}
    >
      <label class="sticker-text">
        {open && <input type="checkbox" name="pick" value={moves} />}
        <span>{sticker.text}</span>
        {sticker.statements.length > 1 && <b class="times">×{sticker.statements.length}</b>}
      </label>
      {sticker.doubt && (
        <p class="doubt">
          <Icon name="question" size={16} /> {t(`needs.doubt.${sticker.doubt}`)}
        </p>
      )}
      {open && offered && <div class="alike offered">{go(offered)}</div>}
      {open && alike.length > 0 && (
        <details class="alike">
          <summary>{t('needs.board.alike')}</summary>
          {alike.map(go)}
        </details>
      )}
    </li>
  );
}

/** Dots beyond this are a number only: they would no longer be counted by eye. */
const mostDots = 60;

function ProblemCard({
  problem,
  number,
  path,
  open,
}: {
  problem: BoardProblem;
  number: number | undefined;
  path: string;
  open: boolean;
}) {
  const page = usePage();
  const { t, fmt } = page;
  const competence = competenceText(page, problem);
  const doubt = wordingDoubt(problem.name);
  return (
    <article class="problem" data-problem={problem.id}>
      <button
        class="target"
        type="submit"
        name="to"
        value={problem.id}
        disabled={!open}
        aria-keyshortcuts={number === undefined ? undefined : String(number)}
      >
        {number !== undefined && <kbd aria-hidden="true">{number}</kbd>}
        <Icon name={(problem.category ?? 'other') as IconName} size={22} />
        <span class="problem-name">{problem.name}</span>
        <span class="problem-votes">
          <b>{fmt.number(problem.statements.length)}</b>{' '}
          {t('drawings.rank.votes', { count: problem.statements.length })}
        </span>
      </button>
      <div class="dots" aria-hidden="true">
        {Array.from({ length: Math.min(problem.statements.length, mostDots) }, (_, i) => (
          <i key={i} />
        ))}
      </div>
      {doubt && (
        <p class="doubt">
          <Icon name="question" size={16} /> {t(`needs.doubt.${doubt}`)}
        </p>
      )}
      <details>
        <summary>{t('needs.board.show-stickers')}</summary>
        <ul class="grouped">
          {problem.statements.map((statement) => (
            <li key={statement.id} data-home={problem.id}>
              <label>
                {open && <input type="checkbox" name="pick" value={movesText([statement])} />}
                <span>{statement.text}</span>
              </label>
            </li>
          ))}
        </ul>
      </details>
      <p class="problem-foot">
        {competence && <Tag>{competence}</Tag>}
        {problem.elsewhere > 0 && <span>{t('needs.board.elsewhere', { count: problem.elsewhere })}</span>}
        <a href={page.href(path)} aria-label={t('needs.board.edit-named', { name: problem.name })}>
          {t('needs.board.edit')}
        </a>
      </p>
    </article>
  );
}

export interface HistoryViewProps {
  session: BoardSession;
  actions: readonly BoardAction[];
  mayUndo: boolean;
}

/** Who moved what and why; each action with its undo. */
export function BoardHistoryPage({ session, actions, mayUndo }: HistoryViewProps) {
  const page = usePage();
  const { t, fmt } = page;
  const needs = useRoom('needs');
  const at = `${needs}/sessions/${session.id}`;
  return (
    <Layout title={t('needs.history.title')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('drawings.stage.needs'), path: needs },
          { label: sessionName(page, session), path: at },
          { label: t('needs.board.title'), path: `${at}/board` },
          { label: t('needs.history.title') },
        ]}
        title={t('needs.history.title')}
        lead={t('needs.history.lead')}
      />
      {actions.length === 0 ? (
        <EmptyState title={t('needs.history.empty')} icon="clock" />
      ) : (
        <ol class="timeline">
          {actions.map((action) => (
            <li key={action.actionId}>
              <p class="when">{fmt.dateTime(action.at)}</p>
              <div class="what">
                <b>{action.byName}</b>{' '}
                {t(action.undo ? 'needs.history.undid' : 'needs.history.moved', { count: action.statements })}{' '}
                {action.fromName ?? t('needs.history.ungrouped')} →{' '}
                {action.toName ?? t('needs.history.ungrouped')}
                <br />
                <small>«{action.example}»</small>
                {action.reason && <p>{t('ui.because', { reason: action.reason })}</p>}
                {action.overtaken ? (
                  <p class="hint">{t('needs.history.overtaken')}</p>
                ) : (
                  mayUndo &&
                  (session.state === 'closed' ? (
                    <Confirm
                      id={`undo-${action.actionId}`}
                      action={`${at}/board`}
                      verb={t('ui.undo')}
                      reason
                      fields={{ undo: action.actionId, from: 'history' }}
                    >
                      {t('needs.history.undo-closed')}
                    </Confirm>
                  ) : (
                    <ActionForm action={`${at}/board`} fields={{ undo: action.actionId, from: 'history' }}>
                      <Button look="ghost" small icon="undo">
                        {t('ui.undo')}
                      </Button>
                    </ActionForm>
                  ))
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Layout>
  );
}

declare module 'preact' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how Preact learns of a custom element
  namespace JSX {
    interface IntrinsicElements {
      'ashar-board': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}
