import type { Cell, FlowBlock, PartBlock } from '../../platform/documents/model.ts';
import type { Translate } from '../../platform/i18n/catalogues.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { fmt } from '../../platform/i18n/format.ts';
import type { WorkPlanItem } from '../data.ts';
import { stages } from '../../drawings/words.ts';
import { partyText } from '../rules/party.ts';
import { shortName } from './names.ts';
import type { PaperLang } from './office.ts';

/** Who is answerable for a line: a person by name, or a body of the model in the paper's language. */
export function responsibleOf(
  item: Pick<WorkPlanItem, 'responsibleName' | 'responsibleText'>,
  t: Translate,
  options: { readonly withoutNames?: boolean } = {},
): string {
  const text = partyText(item.responsibleText, t);
  if (item.responsibleName === null || options.withoutNames) return text;
  return text ? `${shortName(item.responsibleName)}, ${text}` : shortName(item.responsibleName);
}

type Days = { readonly first: IsoDate; readonly last: IsoDate } | undefined;

/** The plan's line of the sessions, when the schedule has a day outside it. */
export function apartFromSchedule(items: readonly WorkPlanItem[], sessionDays: Days) {
  const line = items.find((item) => item.activity === 'S1.4');
  if (!line?.startsOn || !line.dueOn || !sessionDays) return undefined;
  const { id, startsOn, dueOn } = line;
  return sessionDays.first < startsOn || sessionDays.last > dueOn ? { id, startsOn, dueOn } : undefined;
}

/** The table of the plan (Annex 3): the lines under the eight stages. */
export function workPlanTable(
  items: readonly WorkPlanItem[],
  lang: PaperLang,
  t: Translate,
  options: { readonly open?: boolean; readonly apart?: string | undefined } = {},
): FlowBlock {
  const ky = lang === 'ky';
  const f = fmt(lang);
  const days = (item: WorkPlanItem): string => {
    if (item.startsOn && item.dueOn) {
      return item.startsOn === item.dueOn
        ? f.dateShort(item.dueOn)
        : `${f.dateShort(item.startsOn)} – ${f.dateShort(item.dueOn)}`;
    }
    return item.dueOn ? f.dateShort(item.dueOn) : item.startsOn ? f.dateShort(item.startsOn) : '';
  };
  let number = 0;
  const rows: Cell[][] = stages.flatMap((stage, index): Cell[][] => {
    const own = items.filter((item) => item.stage === stage);
    if (own.length === 0) return [];
    const heading: Cell[] = [
      { text: `${index + 1}. ${t(`cycle.stage.${stage}`)}`, columnSpan: 5, heading: true, bold: true },
    ];
    const lines = own.map((item): Cell[] => {
      number += 1;
      return [
        String(number),
        ky ? item.textKy : item.textRu,
        item.id === options.apart ? `${days(item)}\u00a0**` : days(item),
        responsibleOf(item, t, { withoutNames: options.open === true }),
        ky ? item.resultKy : item.resultRu,
      ];
    });
    return [heading, ...lines];
  });
  return {
    type: 'table',
    compact: true,
    columns: [
      { label: '№', width: 5, align: 'center' },
      { label: ky ? 'Иш-чара' : 'Мероприятие', width: 38 },
      { label: ky ? 'Мөөнөтү' : 'Срок', width: 14, align: 'center' },
      { label: ky ? 'Жооптуу' : 'Ответственный', width: 19 },
      { label: ky ? 'Натыйжа' : 'Результат', width: 24 },
    ],
    rows,
    ...(rows.length === 0 && { emptyRows: 8 }),
  };
}

/** The plan as a part of its own. */
export function workPlanPart(
  items: readonly WorkPlanItem[],
  lang: PaperLang,
  t: Translate,
  frame: {
    readonly year: number;
    /** First and last day of the sessions in the schedule. */
    readonly sessionDays?: Days;
    readonly head: readonly FlowBlock[];
    readonly foot: readonly FlowBlock[];
    readonly open?: boolean;
  },
): PartBlock {
  const { open, sessionDays } = frame;
  const apart = apartFromSchedule(items, sessionDays);
  return {
    type: 'part',
    page: { fontSize: 12 },
    blocks: [
      ...frame.head,
      {
        type: 'title',
        text: lang === 'ky' ? 'Жумушчу топтун\nИШ ПЛАНЫ' : 'ПЛАН РАБОТЫ\nрабочей группы',
        subtitle: lang === 'ky' ? `${frame.year}-жылдын цикли` : `цикл ${frame.year} года`,
      },
      workPlanTable(items, lang, t, { ...(open !== undefined && { open }), apart: apart?.id }),
      {
        type: 'note',
        mark: '*',
        text:
          lang === 'ky'
            ? 'План ЖМБАны эле эмес, жарандардын катышуу моделинин сегиз этабын тең камтыйт; мөөнөттөр жумушчу топтун чечими менен такталат.'
            : 'План охватывает не только СИНС, но и все восемь этапов модели участия граждан; сроки уточняются решением рабочей группы.',
      },
      ...(apart && sessionDays
        ? [
            {
              type: 'note' as const,
              mark: '**',
              text:
                lang === 'ky'
                  ? `Сессиялардын так күндөрү графикте: ${fmt('ky').dateRange(sessionDays.first, sessionDays.last)}.`
                  : `Точные дни сессий – в графике: ${fmt('ru').dateRange(sessionDays.first, sessionDays.last)}.`,
            },
          ]
        : []),
      ...frame.foot,
    ],
  };
}
