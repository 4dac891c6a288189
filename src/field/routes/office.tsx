import { Hono, type MiddlewareHandler } from 'hono';
import { runCommand } from '../../platform/db/command.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { answer, forbidden, gateOf, read, show, type C, type Web } from '../../platform/http/web.ts';
import { again, posts, shows } from '../../platform/http/pages.ts';
import { exportTable } from '../../platform/tables/export-table.ts';
import { drawCode, hashCode, makeCode } from '../commands/make-code.ts';
import { renameDevice } from '../commands/rename-device.ts';
import { revokeDevice } from '../commands/revoke-device.ts';
import { listDevices, type DeviceItem } from '../data/devices.ts';
import { findMeeting, listArrivals, listEveryMeeting } from '../data/meetings.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { byMeetingDay } from '../rules/meeting-days.ts';
import { mayMakeCode, mayManageEveryDevice, maySeeDevices } from '../policy.ts';
import { showCode } from '../rules/device-code.ts';
import { CodePage } from '../views/code.tsx';
import { DevicePage } from '../views/device.tsx';
import { arrivalColumns, deviceColumns, OfficePage, type MeetingArrival } from '../views/office.tsx';
import { codePicture } from './code-picture.ts';

/** Most meetings in the list of what came in. */
const mostArrivals = 30;

const fieldPath = (c: C, rest = '') => `/m/${c.req.param('municipalityId') ?? ''}/field${rest}`;

const room = '/m/:municipalityId/field';

const named = (c: C) => ({ id: c.req.param('deviceId') });

/** Devices, codes and what came in: `/m/:municipalityId/field`. */
export function officeRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const door: MiddlewareHandler<Web> = async (c, next) =>
    maySeeDevices(gateOf(c)) ? await next() : forbidden(c);
  app.use(door);
  app.get('/', shows(officePage));
  exportTable(app, '/devices', async (c) => ({
    name: c.get('page').t('field.office.devices'),
    list: deviceList(c, await read(c, listDevices)),
  }));
  exportTable(app, '/arrivals', async (c) => ({
    name: c.get('page').t('field.office.arrivals'),
    list: arrivalList(c, await read(c, async (scope) => await arrivalsOf(c, scope, 10_000))),
  }));
  app.post('/code', giveCode);
  app.get('/devices/:deviceId', shows(devicePage));
  const renamed = `${room}/devices/:id?done=field.done.device-renamed`;
  app.post('/devices/:deviceId/name', posts(renameDevice, devicePage, renamed, named));
  app.post('/devices/:deviceId/recover', giveCode);
  const revoked = `${room}?done=field.done.device-revoked`;
  app.post('/devices/:deviceId/revoke', posts(revokeDevice, devicePage, revoked, named));
  return app;
}

/** Makes a code and shows it. It stands on this one answer and nowhere else, so there is no operation id. */
async function giveCode(c: C): Promise<Response> {
  const deviceId = c.req.param('deviceId');
  const { db, env } = c.get('services');
  const code = drawCode();
  const codeHash = hashCode(env.secret, code);
  const result = await openMunicipality(
    db,
    gateOf(c),
    async (scope) =>
      await runCommand(
        scope,
        makeCode,
        deviceId === undefined ? { kind: 'prepare', codeHash } : { kind: 'recover', codeHash, deviceId },
      ),
    { now: c.get('now') },
  );
  if (!result.ok) {
    return await answer(c, result, {
      done: () => fieldPath(c),
      refused: again(c, deviceId === undefined ? officePage : devicePage),
    });
  }
  const device =
    deviceId === undefined
      ? undefined
      : (await read(c, async (scope) => await listDevices(scope))).find(({ id }) => id === deviceId);
  const page = c.get('page');
  const address = `${page.origin ?? ''}/field`;
  // The app has one address for all languages: until it knows its person it speaks that of this page.
  const link = `${address}${page.lang === 'ky' ? '' : `?lang=${page.lang}`}#/prepare/${code}`;
  c.header('Cache-Control', 'no-store');
  return show(
    c,
    <CodePage
      code={showCode(code)}
      expiresAt={result.value.expiresAt}
      address={address}
      {...(device ? { device } : { link, picture: await codePicture(link) })}
      insecure={!address.startsWith('https:') && !/^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(address)}
    />,
  );
}

type Scope = Parameters<Parameters<typeof read>[1]>[0];

/** What came in, with the meetings' names; a facilitator sees what the own devices sent. */
async function arrivalsOf(c: C, scope: Scope, most: number): Promise<MeetingArrival[]> {
  const gate = gateOf(c);
  const own = mayManageEveryDevice(gate) ? undefined : gate.accountId;
  const arrivals = (await listArrivals(scope, own)).slice(0, most);
  const known = new Map((await listEveryMeeting(scope)).map((one) => [one.id, one]));
  const named: MeetingArrival[] = [];
  for (const arrival of arrivals) {
    const meeting = known.get(arrival.meetingId) ?? (await findMeeting(scope, arrival.meetingId));
    named.push({ ...arrival, meeting });
  }
  return named;
}

const deviceList = (c: C, rows: readonly DeviceItem[]) => ({
  rows,
  columns: deviceColumns(c.get('page'), c.get('now'), mayManageEveryDevice(gateOf(c))),
  words: 'field.office.column',
});

const arrivalList = (c: C, rows: readonly MeetingArrival[]) => ({
  rows,
  columns: arrivalColumns(c.get('page'), c.get('now')),
  words: 'field.office.column',
});

async function officePage(c: C) {
  const gate = gateOf(c);
  const today = todayInBishkek(c.get('now'));
  const found = await read(c, async (scope) => ({
    devices: await listDevices(scope),
    meetings: await listEveryMeeting(scope),
    arrivals: await arrivalsOf(c, scope, mostArrivals),
  }));
  return (
    <OfficePage
      devices={deviceList(c, found.devices)}
      meetings={found.meetings.filter((one) => one.state !== 'closed').sort(byMeetingDay(today))}
      today={today}
      arrivals={arrivalList(c, found.arrivals)}
      mayPrepare={mayMakeCode(gate)}
      everybody={mayManageEveryDevice(gate)}
    />
  );
}

async function devicePage(c: C) {
  const id = c.req.param('deviceId');
  const device = (await read(c, listDevices)).find((one) => one.id === id);
  return device && <DevicePage now={c.get('now')} device={device} />;
}
