import type { Hono } from 'hono';
import { errorsOfRows, rowsOf, textOf } from '../../platform/forms/rows.ts';
import { again, filled, refused, type Page } from '../../platform/http/pages.ts';
import { perform, formOf, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import type { savePeople } from '../commands/save-people.ts';
import type { MeetingKind } from '../data/kind.ts';
import { participantsOf } from '../data/people.ts';
import { readParticipantLines } from '../rules/participant-lines.ts';

/**
 * The posts of a meeting's list of people: its rows at `path`, lines pasted into it at `path/paste`.
 * @param idOf the meeting's id in the address
 * @param to where the reader goes then, as in `posts`
 */
export function peoplePosts(
  app: Hono<Web>,
  path: string,
  kind: Pick<MeetingKind, 'people'>,
  command: ReturnType<typeof savePeople>,
  idOf: (c: C) => string,
  page: Page,
  to: string,
): void {
  const done = (c: C) => () => filled(c, to);
  app.post(path, async (c) => {
    const values = await formOf(c);
    const sent = rowsOf(values, ['id', 'remove', ...kind.people.asks], ['id']);
    const kept = sent.rows
      .map((row, at) => ({ row, index: sent.indexes[at] ?? at }))
      .filter(({ row }) => row['remove'] !== 'yes');
    const rows = kept.map(({ row: { remove: _gone, ...row } }) => row);
    const indexes = kept.map(({ index }) => index);
    return await perform(
      c,
      command,
      { id: idOf(c), revision: values['revision'], rows },
      {
        done: done(c),
        refused: async (problem) =>
          await again(c, page)({ ...problem, errors: errorsOfRows(problem.errors, indexes) }),
      },
    );
  });
  app.post(`${path}/paste`, async (c) => {
    const values = await formOf(c);
    const pasted = readParticipantLines(textOf(values, 'lines'), todayOf(c));
    const [unclear] = pasted.unclear;
    if (unclear) {
      // The first part that is not understood is asked about, and nothing is saved.
      const message = c.get('page').t('meetings.people.unclear', unclear);
      return await refused(c, page, { lines: message });
    }
    const standing = await read(c, async (scope) => await participantsOf(scope, [idOf(c)]));
    const rows = standing.map((one) => ({
      ...Object.fromEntries(kind.people.asks.map((name) => [name, one[name]])),
      id: one.id,
    }));
    return await perform(
      c,
      command,
      { id: idOf(c), revision: values['revision'], rows: [...rows, ...pasted.people] },
      {
        done: done(c),
        // Whatever is wrong is wrong in the pasted lines: that is the field there is.
        refused: async (problem) =>
          await again(
            c,
            page,
          )({
            ...problem,
            errors: { lines: Object.values(problem.errors)[0] ?? problem.message },
          }),
      },
    );
  });
}
