import { Hono } from 'hono';
import { isId } from '../../../platform/db/id.ts';
import { textOf } from '../../../platform/forms/rows.ts';
import { again, filled, shows } from '../../../platform/http/pages.ts';
import { perform, type C, formOf, gateOf, missing, read, type Web } from '../../../platform/http/web.ts';
import { createProblem } from '../commands/create-problem.ts';
import { groupStatements } from '../commands/group-statements.ts';
import { undoAction } from '../commands/undo-action.ts';
import { ungroupStatements } from '../commands/ungroup-statements.ts';
import { actionsOf, boardSession, loadBoard } from '../data/board.ts';
import { findSession } from '../data/sessions.ts';
import { mayGroup, mayRegroupClosed } from '../../policy.ts';
import { readMoves } from '../rules/moves.ts';
import { BoardHistoryPage, BoardPage } from '../views/board.tsx';

const at = '/sessions/:sessionId/board';

/** The gallery board of a session. Mounted at `/m/:municipalityId/needs`. */
export function boardRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get(at, shows(boardPage));
  app.post(at, pressed);
  app.get(`${at}/history`, shows(historyPage));
  return app;
}

async function boardPage(c: C) {
  const sessionId = c.req.param('sessionId') ?? '';
  if (!isId(sessionId)) return undefined;
  const found = await read(c, async (scope) => {
    const board = await loadBoard(scope, sessionId);
    const item = board && (await findSession(scope, sessionId));
    return board && item && { board, item };
  });
  const gate = gateOf(c);
  return (
    found && <BoardPage {...found} mayGroup={mayGroup(gate)} mayRegroupClosed={mayRegroupClosed(gate)} />
  );
}

/** The board is one form: the button that was pressed says what is done with the stickers. */
async function pressed(c: C): Promise<Response> {
  const sessionId = c.req.param('sessionId') ?? '';
  const session = isId(sessionId)
    ? await read(c, async (scope) => await boardSession(scope, sessionId))
    : undefined;
  if (!session) return missing(c);
  const sent = await formOf(c);
  const [reason, undo, to] = [textOf(sent, 'reason'), textOf(sent, 'undo'), textOf(sent, 'to')];
  const [go = '', moves] = textOf(sent, 'go').split('|');
  const picked = readMoves(sent.pick);
  const statements = picked.length > 0 ? picked : readMoves(sent.active);
  const board = `/m/:municipalityId/needs${at}`;
  const back = textOf(sent, 'from') === 'history' ? `${board}/history?done=needs.done.undone` : board;
  const options = { done: () => filled(c, back), refused: again(c, boardPage) };
  if (undo !== '') return await perform(c, undoAction, { actionId: undo, reason }, options);
  if (go !== '') {
    return await perform(
      c,
      groupStatements,
      { problemId: go, statements: readMoves(moves), reason },
      options,
    );
  }
  if (to !== '') return await perform(c, groupStatements, { problemId: to, statements, reason }, options);
  if (textOf(sent, 'out') !== '')
    return await perform(c, ungroupStatements, { statements: picked, reason }, options);
  const about = statements.length > 0 ? { statements } : {};
  const name = textOf(sent, 'name');
  return await perform(c, createProblem, { cycleId: session.cycleId, name, ...about, reason }, options);
}

async function historyPage(c: C) {
  const sessionId = c.req.param('sessionId') ?? '';
  if (!isId(sessionId)) return undefined;
  const found = await read(c, async (scope) => {
    const session = await boardSession(scope, sessionId);
    return session && { session, actions: await actionsOf(scope, sessionId, 500) };
  });
  if (!found) return undefined;
  const gate = gateOf(c);
  const mayUndo = found.session.state === 'closed' ? mayRegroupClosed(gate) : mayGroup(gate);
  return <BoardHistoryPage {...found} mayUndo={mayUndo} />;
}
