import { describe, expect, it } from 'vitest';
import { cases, random, seed } from '../../../test/generated.ts';
import { nameKey } from '../../methods/names.ts';
import { unitLevels } from './unit-levels.ts';
import { importColumns } from './unit-columns.ts';
import { checkImport, type KnownUnit } from './unit-import.ts';
import { parentCell } from './unit-places.ts';
import { parentLevels } from './versions.ts';

const stems = ['Ак', 'Кара', 'Көк', 'Жаңы', 'Чоң', 'Нарын', 'Ош', 'Тоң'];
const ends = ['Суу', 'Тоо', 'Төө', 'Жар', 'Булак', 'Өзөн', 'Озон', 'Шаар', 'Айыл', '1', '11'];
const behind = {
  oblast: ' облусу',
  district: ' району',
  municipality: ' айыл аймагы',
  village: ' айылы',
} as const;

/** A country whose names are as alike as names get: the same under different parents, ө beside о, words of levels. */
function country(next: () => number): KnownUnit[] {
  const units: KnownUnit[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  for (const level of unitLevels) {
    for (let n = 0; n < { oblast: 3, district: 6, municipality: 12, village: 40 }[level]; n++) {
      const kind =
        level !== 'municipality' ? null : next() < 0.3 ? ('town' as const) : ('aiylAimak' as const);
      const above = units.filter((unit) => parentLevels(level, kind).includes(unit.level));
      const parentId = level === 'oblast' || (kind === 'town' && next() < 0.3) ? null : pick(above).unitId;
      const nameKy = `${pick(stems)}-${pick(ends)}${next() < 0.2 ? behind[level] : ''}`;
      const nameRu = next() < 0.5 ? nameKy : nameKy.replaceAll('ө', 'е').replaceAll('ң', 'н');
      const twin = units.some(
        (unit) =>
          unit.level === level && unit.parentId === parentId && nameKey(unit.nameKy) === nameKey(nameKy),
      );
      if (twin) continue;
      const code = next() < 0.5 ? String(41_700_000_000_000 + units.length) : null;
      units.push({ unitId: `u${units.length}`, level, parentId, nameKy, nameRu, kind, code });
    }
  }
  return units;
}

/** The rows of the export. */
function exported(units: readonly KnownUnit[]): string[][] {
  const above = (unit: KnownUnit): KnownUnit[] => {
    const parent = units.find((other) => other.unitId === unit.parentId);
    return parent === undefined ? [] : [...above(parent), parent];
  };
  return [
    importColumns.filter((column) => column !== 'households'),
    ...units.map((unit) => [
      unit.level,
      unit.nameKy,
      unit.nameRu,
      parentCell(unit, above(unit)),
      unit.kind ?? '',
      unit.code ?? '',
    ]),
  ];
}

describe('generated countries', () => {
  it('an export imported again is all known, and differs in nothing', () => {
    const next = random(seed);
    for (let n = 0; n < cases({ sample: 12, long: 600 }); n++) {
      const units = country(next);
      const check = checkImport(exported(units), units);
      expect(check.problems).toEqual([]);
      expect(check.notes).toEqual([]);
      expect(check.units.map(({ existing }) => existing)).toEqual(units.map(({ unitId }) => unitId));
      expect(check.units.flatMap(({ differences }) => differences)).toEqual([]);
    }
  });

  it('into an empty system every row is a unit of its own; none becomes another', () => {
    const next = random(seed + 1);
    for (let n = 0; n < cases({ sample: 12, long: 600 }); n++) {
      const units = country(next);
      const check = checkImport(exported(units), []);
      expect(check.problems).toEqual([]);
      expect(check.units).toHaveLength(units.length);
      expect(check.units.every(({ existing }) => existing === null)).toBe(true);
      const rowOf = new Map(check.units.map((unit, index) => [units[index]!.unitId, unit.row]));
      for (const [index, unit] of check.units.entries()) {
        const above = units[index]!.parentId;
        expect(unit.parent).toEqual(above === null ? null : { row: rowOf.get(above) });
      }
    }
  });

  it('into a part of itself: what stands is found, what is missing is new, nothing is silently the other', () => {
    const next = random(seed + 2);
    for (let n = 0; n < cases({ sample: 12, long: 600 }); n++) {
      const units = country(next);
      const missing = new Set(units.filter(({ level }) => level === 'village' && next() < 0.3));
      const check = checkImport(
        exported(units),
        units.filter((unit) => !missing.has(unit)),
      );
      for (const [index, row] of check.units.entries()) {
        const unit = units[index]!;
        if (!missing.has(unit)) expect(row.existing).toBe(unit.unitId);
        else if (row.existing !== null)
          expect(check.notes.some((note) => note.row === row.row && note.code === 'unit-possible')).toBe(
            true,
          );
      }
    }
  });
});
