import type { Hono } from 'hono';
import { routes as account } from './account/routes.tsx';
import { adminRoutes as accounts } from './account/routes/admin.tsx';
import * as acts from './acts/routes.tsx';
import { publicRoutes as explain } from './explain/routes.tsx';
import { deviceStands } from './field/data/devices.ts';
import { maySeeDevices } from './field/policy.ts';
import { countsByCode, phonePages, phonePaths } from './decisions/routes/phone-pages.tsx';
import { hallPaths, hallRoutes } from './hall/routes.tsx';
import * as field from './field/routes.tsx';
import { shellRoutes } from './field/routes/shell.tsx';
import { deviceOf } from './field/routes/device-gate.ts';
import { registerOrders } from './home/documents/papers.ts';
import * as home from './home/routes.tsx';
import { adminRoutes as installation } from './installation/routes.tsx';
import { helpFor } from './manual/help.ts';
import { publicRoutes as manual } from './manual/routes.tsx';
import { mayReadJournal } from './journal/policy.ts';
import { routes as journal } from './journal/routes.tsx';
import type { Gate } from './platform/db/gate.ts';
import * as deadlines from './deadlines/routes.tsx';
import type { ClockSources } from './deadlines/data/agenda.ts';
import { cycleClocks } from './home/data/cycle-clocks.ts';
import { focusClocks } from './needs/focus/data/focus-clocks.ts';
import { routes as people } from './people/routes.tsx';
import { registerGroupOrder } from './groups/documents/papers.ts';
import * as groups from './groups/routes.tsx';
import * as needs from './needs/routes.tsx';
import * as plan from './plan/routes.tsx';
import { meetingSubjects } from './public-meetings/data/clock-subjects.ts';
import { meetingSubject } from './public-meetings/data/keep-clocks.ts';
import { registerMinutes } from './public-meetings/documents/papers.ts';
import { meetingTitle } from './public-meetings/data/meeting-title.ts';
import * as publicMeetings from './public-meetings/routes.tsx';
import { openAssets, type Assets } from './platform/http/assets.ts';
import { askedOriginOf } from './platform/http/client.ts';
import type { PageCache } from './platform/http/page-cache.ts';
import { createPipeline } from './platform/http/pipeline.ts';
import type { Services } from './platform/http/services.ts';
import type { Web } from './platform/http/web.ts';
import { jobPages } from './platform/jobs/routes.tsx';
import { accountLetterPages, letterPages } from './platform/mail/routes.tsx';
import type { IconName } from './platform/ui/icon.tsx';
import { routes as privacy } from './privacy/routes.tsx';
import { mayErase } from './privacy/policy.ts';
import { routes as territory } from './territory/routes.tsx';
import { adminRoutes as units } from './territory/routes/units.tsx';
import { municipalityName } from './welcome/data/municipality-name.ts';
import { routes as welcome } from './welcome/routes.tsx';

/** A part of a room under one name; its entry in the navigation is the message `<name>.nav`, where there is one. */
type Part = {
  readonly name: string;
  readonly icon: IconName;
  /** Pages of a municipality's people, at `/m/:municipalityId/<name>`. */
  readonly routes?: () => Hono<Web>;
  /** Pages of system administrators, at `/admin/<name>`. */
  readonly adminRoutes?: () => Hono<Web>;
  /** Pages of everybody, at the address `publicPath`. */
  readonly publicRoutes?: () => Hono<Web>;
  readonly publicPath?: string;
  /** Who sees the entry in the navigation; everybody of the municipality when absent. */
  readonly mayOpen?: (gate: Gate) => boolean;
};

/** What the rooms hand to the agenda of deadlines: where the things of each kind stand, and what follows from records. */
export const clockSources: ClockSources = {
  subjects: { [meetingSubject]: meetingSubjects },
  following: [focusClocks, cycleClocks],
};

/** The rooms in the order of the navigation. */
const parts: readonly Part[] = [
  { name: 'cycle', icon: 'cycle', routes: home.routes },
  {
    name: 'needs',
    icon: 'question',
    routes: needs.routes,
    publicRoutes: needs.publicRoutes,
    publicPath: '/p',
  },
  {
    name: 'groups',
    icon: 'people',
    routes: groups.routes,
    publicRoutes: groups.publicRoutes,
    publicPath: '/groups',
  },
  {
    name: 'public-meetings',
    icon: 'calendar',
    routes: publicMeetings.routes,
    publicRoutes: publicMeetings.publicRoutes,
    publicPath: '/meetings',
  },
  {
    name: 'plan',
    icon: 'document',
    routes: plan.routes,
    publicRoutes: plan.publicRoutes,
    publicPath: '/plans',
  },
  { name: 'deadlines', icon: 'clock', routes: () => deadlines.routes(clockSources) },
  { name: 'territory', icon: 'map', routes: territory },
  { name: 'people', icon: 'people', routes: people },
  {
    name: 'acts',
    icon: 'document',
    routes: acts.routes,
    publicRoutes: acts.publicRoutes,
    publicPath: '/acts',
  },
  {
    name: 'field',
    icon: 'phone',
    routes: field.routes,
    publicRoutes: field.publicRoutes,
    publicPath: '/field',
    mayOpen: maySeeDevices,
  },
  { name: 'journal', icon: 'clock', routes: journal, mayOpen: mayReadJournal },
  { name: 'privacy', icon: 'lock', routes: privacy, mayOpen: mayErase },
  { name: 'units', icon: 'map', adminRoutes: units },
  { name: 'calendar', icon: 'calendar', adminRoutes: deadlines.adminRoutes },
  { name: 'letters', icon: 'upload', routes: letterPages, adminRoutes: accountLetterPages },
  { name: 'installation', icon: 'home', adminRoutes: installation },
  { name: 'account', icon: 'people', adminRoutes: accounts },
];

/** The whole program as one function from request to answer. */
export function createApp(services: Services, assets: Assets = openAssets(''), cache?: PageCache): Hono<Web> {
  registerOrders();
  registerMinutes();
  registerGroupOrder();
  const app = createPipeline(
    services,
    {
      municipality: municipalityName,
      help: helpFor,
      cookieless: [field.fieldApi, ...hallPaths, ...phonePaths],
      countsItself: countsByCode,
      nav: ({ gate, t }) => {
        const id = gate?.municipalityId;
        return parts
          .filter((part) => (id ? part.routes : part.adminRoutes) && t.has(`${part.name}.nav`))
          .filter((part) => !part.mayOpen || (gate !== undefined && part.mayOpen(gate)))
          .map(({ name, icon }) => ({
            path: id ? `/m/${id}/${name}` : `/admin/${name}`,
            label: t(`${name}.nav`),
            icon,
          }));
      },
    },
    assets,
    cache,
  );
  app.route('/', account());
  app.route('/', welcome());
  app.route('/', explain());
  app.route('/manual', manual());
  app.route('/', shellRoutes());
  // Halls of devices that are alone: the host is known by the device's token, the others by the hall's secrets.
  app.route(
    '/',
    hallRoutes({
      opener: async (c) => {
        const known = await deviceOf(c);
        return known instanceof Response ? undefined : known.device;
      },
      mayHost: () => true,
      addresses: (c) => [askedOriginOf(c, services.env)],
      crowded: true,
      stands: deviceStands,
    }),
  );
  app.route('/v', phonePages({ title: meetingTitle }));
  app.route('/m/:municipalityId/jobs', jobPages());
  for (const { name, routes, adminRoutes, publicRoutes, publicPath } of parts) {
    if (routes) app.route(`/m/:municipalityId/${name}`, routes());
    if (adminRoutes) app.route(`/admin/${name}`, adminRoutes());
    if (publicRoutes) app.route(publicPath ?? `/${name}`, publicRoutes());
  }
  app.route('/m/:municipalityId', home.homeRoutes(clockSources));
  app.get('/admin', (c) => c.redirect(c.get('page').href('/admin/units'), 303));
  // Names of places come last: every word above is reserved and never theirs (territory/rules/reserved-words.ts).
  app.route('/', needs.placeRoutes());
  return app;
}
