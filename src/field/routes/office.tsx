import { Hono, type MiddlewareHandler } from 'hono';
import { runCommand } from '../../platform/db/command.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import {
  act,
  answer,
  download,
  forbidden,
  formOf,
  gateOf,
  missing,
  read,
  show,
  type C,
  type Problem,
  type Web,
} from '../../platform/http/web.ts';
import { bishkekClock } from '../../platform/i18n/calendar.ts';
import { writeCsv, writeXlsx } from '../../platform/tables/write.ts';
import { readListQuery, sliceList } from '../../platform/ui/list-query.ts';
import { drawCode, hashCode, makeCode } from '../commands/make-code.ts';
import { renameDevice } from '../commands/rename-device.ts';
import { revokeDevice } from '../commands/revoke-device.ts';
import { listDevices, type DeviceItem } from '../data/devices.ts';
import {
  findMeeting,
  listArrivals,
  listEveryMeeting,
  type Arrival,
  type MeetingItem,
} from '../data/meetings.ts';
import { mayMakeCode, mayManageEveryDevice, maySeeDevices } from '../policy.ts';
import { showCode } from '../rules/device-code.ts';
import { CodePage } from '../views/code.tsx';
import { DevicePage } from '../views/device.tsx';
import { clockText, OfficePage, reasonText, meetingName } from '../views/office.tsx';
import { codePicture } from './code-picture.ts';

/** Most meetings in the list of what came in. */
const mostArrivals = 30;

export const fieldPath = (c: C, rest = '') => `/m/${c.req.param('municipalityId') ?? ''}/field${rest}`;

/** Devices, codes and what came in: `/m/:municipalityId/field`. */
export function officeRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  const door: MiddlewareHandler<Web> = async (c, next) =>
    maySeeDevices(gateOf(c)) ? await next() : forbidden(c);
  app.use(door);

  app.get('/', async (c) => show(c, await officePage(c)));

  app.get('/:file{(?:devices|arrivals)\\.(?:csv|xlsx)}', async (c) => {
    const file = c.req.param('file');
    const page = c.get('page');
    const devices = file.startsWith('devices');
    const rows = await read(c, async (scope) =>
      devices
        ? deviceTable(c, await listDevices(scope))
        : arrivalTable(c, await arrivalsOf(c, scope, 10_000)),
    );
    const name = page.t(devices ? 'field.office.devices' : 'field.office.arrivals');
    return file.endsWith('.csv')
      ? download(c, writeCsv(rows, { bom: true }), 'csv', name)
      : download(c, await writeXlsx([{ name, rows }]), 'xlsx', name);
  });

  app.post('/code', async (c) => await giveCode(c));

  app.get('/devices/:deviceId', async (c) => await devicePage(c));
  app.post('/devices/:deviceId/name', async (c) => {
    const { label } = await formOf(c);
    return await act(
      c,
      renameDevice,
      { id: c.req.param('deviceId'), label },
      {
        done: ({ id }) => fieldPath(c, `/devices/${id}?done=field.done.device-renamed`),
        refused: async (problem) => await devicePage(c, 'name', problem),
      },
    );
  });
  app.post('/devices/:deviceId/recover', async (c) => await giveCode(c, c.req.param('deviceId')));
  app.post('/devices/:deviceId/revoke', async (c) => {
    const { confirmName } = await formOf(c);
    return await act(
      c,
      revokeDevice,
      { id: c.req.param('deviceId'), confirmName },
      {
        done: () => fieldPath(c, '?done=field.done.device-revoked'),
        refused: async (problem) => await devicePage(c, 'revoke', problem),
      },
    );
  });

  return app;
}

/** Makes a code and shows it. It stands on this one answer and nowhere else, so there is no operation id. */
async function giveCode(c: C, deviceId?: string): Promise<Response> {
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
      refused: async (problem) =>
        deviceId === undefined ? await officePage(c, problem) : await devicePage(c, 'recover', problem),
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
      base={fieldPath(c)}
      code={showCode(code)}
      expiresAt={result.value.expiresAt}
      address={address}
      {...(device ? { device } : { link, picture: await codePicture(link) })}
      insecure={!address.startsWith('https:') && !/^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(address)}
    />,
  );
}

type Scope = Parameters<Parameters<typeof read>[1]>[0];

export type MeetingArrival = Arrival & { readonly meeting: MeetingItem | undefined };

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

async function officePage(c: C, problem?: Problem) {
  const gate = gateOf(c);
  const query = readListQuery(new URL(c.req.url).searchParams, ['label', 'owner', 'seen']);
  const found = await read(c, async (scope) => ({
    devices: await listDevices(scope),
    meetings: await listEveryMeeting(scope),
    arrivals: await arrivalsOf(c, scope, mostArrivals),
  }));
  const { fmt } = c.get('page');
  const seen = (one: DeviceItem) => one.lastSeenAt?.getTime() ?? 0;
  const devices = sliceList(found.devices, query, {
    text: (one) => `${one.label} ${one.ownerName}`,
    order: {
      label: (a, b) => fmt.compare(a.label, b.label),
      owner: (a, b) => fmt.compare(a.ownerName, b.ownerName),
      seen: (a, b) => seen(a) - seen(b),
    },
  });
  return (
    <OfficePage
      base={fieldPath(c)}
      municipalityId={gate.municipalityId ?? ''}
      now={c.get('now')}
      devices={devices}
      query={query}
      meetings={found.meetings.filter((one) => one.state !== 'closed')}
      arrivals={found.arrivals}
      mayPrepare={mayMakeCode(gate)}
      everybody={mayManageEveryDevice(gate)}
      {...(problem ? { message: problem.message } : {})}
    />
  );
}

async function devicePage(c: C, form?: 'name' | 'recover' | 'revoke', problem?: Problem): Promise<Response> {
  const id = c.req.param('deviceId') ?? '';
  const device = (await read(c, async (scope) => await listDevices(scope))).find((one) => one.id === id);
  if (!device) return missing(c);
  return show(
    c,
    <DevicePage base={fieldPath(c)} now={c.get('now')} device={device} form={form} problem={problem} />,
    problem ? 422 : 200,
  );
}

/** Day and time in Bishkek, sortable: the file is for machines too. */
function moment(at: Date | null): string {
  if (!at) return '';
  const { date, time } = bishkekClock(at);
  return `${date} ${time}`;
}

function deviceTable(c: C, devices: readonly DeviceItem[]) {
  const { t } = c.get('page');
  return [
    ['label', 'owner', 'created', 'seen', 'app', 'clock', 'ended'].map((key) =>
      t(`field.office.column.${key}`),
    ),
    ...devices.map((one) => [
      one.label,
      one.ownerName,
      moment(one.createdAt),
      moment(one.lastSeenAt),
      one.app,
      clockText(c.get('page'), one.clockOff) ?? '',
      moment(one.revokedAt),
    ]),
  ];
}

function arrivalTable(c: C, arrivals: readonly MeetingArrival[]) {
  const page = c.get('page');
  const name = meetingName(page);
  return [
    ['meeting', 'last', 'by', 'stickers', 'photos', 'changes', 'file', 'refused', 'reasons'].map((key) =>
      page.t(`field.office.column.${key}`),
    ),
    ...arrivals.map((one) => [
      one.meeting ? name(one.meeting) : one.meetingId,
      moment(one.lastAt),
      one.by.join(', '),
      one.stickers,
      one.photos,
      one.changes,
      one.viaFile,
      one.refused.reduce((sum, { count }) => sum + count, 0),
      one.refused.map(({ code, count }) => `${reasonText(page, code)}: ${count}`).join('; '),
    ]),
  ];
}
