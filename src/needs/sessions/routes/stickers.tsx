import type { Hono } from 'hono';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { textOf } from '../../../platform/forms/rows.ts';
import { posts, shows } from '../../../platform/http/pages.ts';
import {
  perform,
  forbidden,
  formOf,
  gateOf,
  missing,
  type C,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { addStatements } from '../commands/add-statements.ts';
import { correctStatement } from '../commands/correct-statement.ts';
import { takeBackStatements } from '../commands/take-back-statements.ts';
import { withdrawStatement } from '../commands/withdraw-statement.ts';
import { lastBatch } from '../data/batches.ts';
import { listProblemNames, listStatements } from '../data/sessions.ts';
import { readCountLines, readStickerLines } from '../rules/sticker-lines.ts';
import { sessionPath } from '../views/session-frame.tsx';
import { StickersPage } from '../views/session-stickers.tsx';
import { stickerWays, type StickerWay } from '../views/sticker-ways.tsx';
import { sessionPage } from './session-form.ts';

const at = '/sessions/:sessionId/stickers';

/** Stickers of a session: the ways of entering them, mending one, and taking back what was entered last. */
export function addStickerRoutes(app: Hono<Web>): void {
  const page = async (c: C) => await stickers(c);
  app.get(at, shows(page));
  app.post(at, addOne);
  app.post(`${at}/lines`, async (c) => {
    const values = await formOf(c);
    const participantNumber = textOf(values, 'participantNumber').trim();
    const sex = sexChoice(textOf(values, 'sex'));
    const read = readStickerLines(textOf(values, 'lines'));
    return await addSeveral(c, 'lines', {
      stickers: read.map((text) => ({ text, participantNumber, sex })),
    });
  });
  app.post(`${at}/counts`, async (c) => {
    const values = await formOf(c);
    return await addSeveral(c, 'counts', { counts: readCountLines(textOf(values, 'lines')) });
  });
  const takenBack = `/m/:municipalityId/needs${at}?done=needs.done.stickers-taken-back`;
  app.post(`${at}/take-back`, posts(takeBackStatements, page, takenBack));
  app.post(`${at}/:statementId/correct`, async (c) => {
    const values = await formOf(c);
    const [text, reason] = [textOf(values, 'text'), textOf(values, 'reason')];
    const input = { id: c.req.param('statementId'), text, reason };
    return await perform(c, correctStatement, input, aboutOne(c, 'sticker-corrected'));
  });
  app.post(`${at}/:statementId/withdraw`, async (c) => {
    const input = { id: c.req.param('statementId') };
    return await perform(c, withdrawStatement, input, aboutOne(c, 'sticker-withdrawn'));
  });
}

async function addOne(c: C): Promise<Response> {
  const values = await formOf(c);
  const number = textOf(values, 'participantNumber').trim();
  const sex = sexChoice(textOf(values, 'sex'));
  const input = {
    sessionId: c.req.param('sessionId'),
    stickers: [{ text: textOf(values, 'text'), participantNumber: number, sex }],
  };
  return await perform(c, addStatements, input, {
    // The fragment puts the cursor back into the field: Enter, type, Enter.
    done: () => `${done(c, 'sticker-added')}${number === '' ? '' : `&n=${number}`}#one-text`,
    refused: async (problem) => (await stickers(c, 'one', problem)) ?? missing(c),
  });
}

async function addSeveral(c: C, way: StickerWay, sent: object): Promise<Response> {
  if (!mayRecordMeetings(gateOf(c))) return forbidden(c);
  const { confirmed } = await formOf(c);
  const input = { sessionId: c.req.param('sessionId'), ...sent, confirmed };
  return await perform(c, addStatements, input, {
    done: () => `${done(c, 'stickers-added')}&way=${way}`,
    refused: async (problem) => (await stickers(c, way, problem)) ?? missing(c),
  });
}

/** Mending or withdrawing one: what is wrong stands above the first form. */
const aboutOne = (c: C, message: string) => ({
  done: () => done(c, message),
  refused: async (problem: Problem) =>
    (await stickers(c, 'one', { ...problem, values: {}, errors: { '': problem.message } })) ?? missing(c),
});

async function stickers(c: C, way?: StickerWay, problem?: Problem) {
  const page = await sessionPage(c, async (scope, session) => ({
    statements: await listStatements(scope, session.id),
    problems: await listProblemNames(scope, session.cycleId),
    batch: await lastBatch(scope, session.id),
  }));
  const asked = stickerWays.find((one) => one === c.req.query('way'));
  const number = c.req.query('n') ?? '';
  return (
    page && (
      <StickersPage
        {...page}
        way={way ?? asked ?? 'one'}
        lastNumber={/^\d{1,3}$/.test(number) ? number : undefined}
        {...(problem ? { values: problem.values, errors: errorsOf(c, way, problem) } : {})}
      />
    )
  );
}

/** A command's row becomes the one field of the form it came from, its line named. */
function errorsOf(c: C, way: StickerWay | undefined, problem: Problem): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [field, message] of Object.entries(problem.errors)) {
    if (way === 'one') errors[field.replace(/^stickers\.0\./, '')] ??= message;
    else if (field === '' || field === 'confirmed') errors[field] ??= message;
    else {
      const row = /^(?:counts|stickers)\.(\d+)\./.exec(field)?.[1];
      errors['lines'] ??=
        row === undefined
          ? message
          : c.get('page').t('needs.stickers.line-wrong', { line: Number(row) + 1, message });
    }
  }
  return errors;
}

const sexChoice = (text: string) => (text === 'female' || text === 'male' ? text : null);

function done(c: C, message: string): string {
  const municipalityId = c.req.param('municipalityId') ?? '';
  const id = c.req.param('sessionId') ?? '';
  return `${sessionPath({ municipalityId, id }, '/stickers')}?done=needs.done.${message}`;
}
