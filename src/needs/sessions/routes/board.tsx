import { Hono } from 'hono';
import { isId } from '../../../platform/db/id.ts';
import {
  perform,
  type C,
  formOf,
  gateOf,
  missing,
  read,
  show,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { createProblem } from '../commands/create-problem.ts';
import { groupStatements } from '../commands/group-statements.ts';
import { undoAction } from '../commands/undo-action.ts';
import { ungroupStatements } from '../commands/ungroup-statements.ts';
import { actionsOf, boardSession, loadBoard } from '../data/board.ts';
import { findSession } from '../data/sessions.ts';
import { mayGroup, mayRegroupClosed } from '../../policy.ts';
import { BoardHistoryPage, BoardPage } from '../views/board.tsx';

type Fields = Awaited<ReturnType<typeof formOf>>;

/** One text of a field; the first when it was sent several times. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** Statements written as `id:seq,id:seq`, from one field or several. */
export function movesOf(fields: Fields, name: string): { id: string; seq?: number }[] {
  const value = fields[name];
  const texts = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return movesIn(texts.join(','));
}

function movesIn(text: string): { id: string; seq?: number }[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [id = '', seq] = part.split(':');
      return seq === undefined ? { id } : { id, seq: Number(seq) };
    });
}

/** The gallery board of a session. Mounted at `/m/:municipalityId/needs`. */
export function boardRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/sessions/:sessionId/board', async (c) => (await boardPage(c)) ?? missing(c));

  app.post('/sessions/:sessionId/board', async (c) => {
    const sessionId = c.req.param('sessionId');
    const municipalityId = gateOf(c).municipalityId ?? '';
    if (!isId(sessionId)) return missing(c);
    const session = await read(c, async (scope) => await boardSession(scope, sessionId));
    if (!session) return missing(c);
    const fields = await formOf(c);
    const reason = textOf(fields, 'reason');
    const picked = movesOf(fields, 'pick');
    const statements = picked.length > 0 ? picked : movesOf(fields, 'active');
    const at = `/m/${municipalityId}/needs/sessions/${sessionId}/board`;
    const options = {
      done: () => (textOf(fields, 'from') === 'history' ? `${at}/history?done=needs.done.undone` : at),
      refused: async (problem: Problem) => (await boardPage(c, problem)) ?? missing(c),
    };
    const undo = textOf(fields, 'undo');
    if (undo !== undefined) return await perform(c, undoAction, { actionId: undo, reason }, options);
    const go = textOf(fields, 'go');
    if (go !== undefined) {
      const [problemId = '', moves = ''] = go.split('|');
      return await perform(c, groupStatements, { problemId, statements: movesIn(moves), reason }, options);
    }
    const to = textOf(fields, 'to');
    if (to !== undefined) {
      return await perform(c, groupStatements, { problemId: to, statements, reason }, options);
    }
    if (textOf(fields, 'out') !== undefined) {
      return await perform(c, ungroupStatements, { statements: picked, reason }, options);
    }
    const name = textOf(fields, 'name') ?? '';
    const about = statements.length > 0 ? { statements } : {};
    return await perform(c, createProblem, { cycleId: session.cycleId, name, ...about, reason }, options);
  });

  app.get('/sessions/:sessionId/board/history', async (c) => {
    const sessionId = c.req.param('sessionId');
    if (!isId(sessionId)) return missing(c);
    const found = await read(c, async (scope) => {
      const session = await boardSession(scope, sessionId);
      return session && { session, actions: await actionsOf(scope, sessionId, 500) };
    });
    if (!found) return missing(c);
    const gate = gateOf(c);
    const mayUndo = found.session.state === 'closed' ? mayRegroupClosed(gate) : mayGroup(gate);
    return show(
      c,
      <BoardHistoryPage municipalityId={gate.municipalityId ?? ''} {...found} mayUndo={mayUndo} />,
    );
  });

  return app;
}

async function boardPage(c: C, problem?: Problem): Promise<Response | undefined> {
  const sessionId = c.req.param('sessionId') ?? '';
  if (!isId(sessionId)) return undefined;
  const found = await read(c, async (scope) => {
    const board = await loadBoard(scope, sessionId);
    const item = board && (await findSession(scope, sessionId));
    return board && item && { board, item };
  });
  if (!found) return undefined;
  const gate = gateOf(c);
  const view = (
    <BoardPage
      municipalityId={gate.municipalityId ?? ''}
      {...found}
      mayGroup={mayGroup(gate)}
      mayRegroupClosed={mayRegroupClosed(gate)}
      {...(problem ? { problem } : {})}
    />
  );
  return show(c, view, problem ? (problem.code.endsWith('-meanwhile') ? 409 : 422) : 200);
}
