import { renderPdf } from '../src/platform/documents/render.ts';
import { minutesPaper } from '../src/public-meetings/documents/minutes.ts';
import type { PublicItem } from '../src/public-meetings/data/public-meetings.ts';
import { median } from './figure.ts';

/** Minutes of so many lines of speech, with the list of so many participants as their annex. */
const [speeches, participants] = [500, 300] as const;

const names = ['Асанова Гүлнара', 'Бекболотов Азамат', 'Жумалиева Айгүл', 'Токтогулов Нурбек'];

/** Milliseconds that the PDF of long minutes takes in its worker: the middle of five, after a first one that loads it. */
export async function printMinutes(): Promise<{ readonly value: number; readonly note: string }> {
  const meeting = longMeeting();
  const paper = minutesPaper(
    {
      office: {
        oblast: { nameKy: 'Жалал-Абад', nameRu: 'Джалал-Абад' },
        district: { nameKy: 'Токтогул', nameRu: 'Токтогул' },
        municipality: { nameKy: 'Көк-Ирим', nameRu: 'Кок-Ирим', kind: 'aiylAimak' },
        settings: {
          ...{
            headActName: 'тескеме',
            headName: '',
            headPostKy: '',
            headPostRu: '',
            address: '',
            contact: '',
          },
          ...{ executiveNameKy: '', executiveNameRu: '', seatKy: 'Бирдик айылы', seatRu: 'с. Бирдик' },
        },
      },
      registration: { number: '1', issuedOn: '2026-06-17', signedBy: null, isDraft: false },
      meeting,
      villages: new Map(),
      votes: () => [],
      open: false,
      annex: true,
    },
    'ky',
  );
  await renderPdf(paper);
  const times: number[] = [];
  let bytes = 0;
  for (let time = 0; time < 5; time++) {
    const began = performance.now();
    bytes = (await renderPdf(paper)).length;
    times.push(performance.now() - began);
  }
  return {
    value: median(times),
    note: `${speeches} lines, ${participants} participants, ${Math.round(bytes / 1024)} KB; the longest of five took ${Math.round(Math.max(...times))} ms`,
  };
}

function longMeeting(): PublicItem {
  const said = Array.from({ length: speeches }, (_, index) => ({
    ...{ id: `${index}`, agendaItemId: 'item', number: index + 1, kind: 'speech', official: '' },
    ...{
      residentName: '',
      nameAgreed: false,
      sex: index % 2 ? 'male' : 'female',
      villageId: null,
      slip: null,
    },
    ...{ minutes: 3, textLang: 'ky' },
    text: `${index + 1}. Мектепке барчу жолго шагыл төгүлсө, жазында балдар ылай кечпейт.`,
  }));
  const people = Array.from({ length: participants }, (_, index) => ({
    ...{ id: `${index}`, number: index + 1, fullName: names[index % names.length], age: 20 + (index % 60) },
    occupation: 'дыйкан',
  }));
  return {
    ...{ id: 'meeting', form: 'hearing', title: 'Бюджеттин долбоору', titleLang: 'ky', titleOther: '' },
    ...{ level: 'municipality', street: '', villageId: null, plannedOn: '2026-06-16', heldOn: '2026-06-16' },
    ...{ startsAt: '14:00', endsAt: '17:00', venue: 'Клуб', heldVenue: null, bindingBy: '', notes: {} },
    agenda: [
      {
        id: 'item',
        text: 'Бюджет',
        other: '',
        speaker: '',
        heard: '',
        decision: 'Маалыматка алынсын',
        events: [],
      },
    ],
    sums: { people: participants, women: 160, men: 140 },
    ...{ offices: [], speeches: said, people, elected: [] },
  } as unknown as PublicItem;
}
