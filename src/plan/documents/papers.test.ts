import { describe, expect, it } from 'vitest';
import { renderPdf } from '../../platform/documents/pdf.ts';
import {
  plainText,
  sectionsOf,
  type DocumentModel,
  type TableBlock,
} from '../../platform/documents/model.ts';
import { pageText, pdfPages } from '../../platform/documents/pdf-text-of.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { labelOf } from '../../platform/i18n/labels.ts';
import {
  aCommitment,
  aDirection,
  anItem,
  aPlan,
  aProblem,
  planOfSize,
  planWith,
  som,
  sportsHallPlan,
} from '../rules/plan-tree.fixture.ts';
import { planMoney } from '../rules/money.ts';
import { itemsOf } from '../rules/plan.ts';
import { commentSheets, itemSheets } from './blank-sheets.ts';
import { commitmentSheets } from './commitment-sheets.ts';
import { keneshChairPost, type PlanPaperFacts } from './facts.ts';
import { planPaper } from './plan-form.ts';
import { paperFacts } from './papers.fixture.ts';
import { signatureSheet } from './signature-sheet.ts';

const blocksOf = (paper: DocumentModel) => sectionsOf(paper).flatMap((section) => section.blocks);
const tablesOf = (paper: DocumentModel): TableBlock[] =>
  blocksOf(paper).filter((block) => block.type === 'table');
const textOf = (cell: TableBlock['rows'][0][0]): string =>
  typeof cell === 'string' ? cell : plainText(cell.text);
const wordsOf = (table: TableBlock): string[][] => table.rows.map((row) => row.map(textOf));
const allText = (paper: DocumentModel) => JSON.stringify(paper);
const pagesOf = async (paper: DocumentModel) => pdfPages(await renderPdf(paper, { compress: false }));

describe('the official form', () => {
  it('has the six columns as the book prints them, and tasks and measures by their numbers', () => {
    const [table] = tablesOf(planPaper(paperFacts(sportsHallPlan()), 'ky'));
    expect(table!.columns.map((one) => plainText(one.label))).toEqual([
      'Иш-чаралар',
      'Мазмуну/кадамдар',
      'Натыйжасы',
      'Индикаторлор',
      'Мөөнөттөр',
      'Ресурстар, сом',
    ]);
    const rows = wordsOf(table!);
    expect(rows[1]![0]).toContain('Максат: Жаштардын сергек жашоо образына умтулуусун камсыздоо');
    expect(rows[2]![0]).toMatch(/^1-тапшырма\. Спорт менен алектенүү/);
    expect(rows[3]![0]).toMatch(/^1\.1 Спорт залынын капиталдык ремонту/);
    expect(rows[3]![1]!.split('\n')).toHaveLength(7);
    expect(rows[3]![2]!.split('\n')).toHaveLength(6);
    expect(rows[3]![4]).toBe('2013-жылдын 31-декабрына чейин');
    const { fmt } = i18nFor('ky');
    expect(rows[3]![5]).toContain(`Баары: ${fmt.moneyNumber(som(580_000))}`);
    expect(rows[4]![3]).toContain('Секцияларга барган жаштар, кеминде ___%: азыр ______ %, максат ______ %');
    expect(rows[4]![5]).toContain(`(${fmt.moneyNumber(som(20_000))} айына)`);
  });

  it('hides no gap, and says of how many items the cost is not known', () => {
    const { fmt } = i18nFor('ru');
    const poor = planWith([anItem({ commitments: [] }), anItem({ cost: null })]);
    const text = allText(planPaper(paperFacts(poor), 'ru'));
    expect(text).toContain(`Пока нет средств: ${fmt.moneyNumber(som(400_000))}`);
    expect(text).toContain('Стоимость пока неизвестна: 1 мероприятие');
  });

  it('has each item once, in the order of the codes, and a dropped one with its reason', () => {
    const plan = planOfSize(300);
    const rows = wordsOf(tablesOf(planPaper(paperFacts(plan), 'ky'))[0]!).filter((row) => row.length === 6);
    expect(rows.map((row) => row[0]!.split(' ', 1)[0])).toEqual(itemsOf(plan).map((item) => item.code));
    const dropped = planWith([anItem({ state: 'dropped', droppedReason: 'Каражат бөлүнгөн жок' })]);
    expect(allText(planPaper(paperFacts(dropped), 'ky'))).toContain(
      'Пландан алынып салынды: Каражат бөлүнгөн жок',
    );
  });

  it('prints what nobody translated as it was written, and marks it', () => {
    const plan = planWith([anItem({ nameOther: 'Открыть спортивные секции' })]);
    const [table] = tablesOf(planPaper(paperFacts(plan), 'ru'));
    const row = wordsOf(table!).at(-1)!;
    expect(row[0]).toMatch(/^1\.1 Открыть спортивные секции\n/);
    expect(row[1]).toMatch(/Топторду топтоо \(не переведено\)$/);
    expect(allText(planPaper(paperFacts(plan), 'ky'))).not.toContain('которулган эмес');
  });

  it('says why a problem has no item', () => {
    const left = aPlan([aDirection([aProblem([], { withoutItems: 'Республикалык программа чечет' })])]);
    expect(allText(planPaper(paperFacts(left), 'ky'))).toContain(
      'Бул мезгилде иш-чара жок: Республикалык программа чечет',
    );
  });

  it('never leaves the signatures alone on a page, whatever its length, and repeats its head', async () => {
    for (const items of [1, 3, 5, 6, 7, 8, 9, 12]) {
      const pages = await pagesOf(planPaper(paperFacts(planOfSize(items)), 'ky'));
      const signed = pages
        .map((page) => pageText(page))
        .filter((text) => text.includes('А. Т. Бейшеналиева'));
      expect(signed, `${items} items`).toHaveLength(1);
      expect(signed[0], `${items} items`).toContain('План боюнча керектелген каражат');
      for (const page of pages) expect(page.width).toBeGreaterThan(page.height);
      const withItems = pages.map((page) => pageText(page)).filter((text) => text.includes('Сметаны түзүү'));
      for (const text of withItems) expect(text).toContain('Мазмуну/кадамдар');
      expect(pageText(pages.at(-1)!)).toContain(`${pages.length} / ${pages.length}`);
    }
  });
});

describe('annex 1 and annex 2', () => {
  const plan = planOfSize(12);
  const [, sources, sums, matrix] = tablesOf(planPaper(paperFacts(plan), 'ky')).filter(
    (table) => table.columns.length !== 2 || table.caption !== undefined,
  );
  const { fmt } = i18nFor('ky');

  it('shows each commitment once, and sums that are those of the plan', () => {
    expect(sources!.rows).toHaveLength(itemsOf(plan).flatMap((item) => item.commitments).length);
    const { bySource, gap } = planMoney(plan);
    expect(wordsOf(sums!)).toEqual(
      [...bySource].map(([source, sum]) => [i18nFor('ky').t(`plan.source.${source}`), fmt.moneyNumber(sum)]),
    );
    expect(sums!.foot?.at(-1)?.map(textOf)[1]).toBe(fmt.moneyNumber(gap));
  });

  it('has the seven columns of the book and each indicator once, in two groups', () => {
    expect(matrix!.columns.map((one) => plainText(one.label))).toEqual([
      'Иш-чаралардын/иш-аракеттердин аталышы',
      'Индикатордун аталышы',
      'Өлчөө ыкмасы',
      'Маалымат булагы',
      'Тастыктоочу документ',
      'МжБ өткөрүү мезгилдүүлүгү',
      'Өткөрүү күнү',
    ]);
    const rows = wordsOf(matrix!);
    expect(rows.filter((row) => row.length === 1).flat()).toEqual([
      'Баалоо индикатору',
      'Мониторингдин индикатору',
    ]);
    expect(rows.filter((row) => row.length === 7)).toHaveLength(24);
  });
});

describe('who gives', () => {
  const gives = (promiser: string, named: boolean) =>
    aCommitment('communityMoney', som(1000), { giver: 'person', promiser, named, quantity: '1 кой' });
  const plan = planWith([
    anItem({
      cost: som(4000),
      commitments: [
        gives('Асанова Бермет', true),
        gives('Сатыбалдиев Канат', false),
        gives('Ибраимова Жамиля', false),
        aCommitment('donor', som(1000), { giver: 'organisation', promiser: '«Береке» фонду' }),
      ],
    }),
  ]);
  const facts = (of: Partial<PlanPaperFacts>) => paperFacts(plan, of);

  const nobody = () => undefined;

  it('is named to residents only by their own consent, and no sum tells of one who is not', () => {
    const open = planPaper(facts({ open: nobody }), 'ky');
    const text = allText(open);
    for (const name of ['Асанова Бермет', '«Береке» фонду']) expect(text).toContain(name);
    for (const name of ['Сатыбалдиев', 'Ибраимова']) expect(text).not.toContain(name);
    const rows = wordsOf(tablesOf(open).find((table) => table.columns.length === 7)!);
    const { fmt, t } = i18nFor('ky');
    expect(rows.map((row) => [row[1], row[3], row[5]])).toEqual([
      ['Асанова Бермет', '1 кой', fmt.moneyNumber(som(1000))],
      ['«Береке» фонду', '', fmt.moneyNumber(som(1000))],
    ]);
    expect(text).toContain(t('plan.paper.open-note.hidden'));
    expect(allText(planPaper(facts({}), 'ky'))).toContain('Сатыбалдиев');
  });

  it('is told to residents in one sum of the village from five givers up', () => {
    const commitments = ['А', 'Б', 'В', 'Г', 'Д'].map((name) => gives(`${name}санов`, false));
    const open = (given: typeof commitments) =>
      allText(planPaper(paperFacts(planWith([anItem({ commitments: given })]), { open: nobody }), 'ru'));
    const { fmt } = i18nFor('ru');
    const told = `вклад частных лиц – ${fmt.money(som(5000))} (5 человек)`;
    expect(open(commitments)).toContain(told);
    expect(open(commitments.slice(1))).not.toContain('вклад частных лиц –');
  });

  it('and who is responsible is told to residents by the post alone, places and votes as they are published', () => {
    const item = anItem({ responsible: 'Асанов Темир, башкы адис', responsibleText: 'башкы адис' });
    const said = (open: PlanPaperFacts['open']) =>
      allText(planPaper(paperFacts(planWith([item]), { open }), 'ky'));
    expect(said(nobody)).toContain('Жооптуу: башкы адис');
    expect(said(nobody)).not.toContain('Асанов Темир');
    expect(said(nobody)).not.toContain('45 добуш');
    expect(said(() => ({ rank: 2, votes: 31 }))).toContain('31 добуш');
    expect(said(null)).toContain('Жооптуу: Асанов Темир');
  });

  it('signs a sheet of their own with all that they promise, but for what was taken back or is signed', () => {
    const taken = { ...gives('Акматов Бакыт', false), withdrawnOn: '2026-05-01' };
    const signed = { ...gives('Жумаев Эрлан', false), promised: true };
    const again = gives('асанова  бермет', true);
    const all = planWith([
      ...itemsOf(plan),
      anItem({
        code: '1.2',
        commitments: [taken, signed, again, aCommitment('labour', som(500), { giver: 'community' })],
      }),
    ]);
    const paper = commitmentSheets(paperFacts(all), 'ky');
    const parts = paper.blocks.map((one) => JSON.stringify(one));
    expect(parts).toHaveLength(5);
    const [bermet, , , fund, labour] = parts;
    expect(bermet).toContain('Асанова Бермет');
    expect(tablesOf({ ...paper, blocks: paper.blocks.slice(0, 1) })[0]!.rows).toHaveLength(2);
    for (const gone of ['Акматов', 'Жумаев']) expect(parts.join('')).not.toContain(gone);
    expect(labour).toContain('Эмгек салымын 18 жашка толгондор гана кошот.');
    expect(fund).not.toContain('18 жашка');
    for (const part of parts) expect(part).toContain('Салым кошуу ыктыярдуу');
    expect(commitmentSheets(paperFacts(all), 'ky', ({ promised }) => promised).blocks).toHaveLength(1);
  });
});

describe('sheets for the hand', () => {
  const plan = planOfSize(2);
  const sheets = {
    office: paperFacts(plan).office,
    plan,
    addressOf: (number: number) => `https://ashar.example.kg/sheets/${number}`,
  };

  it('have a number each, the labels of the form, and stand on one page', async () => {
    for (const lang of ['ky', 'ru'] as const) {
      const paper = itemSheets(sheets, [14, 15, 16], lang);
      const { t } = i18nFor(lang);
      const pages = (await pagesOf(paper)).map((page) => pageText(page));
      expect(pages).toHaveLength(3);
      for (const [at, text] of pages.entries()) {
        expect(text).toContain(t('plan.paper.sheet-number', { number: 14 + at }));
        for (const name of ['item', 'village', 'step', 'indicator', 'responsible', 'cost'])
          expect(text).toContain(labelOf(t, 'plan.field', name));
      }
    }
  });

  it('for comments say what stands in the plan now', () => {
    const paper = commentSheets(
      sheets,
      itemsOf(plan).map((item, at) => ({ number: 14 + at, item })),
      'ky',
    );
    expect(paper.blocks).toHaveLength(2);
    expect(JSON.stringify(paper.blocks[1])).toContain('№ 15 барак');
    expect(JSON.stringify(paper.blocks[1])).toContain(itemsOf(plan)[1]!.name);
  });
});

describe('the signature sheet', () => {
  it('names the kenesh, the head, the groups and the version that is signed', () => {
    const version = { number: 4, day: '2026-жылдын 10-марты' };
    const paper = signatureSheet({ ...paperFacts(planOfSize(12)), version }, 'ky');
    const [table] = tablesOf(paper);
    expect(wordsOf(table!).map((row) => row[0]!.trim())).toEqual([
      'Көк-Ирим айылдык кеңешинин төрагасы',
      'Көк-Ирим айыл өкмөтүнүн башчысы',
      '«Өнүгүү» демилгелүү тобунун төрагасы',
      '«Маданият жана маалымат» демилгелүү тобунун төрагасы',
      '«Билим берүү» демилгелүү тобунун төрагасы',
    ]);
    expect(allText(paper)).toContain('2026-жылдын 14-мартындагы №\u00a012 токтом');
    expect(allText(paper)).toContain('№\u00a04, 2026-жылдын 10-марты');
  });

  it('leaves lines for what is not known yet', () => {
    const facts = paperFacts(planOfSize(1), { resolution: { number: null, on: null, chair: null } });
    expect(allText(planPaper(facts, 'ky'))).toContain('20___-жылдын «___» __________ №\u00a0____ токтом');
  });

  it('bends the name of an aimak or a town as papers write it', () => {
    const { office } = paperFacts(planOfSize(1));
    const of = (nameKy: string, nameRu: string, kind: 'aiylAimak' | 'town') =>
      (['ky', 'ru'] as const).map((lang) =>
        keneshChairPost({ ...office, municipality: { nameKy, nameRu, kind } }, lang),
      );
    expect(of('Сузак айыл аймагы', 'Сузак', 'aiylAimak')).toEqual([
      'Сузак айылдык кеңешинин төрагасы',
      'Председатель Сузакского айылного кенеша',
    ]);
    expect(of('Ала-Бука', 'Ала-Бука', 'aiylAimak')[1]).toBe(
      'Председатель айылного кенеша айылного аймака Ала-Бука',
    );
    expect(of('Токтогул', 'Токтогул', 'town')).toEqual([
      'Токтогул шаардык кеңешинин төрагасы',
      'Председатель городского кенеша города Токтогул',
    ]);
  });
});
