import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { UnitLevel } from '../schema.ts';
import { nameKey } from '../../methods/names.ts';
import { alikeBefore, checkAlike, checkName, firstAlike } from './change-names.ts';
import { no, type ChangeRefusal } from './change-refusal.ts';
import { mayStandAlone, parentLevels, unitAt, type UnitKind, type UnitVersion } from './versions.ts';

/** The names and place of a version that begins. */
export type NewVersion = {
  readonly unitId: string;
  readonly parentId: string | null;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly kind: UnitKind | null;
};

/** What a change does to versions, all on one day. */
export type ChangePlan = {
  /** New identities, before their versions. */
  readonly begin: readonly {
    readonly unitId: string;
    readonly level: UnitLevel;
    readonly code: string | null;
  }[];
  /** Units whose open version ends on the day. */
  readonly end: readonly string[];
  /** Versions that begin on the day. A unit whose open version began on that very day is corrected in place. */
  readonly open: readonly NewVersion[];
};

export type ChangeResult = { readonly ok: true; readonly plan: ChangePlan } | ChangeRefusal;

/** Everything the rules look at: all versions of all units. */
export type Territory = {
  readonly versions: readonly UnitVersion[];
  readonly of: (unitId: string) => readonly UnitVersion[];
  /** The last version of a unit that has not ended; undefined when it has, or never was. */
  readonly openOf: (unitId: string) => UnitVersion | undefined;
};

/** Arranges versions for the rules. */
export function territoryOf(versions: readonly UnitVersion[]): Territory {
  const byUnit = new Map<string, UnitVersion[]>();
  for (const version of versions) {
    const list = byUnit.get(version.unitId);
    if (list) list.push(version);
    else byUnit.set(version.unitId, [version]);
  }
  return {
    versions,
    of: (unitId) => byUnit.get(unitId) ?? [],
    openOf: (unitId) => byUnit.get(unitId)?.find((version) => version.validTo === null),
  };
}

/** The parent a unit of this level may stand under from that day on: the level above, existing then and not ended. */
export function checkParent(
  territory: Territory,
  level: UnitLevel,
  parentId: string | null,
  on: IsoDate,
  kind: UnitKind | null = null,
): ChangeRefusal | null {
  const wanted = parentLevels(level, kind);
  if (wanted.length === 0) return parentId === null ? null : no('unit-parent-level', 'parentId');
  if (parentId === null) return mayStandAlone(level, kind) ? null : no('unit-parent-missing', 'parentId');
  const parent = territory.openOf(parentId);
  if (parent === undefined) return no('unit-parent-ended', 'parentId');
  if (!wanted.includes(parent.level)) return no('unit-parent-level', 'parentId');
  if (unitAt(territory.of(parentId), on) === undefined) {
    return no('unit-parent-not-yet', 'parentId', { name: parent.nameKy });
  }
  return null;
}

/** A unit can change on a day when it has not ended and its last change is not later. */
function checkUnit(territory: Territory, unitId: string, on: IsoDate, field: string): ChangeRefusal | null {
  const versions = territory.of(unitId);
  if (versions.length === 0) return no('not-found', field);
  const open = territory.openOf(unitId);
  if (open === undefined) return no('unit-ended', field, { name: versions.at(-1)?.nameKy ?? '' });
  if (on < open.validFrom)
    return no('unit-date-too-early', 'on', { name: open.nameKy, date: open.validFrom });
  return null;
}

/** An end on the day a version began would leave a version of no days. */
function checkEnd(territory: Territory, unitId: string, on: IsoDate): ChangeRefusal | null {
  const open = territory.openOf(unitId);
  return open && on <= open.validFrom
    ? no('unit-date-too-early', 'on', { name: open.nameKy, date: open.validFrom })
    : null;
}

const childrenOf = (territory: Territory, parentId: string): UnitVersion[] =>
  territory.versions.filter((version) => version.validTo === null && version.parentId === parentId);

const sameAs = (version: UnitVersion, changes: Partial<NewVersion>): NewVersion => ({
  unitId: version.unitId,
  parentId: version.parentId,
  nameKy: version.nameKy,
  nameRu: version.nameRu,
  kind: version.kind,
  ...changes,
});

/** A municipality has a kind; the other levels have none. */
function checkKind(level: UnitLevel, kind: UnitKind | null): ChangeRefusal | null {
  if (level === 'municipality' && kind === null) return no('required', 'kind');
  return level !== 'municipality' && kind !== null ? no('unit-kind-not-here', 'kind') : null;
}

export type CreateInput = Omit<NewVersion, 'unitId'> & {
  readonly unitId: string;
  readonly level: UnitLevel;
  readonly code: string | null;
  readonly on: IsoDate;
  /** Somebody has said that it is another unit than the one with a name alike. */
  readonly another?: boolean;
};

/** A unit begins: it needs a parent of the level above (none for an oblast) and a name of its own there. */
export function planCreate(territory: Territory, input: CreateInput): ChangeResult {
  const { unitId, level, code, parentId, nameKy, nameRu, kind, on } = input;
  const refusal =
    checkKind(level, kind) ??
    checkParent(territory, level, parentId, on, kind) ??
    checkName(territory, level, parentId, nameKy, []) ??
    (input.another === true ? null : checkAlike(territory, level, parentId, nameKy, []));
  if (refusal) return refusal;
  return {
    ok: true,
    plan: {
      begin: [{ unitId, level, code }],
      end: [],
      open: [{ unitId, parentId, nameKy, nameRu, kind }],
    },
  };
}

/** A unit gets another name from a day on; what was written before keeps the old one. */
export function planRename(
  territory: Territory,
  input: {
    unitId: string;
    nameKy: string;
    nameRu: string;
    kind?: UnitKind | null;
    on: IsoDate;
    another?: boolean;
  },
): ChangeResult {
  const wrong = checkUnit(territory, input.unitId, input.on, 'unitId');
  if (wrong) return wrong;
  const open = territory.openOf(input.unitId)!;
  const kind = open.level === 'municipality' ? (input.kind ?? open.kind) : null;
  if (open.nameKy === input.nameKy && open.nameRu === input.nameRu && open.kind === kind) {
    return no('unit-nothing-changed', 'nameKy');
  }
  // A town directly under an oblast or the republic cannot become a kind that stands under districts only.
  const refusal =
    (kind === open.kind ? null : checkParent(territory, open.level, open.parentId, input.on, kind)) ??
    checkName(territory, open.level, open.parentId, input.nameKy, [open.unitId]) ??
    (input.another === true
      ? null
      : checkAlike(territory, open.level, open.parentId, input.nameKy, [open.unitId]));
  if (refusal) return refusal;
  const { nameKy, nameRu } = input;
  return { ok: true, plan: { begin: [], end: [], open: [sameAs(open, { nameKy, nameRu, kind })] } };
}

/** A unit comes under another parent of the same level as before. */
export function planMove(
  territory: Territory,
  input: { unitId: string; parentId: string; on: IsoDate; another?: boolean },
): ChangeResult {
  const wrong = checkUnit(territory, input.unitId, input.on, 'unitId');
  if (wrong) return wrong;
  const open = territory.openOf(input.unitId)!;
  if (open.parentId === input.parentId) return no('unit-nothing-changed', 'parentId');
  const refusal =
    checkParent(territory, open.level, input.parentId, input.on, open.kind) ??
    checkName(territory, open.level, input.parentId, open.nameKy, [open.unitId]) ??
    (input.another === true
      ? null
      : checkAlike(territory, open.level, input.parentId, open.nameKy, [open.unitId]));
  // The form of a move asks for the parent alone.
  if (refusal) return { ...refusal, field: 'parentId' };
  return { ok: true, plan: { begin: [], end: [], open: [sameAs(open, { parentId: input.parentId })] } };
}

export type MergeInput = {
  /** Two or more units of one level. */
  readonly unitIds: readonly string[];
  /** The one of them that goes on, or null when a new unit begins. */
  readonly continueAs: string | null;
  /** The new unit's id; used when `continueAs` is null. */
  readonly newUnitId: string;
  readonly code: string | null;
  readonly parentId: string | null;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly kind: UnitKind | null;
  readonly on: IsoDate;
  /** Somebody has said that units with names alike are different ones. */
  readonly another?: boolean;
};

/**
 * Several units of one level become one: a new unit begins, or one of them goes on under its own or another name. The
 * others end. Whatever stood under them stands under the result from that day on.
 */
export function planMerge(territory: Territory, input: MergeInput): ChangeResult {
  const ids = [...new Set(input.unitIds)];
  if (ids.length < 2) return no('unit-merge-two', 'unitIds');
  for (const unitId of ids) {
    const wrong = checkUnit(territory, unitId, input.on, 'unitIds');
    if (wrong) return wrong;
  }
  const level = territory.openOf(ids[0]!)!.level;
  if (ids.some((unitId) => territory.openOf(unitId)!.level !== level))
    return no('unit-merge-levels', 'unitIds');
  if (input.continueAs !== null && !ids.includes(input.continueAs))
    return no('unit-merge-continue', 'continueAs');
  const ended = ids.filter((unitId) => unitId !== input.continueAs);
  for (const unitId of ended) {
    const wrong = checkEnd(territory, unitId, input.on);
    if (wrong) return wrong;
  }
  const result = input.continueAs ?? input.newUnitId;
  const refusal =
    checkKind(level, input.kind) ??
    checkParent(territory, level, input.parentId, input.on, input.kind) ??
    checkName(territory, level, input.parentId, input.nameKy, ids) ??
    (input.another === true ? null : checkAlike(territory, level, input.parentId, input.nameKy, ids));
  if (refusal) return refusal;
  const children = ended.flatMap((unitId) => childrenOf(territory, unitId));
  const moved = moveChildren(territory, children, () => result, input.on);
  if (!moved.ok) return moved;
  // Two villages of one name may come together in one municipality: someone has to say which is which first.
  const kept = input.continueAs === null ? [] : childrenOf(territory, input.continueAs);
  const together = [...kept, ...children];
  const names = together.map((child) => nameKey(child.nameKy));
  const twin = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twin >= 0) return no('unit-merge-same-names', 'unitIds', { name: together[twin]!.nameKy });
  const alike = input.another === true ? undefined : firstAlike(together);
  if (alike) return no('unit-names-alike', 'nameKy', { name: alike[0].nameKy, other: alike[1].nameKy });
  const { parentId, nameKy, nameRu, kind } = input;
  return {
    ok: true,
    plan: {
      begin: input.continueAs === null ? [{ unitId: result, level, code: input.code }] : [],
      end: ended,
      open: [{ unitId: result, parentId, nameKy, nameRu, kind }, ...moved.open],
    },
  };
}

export type SplitInput = {
  readonly unitId: string;
  /** Whether the old unit goes on as the part that keeps its name; otherwise it ends. */
  readonly keep: boolean;
  readonly parts: readonly {
    readonly unitId: string;
    readonly nameKy: string;
    readonly nameRu: string;
    readonly kind: UnitKind | null;
  }[];
  /** Where each unit under the old one goes: the id of a part; left out or the old unit's id, it stays. */
  readonly children: Readonly<Record<string, string>>;
  readonly on: IsoDate;
  /** Somebody has said that units with names alike are different ones. */
  readonly another?: boolean;
};

/** One unit becomes several: new ones begin beside it (it goes on) or instead of it (it ends). */
export function planSplit(territory: Territory, input: SplitInput): ChangeResult {
  const wrong = checkUnit(territory, input.unitId, input.on, 'unitId');
  if (wrong) return wrong;
  const open = territory.openOf(input.unitId)!;
  if (input.parts.length < (input.keep ? 1 : 2)) return no('unit-split-parts', 'parts');
  if (!input.keep) {
    const early = checkEnd(territory, input.unitId, input.on);
    if (early) return early;
  }
  const names = input.parts.map((part) => nameKey(part.nameKy));
  if (input.keep) names.push(nameKey(open.nameKy));
  if (new Set(names).size < names.length) return no('unit-split-same-names', 'parts');
  for (const [index, part] of input.parts.entries()) {
    const refusal =
      checkKind(open.level, part.kind) ??
      checkName(territory, open.level, open.parentId, part.nameKy, [open.unitId]) ??
      (input.another === true
        ? null
        : (alikeBefore(index, input, open) ??
          checkAlike(territory, open.level, open.parentId, part.nameKy, [open.unitId])));
    if (refusal) return { ...refusal, field: `parts.${index}.${refusal.field}` };
  }
  const parent = checkParent(territory, open.level, open.parentId, input.on, open.kind);
  if (parent) return parent;
  const targets = new Set(input.parts.map((part) => part.unitId));
  const children = childrenOf(territory, open.unitId);
  const leaving: UnitVersion[] = [];
  for (const child of children) {
    const target = input.children[child.unitId];
    if (target !== undefined && targets.has(target)) leaving.push(child);
    else if (!input.keep) return no('unit-split-child', `child-${child.unitId}`, { name: child.nameKy });
  }
  const moved = moveChildren(territory, leaving, (child) => input.children[child.unitId]!, input.on);
  if (!moved.ok) return moved;
  return {
    ok: true,
    plan: {
      begin: input.parts.map((part) => ({ unitId: part.unitId, level: open.level, code: null })),
      end: input.keep ? [] : [open.unitId],
      open: [...input.parts.map((part) => ({ ...part, parentId: open.parentId })), ...moved.open],
    },
  };
}

/** A unit ends without a successor; nothing may stand under it any more. */
export function planAbolish(territory: Territory, input: { unitId: string; on: IsoDate }): ChangeResult {
  const wrong =
    checkUnit(territory, input.unitId, input.on, 'unitId') ?? checkEnd(territory, input.unitId, input.on);
  if (wrong) return wrong;
  const child = childrenOf(territory, input.unitId)[0];
  if (child) return no('unit-has-children', 'unitId', { name: child.nameKy });
  // A unit that left this one on a later day still stood here on that day.
  const later = territory.versions.find(
    (version) => version.parentId === input.unitId && version.validTo !== null && version.validTo > input.on,
  );
  if (later) return no('unit-has-children', 'unitId', { name: later.nameKy });
  return { ok: true, plan: { begin: [], end: [input.unitId], open: [] } };
}

function moveChildren(
  territory: Territory,
  children: readonly UnitVersion[],
  target: (child: UnitVersion) => string,
  on: IsoDate,
): { ok: true; open: NewVersion[] } | ChangeRefusal {
  const open: NewVersion[] = [];
  for (const child of children) {
    const wrong = checkUnit(territory, child.unitId, on, 'on');
    if (wrong) return wrong;
    open.push(sameAs(child, { parentId: target(child) }));
  }
  return { ok: true, open };
}
