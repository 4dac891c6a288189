import { Hono } from 'hono';
import type { Database } from '../src/platform/db/connect.ts';
import type { Gate } from '../src/platform/db/gate.ts';
import type { Services } from '../src/platform/http/services.ts';
import type { Web } from '../src/platform/http/web.ts';
import type { Lang } from '../src/platform/i18n/lang.ts';
import { testPage } from '../src/platform/ui/testing.tsx';

/** A room's pages as a browser without scripts uses them, signed in as the gate says. */
export function roomPages(
  db: Database,
  now: Date,
  gate: Gate,
  mount: (app: Hono<Web>) => void,
  lang: Lang = 'ky',
) {
  const app = new Hono<Web>();
  app.use(async (c, next) => {
    c.set('services', { db } as Services);
    c.set('lang', lang);
    c.set('now', now);
    c.set('gate', gate);
    const municipality = { id: gate.municipalityId ?? '', name: 'Арал' };
    c.set('page', testPage(lang, { path: c.req.path, municipality }));
    if (c.req.method === 'POST') {
      const values: Record<string, string | string[]> = {};
      for (const [name, value] of new URLSearchParams(await c.req.text())) {
        const before = values[name];
        values[name] =
          before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
      }
      c.set('body', { values, files: {} });
    }
    await next();
  });
  mount(app);
  return {
    async get(path: string) {
      const answer = await app.request(path);
      return { status: answer.status, html: await answer.text() };
    },
    async post(path: string, values: Record<string, string> | [string, string][]) {
      const body = new URLSearchParams(values).toString();
      const answer = await app.request(path, { method: 'POST', body });
      return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() };
    },
  };
}
