import { Hono } from 'hono';
import type { Web } from '../platform/http/web.ts';
import { carryPages } from './routes/carry-over.tsx';
import { importPages } from './routes/plan-import.tsx';
import { itemPages } from './routes/items.tsx';
import { lookPages } from './routes/looks.tsx';
import { planPages } from './routes/plans.tsx';
import { sheetPages } from './routes/sheets.tsx';

export { publicRoutes } from './routes/public.tsx';

/** The room's pages for staff, mounted at `/m/:municipalityId/plan`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  planPages(app);
  lookPages(app);
  importPages(app);
  carryPages(app);
  itemPages(app);
  sheetPages(app);
  return app;
}
