import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { boardRoutes } from './routes/board.tsx';
import { focusRoutes } from './routes/focus-groups.tsx';
import { knownBudgetRoutes } from './routes/known-budget.tsx';
import { priorityRoutes } from './routes/priorities.tsx';
import { sessionMapRoutes } from './routes/session-map.tsx';
import { sessionPhotoRoutes } from './routes/session-photos.tsx';
import { sessionRoutes } from './routes/sessions.tsx';

export { publicRoutes } from './routes/public.tsx';

/** The room's pages for staff, mounted at `/m/:municipalityId/needs`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.route('/', boardRoutes());
  app.route('/', priorityRoutes());
  app.route('/', sessionRoutes());
  app.route('/', focusRoutes());
  app.route('/', knownBudgetRoutes());
  app.route('/', sessionMapRoutes());
  app.route('/', sessionPhotoRoutes());
  return app;
}
