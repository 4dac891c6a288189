import type { Cell, FlowBlock, PartBlock, TableColumn } from '../../platform/documents/model.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { fmt } from '../../platform/i18n/format.ts';
import type { SessionItem } from '../../needs/sessions/data/sessions.ts';
import { shortName, bareKy, bareRu } from '../../cycle/documents/names.ts';
import type { PaperLang } from '../../cycle/documents/office.ts';

/** The age group as the schedule names it: «18–35», «56+». */
export function groupName(
  one: Pick<SessionItem, 'ageGroup' | 'sexMode' | 'audience' | 'part'>,
  lang: PaperLang,
): string {
  const sexes = {
    mixed: '',
    women: lang === 'ky' ? ', аялдар' : ', женщины',
    men: lang === 'ky' ? ', эркектер' : ', мужчины',
  };
  const name = one.audience ?? one.ageGroup.replace('-', '–');
  const part = one.part > 1 ? (lang === 'ky' ? ` (${one.part}-топ)` : ` (${one.part}-я группа)`) : '';
  return name + sexes[one.sexMode] + part;
}

/** The same in words, for the head of a programme: «18–35 жаштагылар», «18–35 лет», «56 жаш жана андан улуулар». */
export function groupWords(
  one: Pick<SessionItem, 'ageGroup' | 'sexMode' | 'audience' | 'part'>,
  lang: PaperLang,
): string {
  const name = groupName(one, lang);
  if (one.audience !== null) return name;
  const [age = '', ...rest] = name.split(/(?=[, ])/);
  const tail = rest.join('');
  if (age.endsWith('+')) {
    const from = age.slice(0, -1);
    return (lang === 'ky' ? `${from} жаш жана андан улуулар` : `${from} лет и старше`) + tail;
  }
  return (lang === 'ky' ? `${age} жаштагылар` : `${age} лет`) + tail;
}

/** What stands where a session has no venue yet: an empty cell would look forgotten. */
export const venueOpen = { ky: 'дареги такталат', ru: 'адрес уточняется' } as const;

/** The table of the schedule (Annex 4): villages in their order, sessions by day and hour. */
export function scheduleTable(
  sessions: readonly SessionItem[],
  lang: PaperLang,
  options: { readonly open?: boolean } = {},
): FlowBlock {
  const ky = lang === 'ky';
  const f = fmt(lang);
  const columns: TableColumn[] = [
    { label: '№', width: 4, align: 'center' },
    { label: ky ? 'Айыл' : 'Село', width: 12 },
    { label: ky ? 'Иш-чаранын түрү' : 'Вид мероприятия', width: 13 },
    { label: ky ? 'Курактык топ' : 'Возрастная группа', width: 11, align: 'center' },
    { label: ky ? 'Күнү' : 'Дата', width: 11, align: 'center' },
    { label: ky ? 'Убактысы' : 'Время', width: 11, align: 'center' },
    { label: ky ? 'Өтө турган жери' : 'Место проведения', width: 18 },
    ...(options.open ? [] : [{ label: ky ? 'Алып баруучулар' : 'Ведущие', width: 18 }]),
    { label: ky ? 'Адамдардын саны' : 'Число людей', width: 8, align: 'number' },
  ];
  const villageName = (one: SessionItem) => (ky ? bareKy(one.village.nameKy) : bareRu(one.village.nameRu));
  const byVillage = [...new Set(sessions.map((one) => one.villageId))]
    .map((id) => sessions.filter((one) => one.villageId === id))
    .sort((a, b) => f.compare(villageName(a[0]!), villageName(b[0]!)));
  let number = 0;
  const rows: Cell[][] = byVillage.flatMap((own) =>
    own.map((one, index) => {
      number += 1;
      const cells: Cell[] = [String(number)];
      if (index === 0) cells.push({ text: villageName(one), rowSpan: own.length, bold: true });
      cells.push(
        ky ? 'ЖМБА-сессия' : 'Сессия СИНС',
        groupName(one, lang),
        one.plannedOn ? f.dateShort(one.plannedOn) : '',
        one.startsAt ? (one.endsAt ? f.timeRange(one.startsAt, one.endsAt) : f.time(one.startsAt)) : '',
        one.venue.trim() || venueOpen[lang],
      );
      if (!options.open) cells.push(one.facilitators.map((person) => shortName(person.fullName)).join(', '));
      cells.push(one.plannedPeople === null ? '' : String(one.plannedPeople));
      return cells;
    }),
  );
  const people = sessions.reduce((sum, one) => sum + (one.plannedPeople ?? 0), 0);
  return {
    type: 'table',
    columns,
    rows,
    compact: true,
    ...(rows.length === 0
      ? { emptyRows: 6 }
      : {
          foot: [
            [
              { text: ky ? 'Бардыгы' : 'Всего', columnSpan: columns.length - 1 },
              people > 0 ? String(people) : '',
            ],
          ],
        }),
  };
}

/** The first and the last day of the sessions that have one. */
export function sessionDays(
  sessions: readonly Pick<SessionItem, 'plannedOn'>[],
): { readonly first: IsoDate; readonly last: IsoDate } | undefined {
  const days = sessions.flatMap((one) => one.plannedOn ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first !== undefined && last !== undefined ? { first, last } : undefined;
}

/** The schedule as a landscape part; `head` stands above it (a stamp or a letterhead), `foot` below. */
export function schedulePart(
  sessions: readonly SessionItem[],
  lang: PaperLang,
  frame: {
    readonly head: readonly FlowBlock[];
    readonly foot: readonly FlowBlock[];
    readonly open?: boolean;
  },
): PartBlock {
  const days = sessionDays(sessions);
  return {
    type: 'part',
    page: { orientation: 'landscape', fontSize: 12 },
    blocks: [
      ...frame.head,
      {
        type: 'title',
        text: lang === 'ky' ? 'ЖМБА-иш-чараларын өткөрүүнүн\nГРАФИГИ' : 'ГРАФИК\nпроведения мероприятий СИНС',
        ...(days && { subtitle: fmt(lang).dateRange(days.first, days.last) }),
      },
      scheduleTable(sessions, lang, frame.open === undefined ? {} : { open: frame.open }),
      ...frame.foot,
    ],
  };
}
