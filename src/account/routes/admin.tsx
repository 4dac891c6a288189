import { Hono } from 'hono';
import { findAccounts } from '../../platform/auth/account-list.ts';
import { allEvents } from '../../platform/auth/event-log.ts';
import { unsentLetters } from '../../platform/mail/unsent.ts';
import { missing, readSystem, show, type C, type Web } from '../../platform/http/web.ts';
import { post } from '../../platform/forms/post.ts';
import { isId } from '../../platform/db/id.ts';
import { readListQuery } from '../../platform/ui/list-query.ts';
import { disableAccount } from '../commands/disable-account.ts';
import { enableAccount } from '../commands/enable-account.ts';
import { endAccountSessions } from '../commands/end-sessions.ts';
import { AccountsPage } from '../views/admin.tsx';

const commands = { disable: disableAccount, enable: enableAccount, 'end-sessions': endAccountSessions };
const pageSize = 50;

/** `/admin/account`: all accounts, and what happened to them. */
export function adminRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => show(c, await accountsPage(c)));
  for (const [what, command] of Object.entries(commands)) {
    app.post(`/:accountId/${what}`, async (c) =>
      isId(c.req.param('accountId') ?? '')
        ? await post(c, command, {
            done: () => `/admin/account?done=account.done.${what}`,
            refused: async (problem) => await accountsPage(c, problem.message),
          })
        : missing(c),
    );
  }
  return app;
}

async function accountsPage(c: C, message?: string) {
  const query = readListQuery(new URL(c.req.url).searchParams);
  const asked = c.req.query('account') ?? '';
  const accountId = isId(asked) ? asked : undefined;
  const part = { offset: (query.page - 1) * pageSize, limit: pageSize };
  const { found, events, unsent } = await readSystem(c, async (scope) => ({
    found: await findAccounts(scope, query.q, part),
    events: await allEvents(scope, { limit: 100, accountId }),
    unsent: (await unsentLetters(scope)).length,
  }));
  const pages = Math.max(1, Math.ceil(found.total / pageSize));
  return (
    <AccountsPage
      accounts={found.lines}
      events={events}
      unsent={unsent}
      search={query.q}
      page={{ page: query.page, pages, total: found.total }}
      message={message}
    />
  );
}
