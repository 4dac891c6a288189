import { test } from 'vitest';
import { expectSystemOnly, openNeighbours, row } from '../../test/acting.ts';
import { systemGate } from '../../test/database.ts';
import type { z } from 'zod';
import { runCommand, type Command } from '../platform/db/command.ts';
import type { Role } from '../platform/db/gate.ts';
import { openSystem, type SystemScope } from '../platform/db/scope.ts';
import { abolishUnit } from './commands/abolish-unit.ts';
import { digestOf, removeEmblem, saveEmblem } from './commands/emblem.ts';
import { createUnit } from './commands/create-unit.ts';
import { dropImport, importUnits } from './commands/import-units.ts';
import { mergeUnits } from './commands/merge-units.ts';
import { moveUnit } from './commands/move-unit.ts';
import { renameUnit } from './commands/rename-unit.ts';
import { saveSettings } from './commands/save-settings.ts';
import { saveVillageProfile } from './commands/save-village-profile.ts';
import { removeUnit } from './commands/remove-unit.ts';
import { splitUnit } from './commands/split-unit.ts';
import { stageImport } from './commands/stage-import.ts';
import { keepUnits } from './rules/kept-units.ts';
import { templateRows } from './rules/unit-template.ts';

// Who may do what with units, profiles and settings; the input is right for those who may, so that only the person can
// be wrong.

const places = openNeighbours({ villages: ['Кум', 'Таш'] });

test('profiles and settings: each command, each role, and people of another municipality', async () => {
  const keepers: readonly Role[] = ['administrator', 'head', 'staff'];
  const villageId = places.home.villages[0]!.id;
  const population = [{ sex: 'female', ageBand: '18-35', people: 100 }];
  const settings = {
    ageGroups: ['18-30', '31+'],
    stickersPerPerson: 4,
    headActName: 'буйрук',
    headPostKy: 'Мэр',
    headPostRu: 'Мэр',
  };
  const arms = new Uint8Array(60).fill(7);
  await places.expectTable([
    row(saveVillageProfile, { villageId, asOf: '2024-03-01', population }, keepers),
    row(saveSettings, settings, keepers, { abroad: 'their-own' }),
    row(saveEmblem(arms), { digest: digestOf(arms) }, keepers, { abroad: 'their-own' }),
    row(removeEmblem, {}, keepers, { abroad: 'their-own' }),
  ]);
});

test('units are changed by system administrators and by nobody of a municipality', async () => {
  const on = '2024-01-01';
  const names = { nameKy: 'Жаңы Айыл', nameRu: 'Новое Село' };
  const [village, second] = places.home.villages.map(({ id }) => id);
  const kept = keepUnits(templateRows().map((cells) => cells.map(String)));
  const staged = await openSystem(places.base.db, systemGate(), async (scope) => {
    const made = await runCommand(scope, stageImport(kept), { fileName: 'а.csv', digest: kept.digest, on });
    if (!made.ok) throw new Error(made.code);
    return made.value.id;
  });
  const parts = [{ nameKy: 'Жаңы', nameRu: 'Новый', kind: 'aiylAimak' }];
  const system = async <S extends z.ZodType, T>(command: Command<S, T, SystemScope>, input: unknown) => {
    await expectSystemOnly(places.base.db, command, input, places.home);
  };
  await system(createUnit, { level: 'village', ...names, parentId: places.home.id, on });
  await system(renameUnit, { unitId: village, ...names, on });
  await system(moveUnit, { unitId: village, parentId: places.away.id, on });
  await system(mergeUnits, {
    unitIds: [places.home.id, places.away.id],
    nameKy: 'Бирге',
    nameRu: 'Вместе',
    on,
  });
  await system(splitUnit, { unitId: places.home.id, keep: true, parts, children: { [second!]: 0 }, on });
  await system(abolishUnit, { unitId: village, on });
  const { id: slip } = await openSystem(places.base.db, systemGate(), async (scope) => {
    const made = await runCommand(scope, createUnit, { level: 'oblast', nameKy: 'Ката', nameRu: 'Ката', on });
    if (!made.ok) throw new Error(made.code);
    return made.value;
  });
  await system(removeUnit, { unitId: slip });
  await system(stageImport(kept), { fileName: 'б.csv', digest: kept.digest, on });
  await system(importUnits, { importId: staged, take: [] });
  await system(dropImport, { importId: staged });
});
