import { cleanCode } from './unit-code.ts';
import { figureDifferences } from './unit-figures.ts';
import type { DifferenceChoice, Draft, KnownUnit, Report, UnitDifference } from './unit-import.ts';
import { unitLevels, type UnitLevel } from './unit-levels.ts';
import { UnitFinder, unitKeys, type Sureness } from './unit-names.ts';
import { levelSaid, republicName } from './unit-words.ts';
import { mayStandAlone, parentLevels } from './versions.ts';

/** One step of the way down to a unit. */
export type Step = { readonly level: UnitLevel; readonly name: string };
type Place = {
  readonly parent: { readonly unitId: string } | { readonly row: number };
  readonly path: readonly Step[];
};

/** The way down to a unit in names, as the parent column takes it: from the republic where a town skips a level. */
export function parentPath(path: readonly Step[]): string {
  const skips = path.length < unitLevels.indexOf(path.at(-1)?.level ?? 'oblast') + 1;
  return [...(skips ? [republicName] : []), ...path.map(({ name }) => name)].join(' / ');
}

/** What the export writes in the parent column, and the import reads back as the same unit. */
export function parentCell(
  unit: { readonly level: UnitLevel },
  above: readonly { readonly level: UnitLevel; readonly nameKy: string }[],
): string {
  if (above.length === 0) return unit.level === 'oblast' ? '' : republicName;
  const path = parentPath(above.map(({ level, nameKy }) => ({ level, name: nameKy })));
  // An oblast and a district may share a name: a town under the oblast names the whole way.
  return unit.level === 'municipality' && above.at(-1)!.level === 'oblast'
    ? `${republicName} / ${path}`
    : path;
}

/** Finds the parent of every row: by name, by code, or by a path «Область / Район / Айыл аймагы», in file or database. */
export function placeUnder(drafts: Draft[], known: readonly KnownUnit[], report: Report, note: Report): void {
  const knownById = new Map(known.map((unit) => [unit.unitId, unit]));
  const knownPath = (unit: KnownUnit): Step[] => {
    const above = unit.parentId === null ? undefined : knownById.get(unit.parentId);
    return [...(above === undefined ? [] : knownPath(above)), { level: unit.level, name: unit.nameKy }];
  };
  // Parents stand above, so levels are filled from the top.
  const places = new UnitFinder<Place>();
  const beside = new Map<string, KnownUnit[]>();
  for (const unit of known) {
    const path = knownPath(unit);
    const place = { parent: { unitId: unit.unitId }, path };
    places.add(unit.unitId, place, unit.level, [unit.nameKy, unit.nameRu, unit.code]);
    places.addPath(unit.unitId, place, path);
    const group = `${unit.level}:${unit.parentId ?? ''}`;
    const units = beside.get(group);
    if (units) units.push(unit);
    else beside.set(group, [unit]);
  }
  const codes = new Map(known.flatMap((unit) => (unit.code === null ? [] : [[cleanCode(unit.code), unit]])));
  for (const level of unitLevels) {
    const here = drafts.filter((draft) => draft.level === level);
    for (const draft of here) findParent(draft, places, report, note);
    const groups = new Map<string, Draft[]>();
    for (const draft of here) {
      if (!draft.placed || (draft.parent !== null && !('unitId' in draft.parent))) continue;
      const group = `${level}:${draft.parent?.unitId ?? ''}`;
      groups.set(group, [...(groups.get(group) ?? []), draft]);
    }
    for (const [group, rows] of groups) matchExisting(rows, beside.get(group) ?? [], report, note);
    for (const draft of here) {
      const holder = draft.code === null ? undefined : codes.get(draft.code);
      if (holder !== undefined && holder.unitId !== draft.existing) {
        const params = { value: draft.code!, name: parentPath(knownPath(holder)) };
        report(draft.row, 'code-taken', params);
      }
      if (!draft.placed) continue;
      // A row of a unit that stands already is the same place under the file's name for it, not a second one.
      const id = draft.existing ?? `row ${draft.row}`;
      const path = [...(draft.above ?? []), { level, name: draft.nameKy }];
      const parent = draft.existing === null ? { row: draft.row } : { unitId: draft.existing };
      places.add(id, { parent, path }, level, [draft.nameKy, draft.nameRu, draft.code]);
      places.addPath(id, { parent, path }, path);
    }
  }
}

function findParent(draft: Draft, places: UnitFinder<Place>, report: Report, note: Report): void {
  const { level, kind, parentText, row } = draft;
  const levels = parentLevels(level, kind);
  if (levels.length === 0) {
    draft.placed = true;
    return;
  }
  if (parentText === '') return;
  if (parentText === republicName && mayStandAlone(level, kind)) {
    draft.placed = true;
    return;
  }
  const last = parentText.split(/[/›>]/).at(-1)!.trim();
  const said = levelSaid(last, levels);
  const { sureness, found } = places.find(parentText, said === undefined ? levels : [said]);
  const [place] = found;
  if (found.length !== 1 || place === undefined) {
    const names = found.map(({ path }) => parentPath(path)).join('; ');
    const params = { value: parentText.slice(0, 100), level: levels[0]!, names, republic: republicName };
    const missing = mayStandAlone(level, kind) ? 'parent-not-found-town' : 'parent-not-found';
    report(row, found.length === 0 ? missing : 'parent-ambiguous', params);
    return;
  }
  if (sureness === 'possible')
    note(row, 'parent-possible', { value: parentText.slice(0, 100), name: place.path.at(-1)!.name });
  draft.parent = place.parent;
  draft.above = place.path;
  draft.placed = true;
}

/**
 * Which rows of one parent are units that stand there: the surest name first, and a unit is one row's only. What is
 * not the same name but may be is taken for the unit and said; what may be two is refused.
 */
function matchExisting(
  rows: readonly Draft[],
  standing: readonly KnownUnit[],
  report: Report,
  note: Report,
): void {
  if (standing.length === 0) return;
  const taken = new Set<string>();
  const refused = new Set<Draft>();
  const keysOf = (at: number, level: UnitLevel, names: readonly string[]): string[] =>
    names.map((name) => unitKeys(name, level)[at]![1]);
  const tiers: readonly [Sureness, boolean][] = [
    ['same', false],
    ['same', true],
    ['bare', true],
    ['possible', true],
  ];
  for (const [sureness, either] of tiers) {
    const at = ['same', 'bare', 'possible'].indexOf(sureness);
    const byKey = new Map<string, Set<KnownUnit>>();
    for (const unit of standing) {
      if (taken.has(unit.unitId)) continue;
      for (const key of keysOf(at, unit.level, either ? [unit.nameKy, unit.nameRu] : [unit.nameKy]))
        byKey.set(key, (byKey.get(key) ?? new Set()).add(unit));
    }
    for (const draft of rows) {
      if (draft.existing !== null || refused.has(draft) || draft.nameKy === '') continue;
      const found = new Set(
        keysOf(at, draft.level, either ? [draft.nameKy, draft.nameRu] : [draft.nameKy]).flatMap((key) => [
          ...(byKey.get(key) ?? []),
        ]),
      );
      const free = [...found].filter((unit) => !taken.has(unit.unitId));
      const [unit] = free;
      if (unit === undefined) continue;
      const exact = free.find((one) => one.nameKy === draft.nameKy);
      if (free.length > 1 && exact === undefined) {
        const names = free.map(({ nameKy }) => nameKy).join(', ');
        refused.add(draft);
        report(draft.row, 'unit-ambiguous', { value: draft.nameKy, names });
        continue;
      }
      const match = exact ?? unit;
      draft.existing = match.unitId;
      draft.differences = differencesOf(draft, match);
      if (either) note(draft.row, 'unit-possible', { value: draft.nameKy, name: match.nameKy });
    }
    for (const draft of rows) if (draft.existing !== null) taken.add(draft.existing);
  }
}

function differencesOf(draft: Draft, unit: KnownUnit): UnitDifference[] {
  const { said, code, kind } = draft;
  const found: UnitDifference[] = [];
  const differ = (field: UnitDifference['field'], take: DifferenceChoice, was: string, now: string): void => {
    if (was !== now) found.push({ field, take, was, now });
  };
  differ('nameKy', 'nameKy', unit.nameKy, draft.nameKy);
  // A unit without a Russian name carries the Kyrgyz one in its place.
  const noRussian = unit.nameRu === unit.nameKy;
  if (said.nameRu) differ('nameRu', noRussian ? 'nameRu-empty' : 'nameRu', unit.nameRu, draft.nameRu);
  if (said.kind && kind !== null) differ('kind', 'kind', unit.kind ?? '', kind);
  if (code !== null) differ('code', unit.code === null ? 'code-empty' : 'code', unit.code ?? '', code);
  return [...found, ...figureDifferences(draft, unit.figures)];
}

/** One name twice under one parent, one code twice; names that only may be one are noted. */
export function refuseTwins(drafts: readonly Draft[], report: Report, note: Report): void {
  const seen = new Map<string, Draft>();
  const alike = new Map<string, Draft>();
  const codes = new Map<string, number>();
  for (const draft of drafts) {
    if (draft.nameKy !== '' && draft.placed) {
      const parent =
        draft.parent === null
          ? ''
          : 'unitId' in draft.parent
            ? draft.parent.unitId
            : `row ${draft.parent.row}`;
      const [same, , possible] = unitKeys(draft.nameKy, draft.level).map(([, key]) => key);
      const key = `${draft.level}:${parent}:`;
      const first = seen.get(key + same!);
      const near = alike.get(key + possible!);
      if (first !== undefined) report(draft.row, 'twice', { first: first.row });
      else if (near !== undefined && draft.existing === null)
        note(draft.row, 'twin-possible', { value: draft.nameKy, name: near.nameKy, first: near.row });
      if (first === undefined) seen.set(key + same!, draft);
      if (near === undefined) alike.set(key + possible!, draft);
    }
    if (draft.code !== null) {
      const first = codes.get(draft.code);
      if (first !== undefined) report(draft.row, 'code-twice', { first, value: draft.code });
      else codes.set(draft.code, draft.row);
    }
  }
}
