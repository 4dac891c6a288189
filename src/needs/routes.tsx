import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { boardRoutes } from './routes/board.tsx';
import { priorityRoutes } from './routes/priorities.tsx';
import { sessionRoutes } from './routes/sessions.tsx';

export { publicRoutes } from './routes/public.tsx';

/** The room's pages for staff, mounted at `/m/:municipalityId/needs`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.route('/', boardRoutes());
  app.route('/', priorityRoutes());
  app.route('/', sessionRoutes());
  return app;
}
