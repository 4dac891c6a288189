import type { Gate } from '../platform/db/gate.ts';
import { createUnit } from '../territory/commands/create-unit.ts';
import { day, moment, type Storyteller } from './storyteller.ts';

/** Where the units of the demonstration begin: long before anything else in it. */
export const unitsFrom = day(2012, 1, 1);

/** The oblast and district above both municipalities; the answer is the district's id. */
export async function makeDistrict(story: Storyteller, system: Gate, year: number): Promise<string> {
  const at = moment(year, 1, 8);
  const oblast = await story.actForSystem(system, at, 'oblast', createUnit, {
    level: 'oblast',
    nameKy: 'Жалал-Абад',
    nameRu: 'Джалал-Абад',
    on: unitsFrom,
  });
  const district = await story.actForSystem(system, at, 'district', createUnit, {
    level: 'district',
    nameKy: 'Токтогул',
    nameRu: 'Токтогул',
    parentId: oblast.id,
    on: unitsFrom,
  });
  return district.id;
}

/** A municipality with its villages; answers their ids in the order given. */
export async function makeMunicipality(
  story: Storyteller,
  system: Gate,
  year: number,
  district: string,
  facts: {
    readonly nameKy: string;
    readonly nameRu: string;
    readonly villages: readonly { readonly nameKy: string; readonly nameRu: string }[];
  },
): Promise<{ id: string; villages: string[] }> {
  const at = moment(year, 1, 8, 11);
  const { id } = await story.actForSystem(system, at, `unit ${facts.nameKy}`, createUnit, {
    level: 'municipality',
    kind: 'aiylAimak',
    nameKy: facts.nameKy,
    nameRu: facts.nameRu,
    parentId: district,
    on: unitsFrom,
  });
  const villages: string[] = [];
  for (const { nameKy, nameRu } of facts.villages) {
    const village = await story.actForSystem(system, at, `unit ${facts.nameKy} ${nameKy}`, createUnit, {
      level: 'village',
      nameKy,
      nameRu,
      parentId: id,
      on: unitsFrom,
    });
    villages.push(village.id);
  }
  return { id, villages };
}
