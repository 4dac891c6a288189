import { Hono } from 'hono';
import { isId } from '../platform/db/id.ts';
import { parseDay, type IsoDate } from '../platform/i18n/calendar.ts';
import {
  download,
  formOf,
  gateOf,
  missing,
  read,
  show,
  todayOf,
  type C,
  type Problem,
  type Web,
} from '../platform/http/web.ts';
import { post } from '../platform/forms/post.ts';
import { writeCsv, writeXlsx } from '../platform/tables/write.ts';
import type { FormValues, Sent } from '../platform/ui/form.tsx';
import { readListQuery, sliceList } from '../platform/ui/list-query.ts';
import { saveSettings } from './commands/save-settings.ts';
import { people, saveVillageProfile } from './commands/save-village-profile.ts';
import {
  isVillageOf,
  municipalityHead,
  profileDates,
  profileOf,
  profilesAt,
  versionsIn,
  villagesOf,
} from './data.ts';
import { maySaveProfile, maySaveSettings } from './policy.ts';
import { populationSums, profileBands, sexOrder, type PopulationCell } from './rules/age-bands.ts';
import { nameIn, namedVersion } from './rules/versions.ts';
import {
  cellName,
  SettingsPage,
  TerritoryPage,
  VillageProfilePage,
  type VillageRow,
} from './views/municipality.tsx';

export { adminRoutes } from './routes/units.tsx';

/** Pages of a municipality about its villages and its settings; mounted at /m/:municipalityId/territory. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => {
    const { rows, settings } = await overview(c);
    const query = readListQuery(c.get('page').query ?? '', ['name', 'people']);
    const { lang, fmt } = c.get('page');
    const people = (row: VillageRow) => (row.profile ? populationSums(row.profile.population).all : -1);
    const slice = sliceList(rows, query, {
      text: (row) => `${row.village.nameKy} ${row.village.nameRu}`,
      order: {
        name: (a, b) => fmt.compare(nameIn(a.village, lang), nameIn(b.village, lang)),
        people: (a, b) => people(a) - people(b),
      },
      pageSize: 500,
    });
    return show(
      c,
      <TerritoryPage
        base={baseOf(c)}
        name={c.get('page').municipality?.name ?? ''}
        rows={slice.rows}
        q={query.q}
        sort={query.sort}
        settings={settings}
        mayEdit={maySaveSettings(gateOf(c))}
      />,
    );
  });
  app.get('/export.csv', async (c) => download(c, writeCsv(await exportRows(c)), 'csv', exportName(c)));
  app.get('/export.xlsx', async (c) => {
    const name = c.get('page').t('territory.villages');
    return download(c, await writeXlsx([{ name, rows: await exportRows(c) }]), 'xlsx', exportName(c));
  });
  app.get('/settings', async (c) => show(c, await settingsPage(c)));
  app.post(
    '/settings',
    async (c) =>
      await post(c, saveSettings, {
        done: () => `${baseOf(c)}?done=territory.done.settings`,
        refused: async (problem) => await settingsPage(c, problem),
      }),
  );
  app.get('/villages/:villageId', async (c) => {
    const view = await profilePage(c, c.req.param('villageId'));
    return view ? show(c, view) : missing(c);
  });
  app.post('/villages/:villageId', async (c) => {
    const villageId = c.req.param('villageId');
    const values = await formOf(c);
    const settings = await read(c, municipalityHead);
    const typed = typedCells(values, profileBands(settings.ageGroups));
    // «Count» shows the sums of what was typed; nothing is saved.
    if (one(values.count) === 'yes') {
      const view = await profilePage(c, villageId, { values, errors: {}, cells: typed.cells });
      return view ? show(c, view) : missing(c);
    }
    const options = {
      done: () => `${baseOf(c)}/villages/${villageId}?done=territory.done.profile`,
      refused: async (problem: Problem) => {
        const errors: Record<string, string> = {};
        for (const [field, message] of Object.entries(problem.errors)) {
          const at = /^population\.(\d+)\./.exec(field)?.[1];
          errors[(at === undefined ? undefined : typed.names[Number(at)]) ?? field] = message;
        }
        return (await profilePage(c, villageId, { values, errors, cells: typed.cells })) ?? missing(c);
      },
    };
    return await post(c, saveVillageProfile, options, { population: typed.input });
  });
  return app;
}

const baseOf = (c: C): string => `/m/${c.req.param('municipalityId') ?? ''}/territory`;
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
    return { rows, settings: await municipalityHead(scope) };
  });
}

async function settingsPage(c: C, sent?: Problem) {
  const settings = await read(c, municipalityHead);
  return (
    <SettingsPage sent={sent} base={baseOf(c)} settings={settings} mayEdit={maySaveSettings(gateOf(c))} />
  );
}

async function profilePage(
  c: C,
  villageId: string,
  sent?: Sent & { readonly cells: readonly PopulationCell[] },
) {
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
      dates: await profileDates(scope, villageId),
      settings: await municipalityHead(scope),
    };
  });
  if (!page) return undefined;
  const { settings, ...facts } = page;
  const cells = sent?.cells ?? facts.profile?.population ?? [];
  // Bands of an older profile that the present age groups no longer have are still shown.
  const bands = [...new Set([...profileBands(settings.ageGroups), ...cells.map((cell) => cell.ageBand)])];
  return (
    <VillageProfilePage
      {...facts}
      sent={sent}
      base={baseOf(c)}
      bands={bands}
      cells={cells}
      today={today}
      mayEdit={maySaveProfile(gateOf(c))}
    />
  );
}

const exportName = (c: C): string => `villages-${todayOf(c)}`;

/** One row a village: names, households, residents by sex and band. */
async function exportRows(c: C): Promise<(string | number)[][]> {
  const { rows, settings } = await overview(c);
  const bands = [
    ...new Set([
      ...profileBands(settings.ageGroups),
      ...rows.flatMap((row) => row.profile?.population.map((cell) => cell.ageBand) ?? []),
    ]),
  ];
  const cells = sexOrder.flatMap((sex) => bands.map((ageBand) => ({ sex, ageBand })));
  return [
    [
      'name_ky',
      'name_ru',
      'code',
      'as_of',
      'households',
      ...cells.map(({ sex, ageBand }) => cellName(sex, ageBand)),
    ],
    ...rows.map(({ village, profile }) => [
      village.nameKy,
      village.nameRu,
      village.code ?? '',
      profile?.asOf ?? '',
      profile?.households ?? '',
      ...cells.map(
        ({ sex, ageBand }) =>
          profile?.population.find((cell) => cell.sex === sex && cell.ageBand === ageBand)?.people ?? '',
      ),
    ]),
  ];
}
