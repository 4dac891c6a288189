import type { DocumentModel } from '../../platform/documents/model.ts';
import type { Translate } from '../../platform/i18n/catalogues.ts';
import { fmt } from '../../platform/i18n/format.ts';
import type { SessionItem } from '../../needs/sessions/data/sessions.ts';
import {
  focusGroupProgramme,
  minutesOf,
  sessionProgramme,
  timetable,
  type ProgrammePart,
} from '../rules/programme.ts';
import { bareRu, unbroken, villageKy } from '../../cycle/documents/names.ts';
import { executiveName, type Office, type PaperLang, type UnitName } from '../../cycle/documents/office.ts';
import { groupWords } from './schedule.ts';

function table(
  kind: 'session' | 'focusGroup',
  programme: readonly ProgrammePart[],
  startsAt: string,
  lang: PaperLang,
  t: Translate,
) {
  const ky = lang === 'ky';
  const f = fmt(lang);
  return {
    type: 'table' as const,
    columns: [
      { label: ky ? 'Убактысы' : 'Время', width: 18, align: 'center' as const },
      { label: ky ? 'Мазмуну' : 'Содержание', width: 52 },
      { label: ky ? 'Усулдар' : 'Методы', width: 30 },
    ],
    rows: timetable(programme, startsAt).map((part) => [
      f.timeRange(part.from, part.to),
      t(`cycle.programme.${kind}.${part.key}`),
      part.methods.length === 0 ? '–' : part.methods.map((method) => t(`cycle.method.${method}`)).join('\n'),
    ]),
    foot: [
      [
        ky ? 'Бардыгы' : 'Всего',
        { text: t('cycle.minutes', { count: minutesOf(programme) }), columnSpan: 2 },
      ],
    ],
  };
}

function villageText(village: UnitName, lang: PaperLang): string {
  return lang === 'ky' ? villageKy(village.nameKy) : `село ${bareRu(village.nameRu)}`;
}

/** The programme of one session (Annex 5), from its place in the schedule. */
export function sessionProgrammePaper(
  office: Office,
  one: SessionItem,
  lang: PaperLang,
  t: Translate,
): DocumentModel {
  const ky = lang === 'ky';
  const f = fmt(lang);
  const startsAt = one.startsAt ?? '10:00';
  const women = one.plannedWomen;
  const people = one.plannedPeople;
  const count =
    people === null
      ? ky
        ? '20–25 киши, алардын ичинде ___ эркек жана ___ аял'
        : '20–25 человек, в том числе ___ мужчин и ___ женщин'
      : ky
        ? `${people} киши, алардын ичинде ${women === null ? '___' : people - women} эркек жана ${women ?? '___'} аял`
        : `${people} чел., в том числе мужчин – ${women === null ? '___' : people - women}, женщин – ${women ?? '___'}`;
  const led = one.facilitators
    .map((person) => `${unbroken(person.fullName)} (${t(`cycle.role.${person.role}`)})`)
    .join('; ');
  return {
    title: ky ? 'ЖМБА-сессиянын программасы' : 'Программа сессии СИНС',
    layout: 2,
    lang,
    author: executiveName(office, lang),
    ...(one.plannedOn && { date: new Date(`${one.plannedOn}T00:00:00Z`) }),
    blocks: [
      {
        type: 'title',
        text: ky ? 'ЖМБА-сессиянын\nПРОГРАММАСЫ' : 'ПРОГРАММА\nсессии СИНС',
        subtitle: `${villageText(one.village, lang)}, ${groupWords(one, lang)}`,
      },
      {
        type: 'fields',
        fields: [
          { label: ky ? 'Күнү' : 'Дата', ...(one.plannedOn && { value: f.dateLong(one.plannedOn) }) },
          {
            label: ky ? 'Убактысы' : 'Время',
            ...(one.startsAt && {
              value: f.timeRange(
                one.startsAt,
                one.endsAt ?? timetable(sessionProgramme, startsAt).at(-1)!.to,
              ),
            }),
          },
          { label: ky ? 'Өтө турган жери' : 'Место проведения', ...(one.venue && { value: one.venue }) },
          {
            label: ky ? 'Жолугушуунун катышуучулары' : 'Участники встречи',
            value: ky
              ? `${villageKy(one.village.nameKy, 'genitive')} тургундары, ${groupWords(one, lang)}`
              : `жители, ${villageText(one.village, lang)}, ${groupWords(one, lang)}`,
          },
          { label: ky ? 'Саны' : 'Количество', value: count },
          { label: ky ? 'Алып баруучулар' : 'Ведущие', ...(led && { value: led }) },
          { label: ky ? 'Жолугушуунун максаты' : 'Цель встречи', value: t('cycle.programme.session.aim') },
        ],
      },
      table('session', sessionProgramme, startsAt, lang, t),
    ],
  };
}

/** The programme of a village's focus group: its day is filled by hand until focus groups are planned here. */
export function focusGroupProgrammePaper(
  office: Office,
  village: UnitName,
  lang: PaperLang,
  t: Translate,
): DocumentModel {
  const ky = lang === 'ky';
  return {
    title: ky ? 'ЖМБА-фокус-топтун программасы' : 'Программа фокус-группы СИНС',
    layout: 2,
    lang,
    author: executiveName(office, lang),
    blocks: [
      {
        type: 'title',
        text: ky ? 'ЖМБА-фокус-топтун\nПРОГРАММАСЫ' : 'ПРОГРАММА\nфокус-группы СИНС',
        subtitle: villageText(village, lang),
      },
      {
        type: 'fields',
        fields: [
          { label: ky ? 'Күнү' : 'Дата' },
          { label: ky ? 'Убактысы' : 'Время', value: fmt(lang).timeRange('10:00', '12:50') },
          { label: ky ? 'Өтө турган жери' : 'Место проведения' },
          {
            label: ky ? 'Жолугушуунун катышуучулары' : 'Участники встречи',
            value: t('cycle.programme.focusGroup.people'),
          },
          { label: ky ? 'Алып баруучулар' : 'Ведущие' },
          { label: ky ? 'Жолугушуунун максаты' : 'Цель встречи', value: t('cycle.programme.focusGroup.aim') },
        ],
      },
      table('focusGroup', focusGroupProgramme, '10:00', lang, t),
    ],
  };
}
