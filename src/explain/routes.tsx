import { Hono } from 'hono';
import { missing, show, type Web } from '../platform/http/web.ts';
import { Inputs } from './inputs.ts';
import { isTopic } from './topics.ts';
import { OverviewPage } from './views/overview.tsx';
import { TopicPage } from './views/topic-page.tsx';

/** `/methods`: how Ashar counts, in words and with examples to try. Reads nothing but the address. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/methods', (c) => show(c, <OverviewPage />));
  app.get('/methods/:topic', (c) => {
    const topic = c.req.param('topic');
    if (!isTopic(topic)) return missing(c);
    return show(c, <TopicPage topic={topic} inputs={new Inputs(new URL(c.req.url).searchParams)} />);
  });
  return app;
}
