import { Hono } from 'hono';
import { eventsIn } from '../platform/auth/event-log.ts';
import { bishkekClock } from '../platform/i18n/calendar.ts';
import { download, forbidden, gateOf, read, show, type Web } from '../platform/http/web.ts';
import { writeCsv, writeXlsx } from '../platform/tables/write.ts';
import { readListQuery } from '../platform/ui/list-query.ts';
import { journalOf } from './data.ts';
import { mayReadAccountEvents, mayReadJournal } from './policy.ts';
import { AccountJournalPage } from './views/account-events.tsx';
import { actionName, detailsInWords, journalRooms, JournalPage } from './views/journal-page.tsx';

const pageSize = 50;
/** One file holds at most so many lines: a year of a busy municipality. */
const exportLimit = 20_000;

/** `/m/:municipalityId/journal`: who changed what and when, and the same as a file. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/', async (c) => {
    if (!mayReadJournal(gateOf(c))) return forbidden(c);
    const query = readListQuery(new URL(c.req.url).searchParams);
    const asked = c.req.query('room') ?? '';
    const room = journalRooms.find((name) => name === asked) ?? '';
    const filter = { q: query.q, room };
    const { lines, total } = await read(
      c,
      async (scope) =>
        await journalOf(scope, filter, { offset: (query.page - 1) * pageSize, limit: pageSize }),
    );
    const pages = Math.max(1, Math.ceil(total / pageSize));
    return show(
      c,
      <JournalPage
        lines={lines}
        filter={filter}
        page={{ page: query.page, pages, total }}
        accountEvents={mayReadAccountEvents(gateOf(c))}
      />,
    );
  });

  app.get('/accounts', async (c) => {
    if (!mayReadAccountEvents(gateOf(c))) return forbidden(c);
    const events = await read(c, async (scope) => await eventsIn(scope, { limit: 200 }));
    return show(c, <AccountJournalPage events={events} />);
  });

  app.get('/:file{journal\\.(?:csv|xlsx)}', async (c) => {
    if (!mayReadJournal(gateOf(c))) return forbidden(c);
    const { t } = c.get('page');
    const { lines } = await read(
      c,
      async (scope) => await journalOf(scope, { q: '', room: '' }, { offset: 0, limit: exportLimit }),
    );
    const rows = [
      ['seq', 'at', 'who', 'what', 'details'].map((name) => t(`journal.column.${name}`)),
      ...lines.map((line) => [
        line.seq,
        clockText(line.at),
        line.actorName,
        actionName(t, line.action),
        detailsInWords(line.details),
      ]),
    ];
    const name = t('journal.title');
    return c.req.param('file').endsWith('.csv')
      ? download(c, writeCsv(rows, { bom: true }), 'csv', name)
      : download(c, await writeXlsx([{ name, rows }]), 'xlsx', name);
  });

  return app;
}

/** Day and time in Bishkek, sortable: the file is for machines too. */
function clockText(at: Date): string {
  const { date, time } = bishkekClock(at);
  return `${date} ${time}`;
}
