/**
 * Default word lists of the matcher. They are data: a municipality edits them and passes its own. None of them decides
 * anything; they only change the order of what reads alike. What is offered follows the lexicon (`things.ts`, `troubles.ts`).
 */

/** Words that say nothing about which problem is meant ("there is no", "old", "in the village"). */
export const defaultStopWords: readonly string[] = (
  'жок жоктугу жана менен үчүн керек маселеси айыл айылда айылдын ичиндеги ичинде бар эмес жетишсиз жетишпейт ' +
  'начар начардыгы начардыгынын эски эскирген бузулган куруу оңдоо калган турат орун жай капиталдык ' +
  'нет не в на и для отсутствие отсутствует нехватка хватает плохое плохой состояние нужно требует ремонт ремонта ' +
  'села селе село старые старый здание работает мест'
).split(' ');

/** A Kyrgyz stem and the stem of the Russian word that means the same. Stems or whole words, as the editor likes. */
export interface GlossaryPair {
  readonly ky: string;
  readonly ru: string;
}

/** Words of local services in both languages (methods, F-TXT-3). */
export const defaultGlossary: readonly GlossaryPair[] = (
  'суу=вод жол=дорог көчө=улиц бакча=сад бала=детск жарык=освещен таштанды=мусор мектеп=школ чатыр=крыш ' +
  'дарыгер=врач фап=фап спорт=спортивн сугат=поливн арык=арык таза=чист ичүүчү=питьев асфальттоо=асфальтирова ' +
  'жаштар=молодеж түтүк=труб түтүктөрү=труб жылытуу=отоплен ички=внутрен аянтча=площадк агып=протека'
)
  .split(' ')
  .map((pair) => {
    const [ky = '', ru = ''] = pair.split('=');
    return { ky, ru };
  });
