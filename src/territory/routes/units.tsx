import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
import type { SystemScope } from '../../platform/db/scope.ts';
import { parseDay, type IsoDate } from '../../platform/i18n/calendar.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { formOf, readSystem, todayOf, type C, type Problem, type Web } from '../../platform/http/web.ts';
import { post } from '../../platform/forms/post.ts';
import type { Option } from '../../platform/ui/fields.tsx';
import { readListQuery } from '../../platform/ui/list-query.ts';
import { abolishUnit } from '../commands/abolish-unit.ts';
import { createUnit } from '../commands/create-unit.ts';
import { mergeUnits } from '../commands/merge-units.ts';
import { moveUnit } from '../commands/move-unit.ts';
import { renameUnit } from '../commands/rename-unit.ts';
import { removeUnit } from '../commands/remove-unit.ts';
import { splitUnit } from '../commands/split-unit.ts';
import { unitHistory, unitPath, unitTreeAt, unitsOfLevel, unitsUnder, versionsIn } from '../data.ts';
import { hangsOn } from '../data/hangs-on.ts';
import { searchUnits, unitsToCome } from '../data/search-units.ts';
import { villageFigures, withoutStaff } from '../data/unit-facts.ts';
import { importColumns } from '../rules/unit-columns.ts';
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
import { UnitPage } from '../views/unit-page.tsx';
import { UnitsPage, unitsPath } from '../views/units.tsx';
import { importRoutes } from './unit-import.tsx';
import { shows, formPage, posts, again } from '../../platform/http/pages.ts';
import { exportTable } from '../../platform/tables/export-table.ts';

/** Pages of the system administrator; mounted at /admin/units. */
export function adminRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(unitsPage));
  exportTable(app, '/export', unitFile);
  formPage(app, '/new', createUnit, createPage, `${unitsPath}/:id?done=territory.done.created`);
  app.route('/import', importRoutes());
  app.get('/:unitId', shows(unitPage));
  formPage(app, '/:unitId/rename', renameUnit, renamePage, `${unitsPath}/:id?done=territory.done.renamed`);
  formPage(app, '/:unitId/move', moveUnit, movePage, `${unitsPath}/:id?done=territory.done.moved`);
  formPage(
    app,
    '/:unitId/abolish',
    abolishUnit,
    abolishPage,
    `${unitsPath}/:id?done=territory.done.abolished`,
  );
  app.post('/:unitId/remove', posts(removeUnit, unitPage, `${unitsPath}?done=territory.done.unit-removed`));
  const merged = `${unitsPath}/:id?done=territory.done.merged`;
  formPage(app, '/:unitId/merge', mergeUnits, mergePage, merged, async (c) => ({
    unitIds: [c.req.param('unitId'), ...list((await formOf(c)).unitIds)],
  }));
  app.get('/:unitId/split', shows(splitPage));
  app.post('/:unitId/split', split);
  return app;
}

async function unitsPage(c: C) {
  const date = dayOf(c);
  const { q } = readListQuery(c.get('page').query ?? '');
  const lang = c.get('lang');
  const page = await readSystem(c, async (scope) => ({
    tree: await unitTreeAt(scope, date, lang),
    found: q === '' ? [] : await searchUnits(scope, q, date, lang),
    // Seen from a day past, most units are still to come.
    toCome: q === '' && date >= todayOf(c) ? await unitsToCome(scope, date, lang) : [],
    withoutStaff: await withoutStaff(scope, date, lang),
  }));
  return <UnitsPage {...page} q={q} date={date} today={todayOf(c)} imported={importedOf(c)} />;
}

async function unitPage(c: C) {
  const date = dayOf(c);
  const page = await inUnit(c, async (scope, unitId) => {
    const history = await unitHistory(scope, unitId);
    if (!history) return undefined;
    const lang = c.get('lang');
    const coming = date >= todayOf(c) ? await unitsToCome(scope, date, lang) : [];
    const children = [
      ...(await unitsUnder(scope, unitId, date, lang)),
      ...coming.map(({ unit }) => unit).filter(({ parentId }) => parentId === unitId),
    ];
    return {
      ...history,
      unitId,
      children,
      path: await unitPath(scope, unitId, date),
      figures: await villageFigures(scope, unitId, date),
      removable: !(await hangsOn(scope.tx, unitId)),
    };
  });
  return page && <UnitPage {...page} date={date} />;
}

/** The form of a split: parts by number, and for each unit under it the number of its part. */
async function split(c: C): Promise<Response> {
  const values = await formOf(c);
  const filledIn = Array.from({ length: partsOf(text(values.parts), 1) }, (_, index) => ({
    index,
    nameKy: text(values[`parts.${index}.nameKy`]).trim(),
    nameRu: text(values[`parts.${index}.nameRu`]).trim(),
  })).filter((part) => part.index === 0 || part.nameKy !== '' || part.nameRu !== '');
  // Only the parts that were named are sent; a unit put into a part without a name is refused as not placed.
  const position = new Map(filledIn.map((part, at) => [String(part.index), at]));
  const children: Record<string, number> = {};
  for (const [name, value] of Object.entries(values)) {
    const at = typeof value === 'string' ? position.get(value) : undefined;
    if (name.startsWith('child-') && at !== undefined) children[name.slice('child-'.length)] = at;
  }
  const refused = async (problem: Problem) => {
    const errors = Object.fromEntries(
      Object.entries(problem.errors).map(([field, message]) => {
        const [, at, name] = /^parts\.(\d+)\.(\w+)$/.exec(field) ?? [];
        const part = at === undefined ? undefined : filledIn[Number(at)];
        return [part ? `parts.${part.index}.${name ?? ''}` : field === 'parts' ? '' : field, message];
      }),
    );
    return await again(c, splitPage)({ ...problem, errors });
  };
  const done = ({ id }: { id: string }) => `${unitsPath}/${id}?done=territory.done.split`;
  const parts = filledIn.map(({ nameKy, nameRu }) => ({ nameKy, nameRu }));
  return await post(c, splitUnit, { done, refused }, { keep: text(values.keep) !== 'no', parts, children });
}

/** How many parts a form of splitting offers, 1 to 20. */
const partsOf = (asked: string | undefined, otherwise: number): number =>
  Math.min(20, Math.max(1, /^\d{1,2}$/.test(asked ?? '') ? Number(asked) : otherwise));

const text = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');
const list = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

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

/** Reads about the unit of the address; undefined when that is no id. */
async function inUnit<T>(
  c: C,
  work: (scope: SystemScope, unitId: string) => Promise<T>,
): Promise<T | undefined> {
  const unitId = c.req.param('unitId') ?? '';
  return isId(unitId) ? await readSystem(c, async (scope) => await work(scope, unitId)) : undefined;
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

async function createPage(c: C) {
  const sent = c.get('page').refused?.values;
  const asked = sent ? text(sent.level as string) : c.req.query('level');
  const parentId = c.req.query('parent') ?? '';
  const [today, lang] = [todayOf(c), c.get('lang')];
  const page = await readSystem(c, async (scope) => {
    const empty: UnitLevel[] = [];
    for (const one of unitLevels) if ((await unitsOfLevel(scope, one, today)).length === 0) empty.push(one);
    // The first thing to add is the first that is missing, from the top.
    const level = unitLevels.find((known) => known === asked) ?? empty[0] ?? 'village';
    const above = parentLevel(level);
    return { level, first: empty[0], parents: above ? await parentOptions(scope, above, today, lang) : [] };
  });
  return <CreateUnitPage {...page} parentId={parentId} today={today} />;
}

async function renamePage(c: C) {
  const unit = await inUnit(c, async (scope, unitId) => await openVersion(scope, unitId));
  return unit && <RenameUnitPage unit={unit} today={todayOf(c)} />;
}

async function movePage(c: C) {
  const page = await inUnit(c, async (scope, unitId) => {
    const unit = await openVersion(scope, unitId);
    const above = unit && parentLevel(unit.level);
    if (!unit || !above) return undefined;
    return { unit, parents: await parentOptions(scope, above, todayOf(c), c.get('lang')) };
  });
  return page && <MoveUnitPage {...page} today={todayOf(c)} />;
}

async function mergePage(c: C) {
  const [today, lang] = [todayOf(c), c.get('lang')];
  const page = await inUnit(c, async (scope, unitId) => {
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
  return page && <MergeUnitsPage {...page} today={today} />;
}

async function splitPage(c: C) {
  const page = await inUnit(c, async (scope, unitId) => {
    const unit = await openVersion(scope, unitId);
    if (!unit) return undefined;
    return { unit, children: await unitsUnder(scope, unitId, todayOf(c), c.get('lang')) };
  });
  const sent = c.get('page').refused?.values.parts;
  const parts = partsOf(typeof sent === 'string' ? sent : c.req.query('parts'), 3);
  return page && <SplitUnitPage {...page} parts={parts} today={todayOf(c)} />;
}

async function abolishPage(c: C) {
  const unit = await inUnit(c, async (scope, unitId) => await openVersion(scope, unitId));
  return unit && <AbolishUnitPage unit={unit} today={todayOf(c)} />;
}

/** All units of a day in the columns of the import, so that a list can travel from one installation to another. */
async function unitFile(c: C) {
  const date = dayOf(c);
  const tree = await readSystem(c, async (scope) => await unitTreeAt(scope, date, 'ky'), { snapshot: true });
  const columns = importColumns.filter((column) => column !== 'households');
  const rows = flatten(tree).map(({ unit, above }) => [
    unit.level,
    unit.nameKy,
    unit.nameRu,
    parentCell(unit, above),
    unit.kind,
    unit.code,
  ]);
  return { name: `units-${date}`, rows: [columns, ...rows] };
}
