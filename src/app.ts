import type { Hono } from 'hono';
import { routes as account } from './account/routes.tsx';
import { jobPages } from './platform/jobs/routes.tsx';
import { openAssets, type Assets } from './platform/http/assets.ts';
import { createPipeline } from './platform/http/pipeline.ts';
import type { Services } from './platform/http/services.ts';
import type { Web } from './platform/http/web.ts';
import type { IconName } from './platform/ui/icon.tsx';
import { municipalityName } from './welcome/municipality-name.ts';
import { routes as welcome } from './welcome/routes.tsx';

/** What a room may give: pages of its staff, of the public, and of system administrators. */
type Room = {
  readonly routes?: () => Hono<Web>;
  /** Mounted at the root: each names its own whole address. */
  readonly publicRoutes?: () => Hono<Web>;
  readonly adminRoutes?: () => Hono<Web>;
  /** The first page of a municipality, `/m/:municipalityId`. */
  readonly homeRoutes?: () => Hono<Web>;
};

/**
 * The rooms in the order of the navigation: address, icon, what it gives. One line a room; its name in the
 * navigation is the message `<room>.nav`.
 */
const rooms: readonly (readonly [name: string, icon: IconName, room: Room])[] = [];

/** The whole program as one function from request to answer. */
export function createApp(services: Services, assets: Assets = openAssets('')): Hono<Web> {
  const app = createPipeline(
    services,
    {
      municipality: municipalityName,
      nav: ({ gate, t }) => {
        const base = gate?.municipalityId ? `/m/${gate.municipalityId}` : '/admin';
        return rooms
          .filter(([name, , room]) => (base === '/admin' ? room.adminRoutes : room.routes) && t.has(`${name}.nav`))
          .map(([name, icon]) => ({ path: `${base}/${name}`, label: t(`${name}.nav`), icon }));
      },
    },
    assets,
  );
  app.route('/', account());
  app.route('/', welcome());
  app.route('/m/:municipalityId/jobs', jobPages());
  for (const [name, , room] of rooms) {
    if (room.homeRoutes) app.route('/m/:municipalityId', room.homeRoutes());
    if (room.routes) app.route(`/m/:municipalityId/${name}`, room.routes());
    if (room.adminRoutes) app.route(`/admin/${name}`, room.adminRoutes());
    if (room.publicRoutes) app.route('/', room.publicRoutes());
  }
  return app;
}
