import type { Hono } from 'hono';
import { textOf } from '../../platform/forms/rows.ts';
import { again, filled, posts, refused, type Page } from '../../platform/http/pages.ts';
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
  app.post(
    path,
    posts(command, page, to, (c) => ({ id: idOf(c) })),
  );
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
      {
        ...{ id: idOf(c), revision: values['revision'], fromPaper: values['fromPaper'] },
        rows: [...rows, ...pasted.people],
      },
      {
        done: () => filled(c, to),
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
