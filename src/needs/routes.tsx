import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { boardRoutes } from './sessions/routes/board.tsx';
import { focusRoutes } from './focus/routes/focus-groups.tsx';
import { knownBudgetRoutes } from './sessions/routes/known-budget.tsx';
import { addVillageReport } from './priorities/routes/village-report.tsx';
import { priorityRoutes } from './priorities/routes/priorities.tsx';
import { drawingRoutes } from './sessions/routes/session-drawings.tsx';
import { institutionRoutes } from './sessions/routes/institutions.tsx';
import { sessionMapRoutes } from './sessions/routes/session-map.tsx';
import { sessionPhotoRoutes } from './sessions/routes/session-photos.tsx';
import { sessionRoutes } from './sessions/routes/sessions.tsx';
import { synthesisRoutes } from './synthesis/routes/synthesis.tsx';

export { placeRoutes, publicRoutes } from './priorities/routes/public.tsx';

/** The room's pages for staff, mounted at `/m/:municipalityId/needs`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.route('/', boardRoutes());
  app.route('/', priorityRoutes());
  app.route('/', sessionRoutes());
  app.route('/', focusRoutes());
  app.route('/', synthesisRoutes());
  app.route('/', knownBudgetRoutes());
  app.route('/', drawingRoutes());
  app.route('/institutions', institutionRoutes());
  app.route('/', sessionMapRoutes());
  app.route('/', sessionPhotoRoutes());
  addVillageReport(app);
  return app;
}
