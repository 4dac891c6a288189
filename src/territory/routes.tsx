import { Hono } from 'hono';
import { isId } from '../platform/db/id.ts';
import { parseDay, type IsoDate } from '../platform/i18n/calendar.ts';
import {
  files,
  formOf,
  gateOf,
  perform,
  read,
  todayOf,
  type C,
  type Problem,
  type Web,
} from '../platform/http/web.ts';
import { takesFiles } from '../platform/http/takes-files.ts';
import { smallPicture } from '../platform/files/small-picture.ts';
import { FILE_LIMITS } from '../platform/files/store.ts';
import { post } from '../platform/forms/post.ts';
import type { FormValues } from '../platform/ui/form.tsx';
import { digestOf, removeEmblem, saveEmblem } from './commands/emblem.ts';
import { saveSettings } from './commands/save-settings.ts';
import { people, saveVillageProfile } from './commands/save-village-profile.ts';
import {
  emblemOf,
  isVillageOf,
  municipalityHead,
  profileDates,
  profileOf,
  profilesAt,
  versionsIn,
  villagesOf,
} from './data.ts';
import { unitsToCome } from './data/search-units.ts';
import { maySaveProfile, maySaveSettings } from './policy.ts';
import { profileBands, sexOrder, type PopulationCell } from './rules/age-bands.ts';
import { namedVersion } from './rules/versions.ts';
import { SettingsPage, TerritoryPage, villageColumns, type VillageRow } from './views/municipality.tsx';
import { cellName, VillageProfilePage } from './views/village-profile.tsx';
import { shows, formPage, posts, refused, filled, again } from '../platform/http/pages.ts';
import { exportTable } from '../platform/tables/export-table.ts';
import type { ListColumn } from '../platform/ui/list.tsx';

export { adminRoutes } from './routes/units.tsx';

const room = '/m/:municipalityId/territory';

/** Pages of a municipality about its villages and its settings; mounted at /m/:municipalityId/territory. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(territoryPage));
  exportTable(app, '/export', villageFile);
  formPage(app, '/settings', saveSettings, settingsPage, `${room}?done=territory.done.settings`);
  app.post('/settings/emblem', takesFiles({ may: maySaveSettings }), uploadEmblem);
  app.post(
    '/settings/emblem/remove',
    posts(removeEmblem, settingsPage, `${room}/settings?done=territory.done.emblem-removed`),
  );
  app.get('/villages/:villageId', shows(profilePage));
  app.post('/villages/:villageId', saveProfile);
  return app;
}

/** «Count» shows the sums of what was typed and saves nothing; what is wrong with a number stands beside it. */
async function saveProfile(c: C): Promise<Response> {
  const values = await formOf(c);
  const { ageGroups } = await read(c, municipalityHead);
  const typed = typedCells(values, profileBands(ageGroups));
  if (one(values.count) === 'yes')
    return await refused(c, async () => await profilePage(c, typed.cells), {}, 200);
  const options = {
    // The page stays with the day that was saved: figures of another would look as if these were lost.
    done: ({ asOf }: { asOf: IsoDate }) =>
      filled(c, `${room}/villages/:villageId?done=territory.done.profile-on&on=${asOf}`),
    refused: async (problem: Problem) => {
      const errors = Object.fromEntries(
        Object.entries(problem.errors).map(([field, message]) => {
          const at = /^population\.(\d+)\./.exec(field)?.[1];
          return [(at === undefined ? undefined : typed.names[Number(at)]) ?? field, message];
        }),
      );
      return await again(c, async () => await profilePage(c, typed.cells))({ ...problem, errors });
    },
  };
  return await post(c, saveVillageProfile, options, { population: typed.input });
}

const one = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');

/** The cells of a sent profile: as input of the command, with the fields they come from, and those that are numbers. */
function typedCells(values: FormValues, bands: readonly string[]) {
  const input: { sex: string; ageBand: string; people: string }[] = [];
  const names: string[] = [];
  const cells: PopulationCell[] = [];
  for (const ageBand of bands) {
    for (const sex of sexOrder) {
      const name = cellName(sex, ageBand);
      const written = one(values[name] as string | string[] | undefined);
      if (written.trim() === '') continue;
      input.push({ sex, ageBand, people: written });
      names.push(name);
      const read = people.safeParse(written);
      if (read.success) cells.push({ sex, ageBand, people: read.data });
    }
  }
  return { input, names, cells };
}

async function overview(c: C) {
  const [date, lang] = [todayOf(c), c.get('lang')];
  return await read(c, async (scope) => {
    const villages = await villagesOf(scope, scope.municipalityId, date, lang);
    const profiles = await profilesAt(
      scope,
      villages.map((village) => village.unitId),
      date,
    );
    const rows: VillageRow[] = villages.map((village) => ({
      village,
      profile: profiles.get(village.unitId),
    }));
    const coming = await unitsToCome(scope, date, lang);
    return {
      rows,
      settings: await municipalityHead(scope),
      toCome: coming.map(({ unit }) => unit).filter(({ parentId }) => parentId === scope.municipalityId),
    };
  });
}

async function territoryPage(c: C) {
  const { rows, settings, toCome } = await overview(c);
  const list = { rows, columns: villageColumns(c.get('page')), words: 'territory.profile' };
  return (
    <TerritoryPage list={list} settings={settings} toCome={toCome} mayEdit={maySaveSettings(gateOf(c))} />
  );
}

async function settingsPage(c: C) {
  const facts = await read(c, async (scope) => ({
    settings: await municipalityHead(scope),
    emblem: await emblemOf(scope),
  }));
  return <SettingsPage {...facts} mayEdit={maySaveSettings(gateOf(c))} />;
}

/** Longest side of the arms in pixels: 20 mm of a letterhead at 400 dots an inch. */
const emblemSide = 320;

async function uploadEmblem(c: C): Promise<Response> {
  const { t, fmt } = c.get('page');
  const [file] = (await files(c)).emblem ?? [];
  if (!file || file.size === 0) return await refused(c, settingsPage, { emblem: t('territory.emblem.none') });
  const picture = await smallPicture(Buffer.from(await file.arrayBuffer()), emblemSide);
  if ('ok' in picture) {
    const known = ['tooLarge', 'imageTooManyPixels'].includes(picture.code) ? 'too-large' : picture.code;
    const key = known === 'imageUnreadable' ? 'unreadable' : known === 'too-large' ? known : 'other-kind';
    const params = { max: fmt.fileSize(FILE_LIMITS.image) };
    return await refused(c, settingsPage, { emblem: t(`territory.emblem.${key}`, params) });
  }
  return await perform(
    c,
    saveEmblem(picture),
    { digest: digestOf(picture) },
    { done: () => filled(c, `${room}/settings?done=territory.done.emblem`), refused: again(c, settingsPage) },
  );
}

/** @param typed the numbers of a form that was sent */
async function profilePage(c: C, typed?: readonly PopulationCell[]) {
  const villageId = c.req.param('villageId') ?? '';
  if (!isId(villageId)) return undefined;
  const today = todayOf(c);
  const asked = c.req.query('on') ?? '';
  const date: IsoDate = parseDay(asked) ? asked : today;
  const page = await read(c, async (scope) => {
    if (!(await isVillageOf(scope.tx, scope.municipalityId, villageId, today))) return undefined;
    const village = namedVersion(await versionsIn(scope.tx, [villageId]), today);
    if (!village) return undefined;
    return {
      village,
      profile: await profileOf(scope, villageId, date),
      latest: await profileOf(scope, villageId, today),
      dates: await profileDates(scope, villageId),
      settings: await municipalityHead(scope),
    };
  });
  if (!page) return undefined;
  const { settings, ...facts } = page;
  const cells = typed ?? facts.profile?.population ?? [];
  // Bands of an older profile that the present age groups no longer have are still shown.
  const bands = [...new Set([...profileBands(settings.ageGroups), ...cells.map((cell) => cell.ageBand)])];
  return (
    <VillageProfilePage
      {...facts}
      bands={bands}
      cells={cells}
      today={today}
      mayEdit={maySaveProfile(gateOf(c))}
    />
  );
}

/** One row a village: names, households, residents by sex and band; headings for programs. */
async function villageFile(c: C) {
  const { rows, settings } = await overview(c);
  const bands = [
    ...new Set([
      ...profileBands(settings.ageGroups),
      ...rows.flatMap((row) => row.profile?.population.map((cell) => cell.ageBand) ?? []),
    ]),
  ];
  const columns: ListColumn<VillageRow>[] = [
    { key: 'name_ky', value: ({ village }) => village.nameKy },
    { key: 'name_ru', value: ({ village }) => village.nameRu },
    { key: 'code', value: ({ village }) => village.code },
    { key: 'as_of', value: ({ profile }) => profile?.asOf },
    { key: 'households', value: ({ profile }) => profile?.households },
    ...sexOrder.flatMap((sex) =>
      bands.map((ageBand) => ({
        key: cellName(sex, ageBand),
        value: ({ profile }: VillageRow) =>
          profile?.population.find((cell) => cell.sex === sex && cell.ageBand === ageBand)?.people,
      })),
    ),
  ];
  return {
    name: `villages-${todayOf(c)}`,
    title: c.get('page').t('ui.field.villages'),
    rows: [columns.map(({ key }) => key), ...rows.map((row) => columns.map(({ value }) => value?.(row)))],
  };
}
