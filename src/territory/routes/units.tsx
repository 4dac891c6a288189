import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
import type { SystemScope } from '../../platform/db/scope.ts';
import { parseDay, type IsoDate } from '../../platform/i18n/calendar.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import {
  download,
  formOf,
  missing,
  readSystem,
  show,
  todayOf,
  type C,
  type Web,
} from '../../platform/http/web.ts';
import { post } from '../../platform/forms/post.ts';
import { writeCsv, writeXlsx } from '../../platform/tables/write.ts';
import type { Option } from '../../platform/ui/fields.tsx';
import type { Sent } from '../../platform/ui/form.tsx';
import { readListQuery } from '../../platform/ui/list-query.ts';
import { abolishUnit } from '../commands/abolish-unit.ts';
import { createUnit } from '../commands/create-unit.ts';
import { mergeUnits } from '../commands/merge-units.ts';
import { moveUnit } from '../commands/move-unit.ts';
import { renameUnit } from '../commands/rename-unit.ts';
import { splitUnit } from '../commands/split-unit.ts';
import {
  searchUnits,
  unitHistory,
  unitPath,
  unitTreeAt,
  unitsOfLevel,
  unitsUnder,
  versionsIn,
} from '../data.ts';
import { importColumns } from '../rules/unit-import.ts';
import { parentCell } from '../rules/unit-places.ts';
import { flatten, nameIn, parentLevel, type UnitVersion } from '../rules/versions.ts';
import { unitLevels, type UnitLevel } from '../rules/unit-levels.ts';
import {
  AbolishUnitPage,
  CreateUnitPage,
  MergeUnitsPage,
  MoveUnitPage,
  RenameUnitPage,
  SplitUnitPage,
} from '../views/unit-forms.tsx';
import { UnitPage, UnitsPage, unitsPath } from '../views/units.tsx';
import { importRoutes } from './unit-import.tsx';

/** Pages of the system administrator; mounted at /admin/units. */
export function adminRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => {
    const date = dayOf(c);
    const { q } = readListQuery(c.get('page').query ?? '');
    const lang = c.get('lang');
    const page = await readSystem(c, async (scope) => ({
      tree: await unitTreeAt(scope, date, lang),
      found: q === '' ? [] : await searchUnits(scope, q, date, lang),
    }));
    return show(c, <UnitsPage {...page} q={q} date={date} today={todayOf(c)} imported={importedOf(c)} />);
  });
  app.get('/export.csv', async (c) => download(c, writeCsv(await exportRows(c)), 'csv', exportName(c)));
  app.get('/export.xlsx', async (c) => {
    const rows = await exportRows(c);
    return download(c, await writeXlsx([{ name: exportName(c), rows }]), 'xlsx', exportName(c));
  });
  app.get('/new', async (c) => {
    const level = levelOf(c.req.query('level'));
    return show(c, await createPage(c, level, c.req.query('parent') ?? '', undefined));
  });
  app.post(
    '/new',
    async (c) =>
      await post(c, createUnit, {
        done: ({ id }) => `${unitsPath}/${id}?done=territory.done.created`,
        refused: async (problem) => await createPage(c, levelOf(text(problem.values.level)), '', problem),
      }),
  );
  app.route('/import', importRoutes());
  app.get('/:unitId', async (c) => {
    const unitId = c.req.param('unitId');
    const [date, lang] = [dayOf(c), c.get('lang')];
    const page = await inUnit(c, unitId, async (scope) => {
      const history = await unitHistory(scope, unitId);
      if (!history) return undefined;
      const children = await unitsUnder(scope, unitId, date, lang);
      return { ...history, children, path: await unitPath(scope, unitId, date) };
    });
    return page ? show(c, <UnitPage {...page} unitId={unitId} date={date} />) : missing(c);
  });
  changeRoutes(app);
  return app;
}

function changeRoutes(app: Hono<Web>): void {
  const pages = {
    rename: renamePage,
    move: movePage,
    merge: mergePage,
    split: splitPage,
    abolish: abolishPage,
  } as const;
  for (const [name, page] of Object.entries(pages)) {
    app.get(`/:unitId/${name}`, async (c) => {
      const view = await page(c, c.req.param('unitId'), undefined);
      return view ? show(c, view) : missing(c);
    });
  }
  const changed = (c: C, name: keyof typeof pages, done: string) => ({
    done: ({ id }: { id: string }) => `${unitsPath}/${id}?done=territory.done.${done}`,
    refused: async (problem: Sent) =>
      (await pages[name](c, c.req.param('unitId') ?? '', problem)) ?? missing(c),
  });

  app.post('/:unitId/rename', async (c) => await post(c, renameUnit, changed(c, 'rename', 'renamed')));
  app.post('/:unitId/move', async (c) => await post(c, moveUnit, changed(c, 'move', 'moved')));
  app.post('/:unitId/abolish', async (c) => await post(c, abolishUnit, changed(c, 'abolish', 'abolished')));
  app.post('/:unitId/merge', async (c) => {
    const unitIds = [c.req.param('unitId'), ...list((await formOf(c)).unitIds)];
    return await post(c, mergeUnits, changed(c, 'merge', 'merged'), { unitIds });
  });
  app.post('/:unitId/split', async (c) => {
    const values = await formOf(c);
    const asked = Math.min(20, Math.max(1, Number(text(values.parts)) || 1));
    const filled = Array.from({ length: asked }, (_, index) => ({
      index,
      nameKy: text(values[`parts.${index}.nameKy`]).trim(),
      nameRu: text(values[`parts.${index}.nameRu`]).trim(),
    })).filter((part) => part.index === 0 || part.nameKy !== '' || part.nameRu !== '');
    // Only the parts that were named are sent; a unit put into a part without a name is refused as not placed.
    const position = new Map(filled.map((part, at) => [String(part.index), at]));
    const children: Record<string, number> = {};
    for (const [name, value] of Object.entries(values)) {
      const at = typeof value === 'string' ? position.get(value) : undefined;
      if (name.startsWith('child-') && at !== undefined) children[name.slice('child-'.length)] = at;
    }
    const { done, refused } = changed(c, 'split', 'split');
    const again = async (problem: Sent) => {
      const errors = Object.fromEntries(
        Object.entries(problem.errors).map(([field, message]) => {
          const [, at, name] = /^parts\.(\d+)\.(\w+)$/.exec(field) ?? [];
          const part = at === undefined ? undefined : filled[Number(at)];
          return [part ? `parts.${part.index}.${name ?? ''}` : field === 'parts' ? '' : field, message];
        }),
      );
      return await refused({ ...problem, errors });
    };
    const parts = filled.map(({ nameKy, nameRu }) => ({ nameKy, nameRu }));
    return await post(
      c,
      splitUnit,
      { done, refused: again },
      { keep: text(values.keep) !== 'no', parts, children },
    );
  });
}

const text = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');
const list = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

function levelOf(level: string | undefined): UnitLevel {
  return unitLevels.find((known) => known === level) ?? 'municipality';
}

/** How many units an import that led here began, changed and left; nothing when none did. */
function importedOf(c: C): { created: number; changed: number; left: number } | undefined {
  const number = (name: string): number => Number(/^\d{1,6}$/.exec(c.req.query(name) ?? '')?.[0] ?? NaN);
  const counts = { created: number('created'), changed: number('changed'), left: number('left') };
  return Object.values(counts).some(Number.isNaN) ? undefined : counts;
}

/** The day the reader asks about; today when the address says nothing sensible. */
function dayOf(c: C): IsoDate {
  const asked = c.req.query('on') ?? '';
  return parseDay(asked) && asked >= '1900-01-01' && asked <= '2199-12-31' ? asked : todayOf(c);
}

async function inUnit<T>(
  c: C,
  unitId: string,
  work: (scope: SystemScope) => Promise<T>,
): Promise<T | undefined> {
  return isId(unitId) ? await readSystem(c, work) : undefined;
}

/** The version that stands now or last, for the forms of changes; undefined when the unit has ended. */
async function openVersion(scope: SystemScope, unitId: string): Promise<UnitVersion | undefined> {
  return (await versionsIn(scope.tx, [unitId])).find((version) => version.validTo === null);
}

/** Units of a level as options, grouped by the unit above them. */
async function parentOptions(
  scope: SystemScope,
  level: UnitLevel,
  date: IsoDate,
  lang: Lang,
): Promise<Option[]> {
  const above = parentLevel(level);
  const groups = new Map(
    above === null
      ? []
      : (await unitsOfLevel(scope, above, date, lang)).map((unit) => [unit.unitId, nameIn(unit, lang)]),
  );
  return (await unitsOfLevel(scope, level, date, lang)).map((unit) => {
    const group = unit.parentId === null ? undefined : groups.get(unit.parentId);
    return { value: unit.unitId, label: nameIn(unit, lang), ...(group === undefined ? {} : { group }) };
  });
}

async function createPage(c: C, level: UnitLevel, parentId: string, sent: Sent | undefined) {
  const above = parentLevel(level);
  const parents =
    above === null
      ? []
      : await readSystem(c, async (scope) => await parentOptions(scope, above, todayOf(c), c.get('lang')));
  return (
    <CreateUnitPage sent={sent} level={level} parentId={parentId} parents={parents} today={todayOf(c)} />
  );
}

async function renamePage(c: C, unitId: string, sent: Sent | undefined) {
  const unit = await inUnit(c, unitId, async (scope) => await openVersion(scope, unitId));
  return unit && <RenameUnitPage sent={sent} unit={unit} today={todayOf(c)} />;
}

async function movePage(c: C, unitId: string, sent: Sent | undefined) {
  const page = await inUnit(c, unitId, async (scope) => {
    const unit = await openVersion(scope, unitId);
    const above = unit && parentLevel(unit.level);
    if (!unit || !above) return undefined;
    return { unit, parents: await parentOptions(scope, above, todayOf(c), c.get('lang')) };
  });
  return page && <MoveUnitPage sent={sent} {...page} today={todayOf(c)} />;
}

async function mergePage(c: C, unitId: string, sent: Sent | undefined) {
  const [today, lang] = [todayOf(c), c.get('lang')];
  const page = await inUnit(c, unitId, async (scope) => {
    const unit = await openVersion(scope, unitId);
    if (!unit) return undefined;
    const same = await unitsOfLevel(scope, unit.level, today, lang);
    // Villages merge within their municipality, municipalities within their oblast; oblasts and districts anywhere.
    let near = (other: UnitVersion): boolean => other.unitId !== unitId;
    if (unit.level === 'village')
      near = (other) => other.unitId !== unitId && other.parentId === unit.parentId;
    if (unit.level === 'municipality') {
      const districts = await unitsOfLevel(scope, 'district', today, lang);
      const oblastOf = new Map(districts.map((district) => [district.unitId, district.parentId]));
      const own = oblastOf.get(unit.parentId ?? '');
      near = (other) => other.unitId !== unitId && oblastOf.get(other.parentId ?? '') === own;
    }
    return { unit, others: same.filter(near) };
  });
  return page && <MergeUnitsPage sent={sent} {...page} today={today} />;
}

async function splitPage(c: C, unitId: string, sent: Sent | undefined) {
  const page = await inUnit(c, unitId, async (scope) => {
    const unit = await openVersion(scope, unitId);
    if (!unit) return undefined;
    return { unit, children: await unitsUnder(scope, unitId, todayOf(c), c.get('lang')) };
  });
  const parts = Math.min(
    20,
    Math.max(1, Number(sent ? text(sent.values.parts as string) : c.req.query('parts')) || 3),
  );
  return page && <SplitUnitPage sent={sent} {...page} parts={parts} today={todayOf(c)} />;
}

async function abolishPage(c: C, unitId: string, sent: Sent | undefined) {
  const unit = await inUnit(c, unitId, async (scope) => await openVersion(scope, unitId));
  return unit && <AbolishUnitPage sent={sent} unit={unit} today={todayOf(c)} />;
}

const exportName = (c: C): string => `units-${dayOf(c)}`;

/** All units of a day in the columns of the import, so that a list can travel from one installation to another. */
async function exportRows(c: C): Promise<(string | number)[][]> {
  const date = dayOf(c);
  const tree = await readSystem(c, async (scope) => await unitTreeAt(scope, date, 'ky'), { snapshot: true });
  const columns = importColumns.filter((column) => column !== 'households');
  return [
    columns,
    ...flatten(tree).map(({ unit, above }) => [
      unit.level,
      unit.nameKy,
      unit.nameRu,
      parentCell(unit, above),
      unit.kind ?? '',
      unit.code ?? '',
    ]),
  ];
}
