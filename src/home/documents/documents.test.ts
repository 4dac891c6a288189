import { expect, test } from 'vitest';
import { renderDocx } from '../../platform/documents/docx.ts';
import { renderHtml } from '../../platform/documents/html.tsx';
import { pdfPages, pageText } from '../../platform/documents/pdf-text-of.ts';
import { renderPdf } from '../../platform/documents/pdf.ts';
import { bothLanguages } from '../../acts/rules.ts';
import {
  shortName,
  signedName,
  aimakGenitiveRu,
  bareKy,
  saysKind,
  districtRu,
  municipalityGenitiveKy,
  oblastRu,
  villageKy,
} from '../../cycle/documents/names.ts';
import {
  annexStamp,
  datedKy,
  executiveGenitiveKy,
  letterhead,
  seatOf,
  type Office,
  type Registration,
} from '../../cycle/documents/office.ts';
import { specialistOf } from '../../cycle/documents/order.ts';
import { groupOrderPaper } from '../../cycle/documents/order-working-group.ts';
import { groupWords, scheduleTable } from './schedule.ts';
import { apartFromSchedule } from '../../cycle/documents/work-plan.ts';
import type { WorkPlanItem } from '../../cycle/data.ts';
import type { SessionItem } from '../../needs/sessions/data/sessions.ts';

const office: Office = {
  oblast: { nameKy: 'Жалал-Абад', nameRu: 'Джалал-Абад' },
  district: { nameKy: 'Токтогул', nameRu: 'Токтогул' },
  municipality: { nameKy: 'Көк-Ирим', nameRu: 'Кок-Ирим', kind: 'aiylAimak' },
  settings: {
    headActName: 'тескеме',
    headName: 'А. Т. Бейшеналиева',
    headPostKy: 'Айыл өкмөтүнүн башчысы',
    headPostRu: 'Глава айыл окмоту',
    executiveNameKy: '',
    executiveNameRu: '',
    address: '',
    contact: '',
    seatKy: 'Арал айылы',
    seatRu: 'с. Арал',
  },
};
const signed: Registration = {
  number: '12',
  issuedOn: '2026-10-14',
  signedBy: 'А. Т. Бейшеналиева',
  isDraft: false,
};
const decree: Office = { ...office, settings: { ...office.settings, headActName: 'буйрук' } };

test('the specialist stands in Russian in brackets, for no name can be bent; short, so that no line is torn', () => {
  const person = { fullName: 'Жумабекова Айгүл Сапаровна', occupation: '' };
  expect(specialistOf(person, 'ky')).toBe('Жумабекова\u00a0А.\u00a0С.');
  expect(specialistOf(person, 'ru')).toBe('(Жумабекова\u00a0А.\u00a0С.)');
  const posted = { ...person, occupation: 'башкы адис' };
  expect(specialistOf(posted, 'ky')).toBe('Жумабекова\u00a0А.\u00a0С. (башкы адис)');
  expect(specialistOf(posted, 'ru')).toBe('(Жумабекова\u00a0А.\u00a0С., башкы адис)');
  const order = { office, registration: signed, members: [], specialist: person, basis: null };
  const said = (paper: object) => JSON.stringify(paper);
  expect(said(groupOrderPaper(order, 'ru'))).toContain('Специалисту (Жумабекова\u00a0А.\u00a0С.) обеспечить');
  // What was signed in the former words is compared with them.
  expect(said(groupOrderPaper({ ...order, wording: 'full' }, 'ru'))).toContain(
    'Специалисту Жумабекова\u00a0Айгүл\u00a0Сапаровна обеспечить',
  );
});

test('names are printed the same however the office typed them', () => {
  expect(bareKy('Көк-Ирим айыл аймагы')).toBe('Көк-Ирим');
  expect(['Көк-Ирим айыл аймагы', 'Сузакский район', 'город Токтогул'].every(saysKind)).toBe(true);
  expect(saysKind('Көк-Ирим')).toBe(false);
  expect(municipalityGenitiveKy('Көк-Ирим', 'aiylAimak')).toBe('Көк-Ирим айыл аймагынын');
  expect(municipalityGenitiveKy('Токтогул', 'town')).toBe('Токтогул шаарынын');
  expect(villageKy('Бирдик айылы', 'locative')).toBe('Бирдик айылында');
  for (const name of ['Джалал-Абад', 'Джалал-Абадская область', 'Джалал-Абадская']) {
    expect(oblastRu(name)).toBe('Джалал-Абадская область');
  }
  expect(oblastRu('Иссык-Куль')).toBe('Иссык-Кульская область');
  expect(districtRu('Сузакский район')).toBe('Сузакский район');
  expect(districtRu('Токтогул')).toBe('Токтогульский район');
  expect(districtRu('Ала-Бука')).toBe('район Ала-Бука');
  expect(aimakGenitiveRu('Кок-Ирим')).toBe('Кок-Иримского айылного аймака');
  expect(shortName('Токтосунова Айгүл Бекташовна')).toBe('Токтосунова\u00a0А.\u00a0Б.');
  expect(shortName('Жээнбек кызы Нургүл')).toBe('Жээнбек\u00a0кызы\u00a0Н.');
  const group = { ageGroup: '56+', sexMode: 'women', audience: null, part: 1 } as const;
  expect(groupWords(group, 'ky')).toBe('56 жаш жана андан улуулар, аялдар');
  expect(groupWords({ ...group, ageGroup: '18-35', sexMode: 'mixed', part: 2 }, 'ru')).toBe(
    '18–35 лет (2-я группа)',
  );
});

test.each([
  ['Мамытов Нурлан', 'Н. Мамытов'],
  ['Мамытов Нурлан Эсенович', 'Н. Э. Мамытов'],
  ['Нурлан Мамытов', 'Н. Мамытов'],
  ['Жээнбек кызы Нургүл', 'Н. Жээнбек кызы'],
  ['Нургүл Жээнбек кызы', 'Н. Жээнбек кызы'],
  ['Асанов Тилек Бекболот уулу', 'Т. Б. Асанов'],
  ['А. Т. Бейшеналиева', 'А. Т. Бейшеналиева'],
  ['Мамытов Н.', 'Мамытов Н.'],
  ['Нурлан', 'Нурлан'],
])('%s signs as %s, on one line', (name, signed) => {
  expect(signedName(name)).toBe(signed.replaceAll(' ', '\u00a0'));
});

test('the kind of an act stands under the letterhead, then date, number and place, then the subject', () => {
  const order = { office, registration: signed, members: [], specialist: undefined, basis: null };
  for (const lang of ['ky', 'ru'] as const) {
    const blocks = groupOrderPaper(order, lang).blocks;
    expect(blocks.slice(0, 4).map(({ type }) => type)).toEqual([
      'letterhead',
      'title',
      'registration',
      'subject',
    ]);
    expect(blocks[2]).toMatchObject({ number: '12', place: lang === 'ky' ? 'Арал айылы' : 'с. Арал' });
  }
  // Where the office sits nobody can guess, except for a town.
  const nowhere = { ...office, settings: { ...office.settings, seatKy: '', seatRu: '' } };
  expect(seatOf(nowhere, 'ky')).toBe('');
  expect(seatOf({ ...nowhere, municipality: { ...office.municipality, kind: 'town' } }, 'ru')).toBe(
    'г. Кок-Ирим',
  );
});

test('a session without a venue says so, and a plan that the schedule has left says where its days are', () => {
  const session = {
    ...{ villageId: '1', village: { nameKy: 'Арал', nameRu: 'Арал' }, ageGroup: '18-35', sexMode: 'mixed' },
    ...{ audience: null, part: 1, plannedOn: '2026-11-28', startsAt: '10:00', endsAt: null, venue: ' ' },
    ...{ facilitators: [], plannedPeople: 20 },
  } as unknown as SessionItem;
  expect(JSON.stringify(scheduleTable([session], 'ky'))).toContain('дареги такталат');
  expect(JSON.stringify(scheduleTable([session], 'ru'))).toContain('адрес уточняется');
  const line = { id: '1', activity: 'S1.4', startsOn: '2026-12-15', dueOn: '2026-12-25' } as WorkPlanItem;
  const days = (first: string, last: string) => apartFromSchedule([line], { first, last });
  expect(days('2026-11-28', '2026-11-30')).toMatchObject({ id: '1' });
  expect(days('2026-12-15', '2026-12-25')).toBeUndefined();
});

test('Kyrgyz endings of the office, the date and the act', () => {
  expect(executiveGenitiveKy(office)).toBe('Көк-Ирим айыл өкмөтүнүн');
  expect(executiveGenitiveKy({ ...office, municipality: { ...office.municipality, kind: 'town' } })).toBe(
    'Көк-Ирим шаарынын мэриясынын',
  );
  const typed = (executiveNameKy: string) =>
    executiveGenitiveKy({ ...office, settings: { ...office.settings, executiveNameKy } });
  expect(typed('Көк-Ирим башкармалык')).toBe('Көк-Ирим башкармалыктын');
  expect(typed('Көк-Ирим мэрия')).toBe('Көк-Ирим мэриянын');
  expect(datedKy('2026-05-14')).toBe('2026-жылдын 14-майындагы');
  expect(datedKy('2026-12-01')).toBe('2026-жылдын 1-декабрындагы');
  expect(datedKy('2026-06-01')).toBe('2026-жылдын 1-июнундагы');
  expect(JSON.stringify(annexStamp(decree, signed, 1, 'ky'))).toContain('буйругуна №\u00a01 тиркеме');
  expect(JSON.stringify(annexStamp(decree, signed, 1, 'ru'))).toContain('к приказу главы айыл окмоту');
  expect(letterhead(office)).toMatchObject({
    ky: [
      'КЫРГЫЗ РЕСПУБЛИКАСЫ',
      'ЖАЛАЛ-АБАД ОБЛУСУ',
      'ТОКТОГУЛ РАЙОНУ',
      'КӨК-ИРИМ АЙЫЛ АЙМАГЫНЫН',
      'АЙЫЛ ӨКМӨТҮ',
    ],
    ru: [
      'КЫРГЫЗСКАЯ РЕСПУБЛИКА',
      'ДЖАЛАЛ-АБАДСКАЯ ОБЛАСТЬ',
      'ТОКТОГУЛЬСКИЙ РАЙОН',
      'АЙЫЛ ОКМОТУ',
      'КОК-ИРИМСКОГО АЙЫЛНОГО АЙМАКА',
    ],
  });
});

test('the order prints in both languages as a page, as Word and as PDF', async () => {
  const order = { office: decree, registration: signed, members: [], specialist: undefined, basis: null };
  const paper = { ky: groupOrderPaper(order, 'ky'), ru: groupOrderPaper(order, 'ru') };
  expect(renderHtml(paper.ky)).toContain('БУЙРУК');
  expect(renderHtml(paper.ru)).toContain('ПРИКАЗ');
  const both = bothLanguages(paper);
  const pages = pdfPages(await renderPdf(both, { compress: false }));
  expect(pages).toHaveLength(4);
  expect(pages.map((page) => pageText(page)).join(' ')).toContain('ПРИКАЗ');
  expect((await renderDocx(both)).length).toBeGreaterThan(5000);
  expect(
    groupOrderPaper({ ...order, registration: { ...signed, number: null, isDraft: true } }, 'ky').draft,
  ).toBe(true);
});
