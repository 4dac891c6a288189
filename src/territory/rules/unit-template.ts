import type { Lang } from '../../platform/i18n/lang.ts';
import type { UnitLevel } from '../schema.ts';
import { headingIn, importColumns, templatePopulation } from './unit-columns.ts';
import type { UnitKind } from './versions.ts';

/** Words of levels and kinds that the template shows; a file may write them in many more ways (unit-words.ts). */
export const levelWord: Readonly<Record<UnitLevel, Readonly<Record<Lang, string>>>> = {
  oblast: { ky: 'облус', ru: 'область', en: 'oblast' },
  district: { ky: 'район', ru: 'район', en: 'district' },
  municipality: { ky: 'муниципалитет', ru: 'муниципалитет', en: 'municipality' },
  village: { ky: 'айыл', ru: 'село', en: 'village' },
};
export const kindWord: Readonly<Record<UnitKind, Readonly<Record<Lang, string>>>> = {
  aiylAimak: { ky: 'айыл аймагы', ru: 'айылный аймак', en: 'aiylAimak' },
  town: { ky: 'шаар', ru: 'город', en: 'town' },
};

/** The rows of the template: headings of the language and an invented district, units of each level and kind. */
export function templateRows(lang: Lang = 'en'): (string | number)[][] {
  const people = [410, 395, 260, 140, 430, 402, 251, 118];
  const level = (of: UnitLevel) => levelWord[of][lang];
  const kind = (of: UnitKind) => kindWord[of][lang];
  return [
    [...importColumns, ...templatePopulation].map((column) => headingIn(column, lang)),
    [level('oblast'), 'Мисал облусу', 'Примерная область', '', '', '', ''],
    [level('district'), 'Мисал району', 'Примерный район', 'Мисал облусу', '', '', ''],
    [
      level('municipality'),
      'Булак айыл аймагы',
      'Булакский айылный аймак',
      'Мисал району',
      kind('aiylAimak'),
      '',
      '',
    ],
    [level('village'), 'Ак-Булак', 'Ак-Булак', 'Булак айыл аймагы', '', '', 380, ...people],
    [level('municipality'), 'Мисал шаары', 'город Примерный', 'Мисал облусу', kind('town'), '', ''],
  ];
}
