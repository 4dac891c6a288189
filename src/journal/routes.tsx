import { Hono } from 'hono';
import { eventsIn } from '../platform/auth/event-log.ts';
import { shows } from '../platform/http/pages.ts';
import { forbidden, gateOf, read, type C, type Web } from '../platform/http/web.ts';
import { exportTable } from '../platform/tables/export-table.ts';
import { readListQuery } from '../platform/ui/list-query.ts';
import { journalOf } from './data.ts';
import { mayReadAccountEvents, mayReadJournal } from './policy.ts';
import { AccountJournalPage } from './views/account-events.tsx';
import { JournalPage, journalRooms, journalRows } from './views/journal-page.tsx';

const pageSize = 50;
/** One file holds at most so many lines: a year of a busy municipality. */
const exportLimit = 20_000;

/** `/m/:municipalityId/journal`: who changed what and when, and the same as a file. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(journalPage));
  app.get('/accounts', shows(accountsPage));
  exportTable(app, '/journal', journalFile);
  return app;
}

async function journalPage(c: C) {
  if (!mayReadJournal(gateOf(c))) return forbidden(c);
  const query = readListQuery(c.get('page').query ?? '');
  const asked = c.req.query('room') ?? '';
  const filter = { q: query.q, room: journalRooms.find((name) => name === asked) ?? '' };
  const part = { offset: (query.page - 1) * pageSize, limit: pageSize };
  const { lines, total } = await read(c, async (scope) => await journalOf(scope, filter, part));
  const page = { page: query.page, pages: Math.max(1, Math.ceil(total / pageSize)), total };
  const accountEvents = mayReadAccountEvents(gateOf(c));
  return <JournalPage lines={lines} filter={filter} page={page} accountEvents={accountEvents} />;
}

async function accountsPage(c: C) {
  if (!mayReadAccountEvents(gateOf(c))) return forbidden(c);
  return (
    <AccountJournalPage events={await read(c, async (scope) => await eventsIn(scope, { limit: 200 }))} />
  );
}

async function journalFile(c: C) {
  if (!mayReadJournal(gateOf(c))) return forbidden(c);
  const whole = { offset: 0, limit: exportLimit };
  const { lines } = await read(c, async (scope) => await journalOf(scope, { q: '', room: '' }, whole));
  return { name: c.get('page').t('journal.title'), rows: journalRows(c.get('page'), lines) };
}
