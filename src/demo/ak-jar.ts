// A second, small municipality, invented throughout: it shows that each municipality sees only its own, and holds the
// session whose stickers are not grouped yet. Topics, institutions and the budget pie are those of the book's sample
// session (test/examples/sample-session.json); its 75 stickers of 15 people are made 125 of 25, and people's
// wordings are invented.
import type { UsualExpense } from '../needs/sessions/rules/pie.ts';
import { memberOf, personOf, type MemberRow, type PersonRow } from './kok-irim.ts';

// prettier-ignore
export const villages = [
  { nameKy: 'Ак-Жар', nameRu: 'Ак-Жар', households: 203, women: [146, 121, 108, 75], men: [151, 125, 102, 52] },
  { nameKy: 'Тал-Булак', nameRu: 'Тал-Булак', households: 118, women: [92, 70, 61, 40], men: [95, 74, 58, 30] },
] as const;

// prettier-ignore
const personRows: readonly PersonRow[] = [
  ['head', 'Эсенгулов Марат Акматович', 'male', 1976, 'айыл өкмөтүнүн башчысы', 201, 'head'],
  ['chair', 'Орозбаева Нургүл Кадырбековна', 'female', 1984, 'айыл өкмөтүнүн башкы адиси', 202, 'staff'],
  ['facilitator', 'Бекболотов Азамат Уланович', 'male', 1991, 'мугалим', 203, 'facilitator'],
  ['recorder', 'Шаршенова Бермет Руслановна', 'female', 1995, 'социалдык кызматкер', 204, 'facilitator'],
];

export const people = personRows.map(personOf);

// prettier-ignore
const memberRows: readonly MemberRow[] = [
  ['chair', 'chair', 'executive', 'башкы адис'],
  ['facilitator', 'member', 'organisation', 'мугалим'],
  ['recorder', 'secretary', 'organisation', 'социалдык кызматкер'],
];

export const workingGroup = memberRows.map(memberOf);

export const openSession = {
  ageGroup: '18-35',
  women: 14,
  men: 11,
  venue: 'Ак-Жар орто мектеби, жыйындар залы',
} as const;

/** Institutions in falling importance, as the group ranked them. */
export const institutions = (
  'Айыл өкмөтү, Мектеп, Спорт залы, Китепкана, ТСПАКБ, Маалымат борбору, Пилорама, Ветеринардык тейлөө ' +
  'кызматы, Аксакалдар соту, Маданият үйү, Жаштар комитети, ФАП, Мечит, СПА, Жайыт комитети'
).split(', ');

/** The group's guess of the local budget, in per cent; together 100. */
export const budgetPie: readonly (readonly [string, number])[] = [
  ['АӨ аппаратын күтүү', 30],
  ['мектептерди күтүү', 20],
  ['клубду күтүү', 15],
  ['ФАПты күтүү', 3],
  ['жолдордун ремонту', 5],
  ['спорт залынын ремонту', 2],
  ['майрамдар жана маанилүү даталар', 5],
  ['жаштар', 5],
  ['китепкананы күтүү', 15],
];

/** What the budget is really spent on, in som: the group guessed otherwise. */
export const realBudget: readonly (readonly [UsualExpense | null, string, number])[] = [
  ['staffPay', 'АӨ аппаратын күтүү', 4_180_000],
  ['schools', 'Мектептерди күтүү жана оңдоо', 5_240_000],
  ['kindergartens', 'Бала бакча', 2_310_000],
  ['culture', 'Клуб', 640_000],
  ['library', 'Китепкана', 410_000],
  ['health', 'ФАПтын имараты', 180_000],
  ['roads', 'Ички жолдор', 1_150_000],
  ['light', 'Көчө жарыгы', 320_000],
  ['waste', 'Таштанды чыгаруу', 290_000],
  ['sport', 'Спорт', 260_000],
  ['holidays', 'Майрамдар жана даталар', 150_000],
  [null, 'Электр энергиясы жана отун', 870_000],
];

/** Topic, number of stickers, what people wrote. Nobody has grouped them yet. */
// prettier-ignore
export const stickers: readonly {
  readonly topic: string;
  readonly count: number;
  readonly wordings: readonly string[];
}[] = [
  { topic: 'ички жолдордун начар абалы', count: 20,
    wordings: ['ички жолдордун начар абалы', 'жол начар', 'Көчөдө чуңкур көп', 'Ички жолдор оңдолбогон', 'плохие дороги в селе', 'Баткак, өтө албайбыз', 'Мектепке баруучу жол начар', 'асфальт жок'] },
  { topic: 'клубдун чатырынын начар абалы', count: 20,
    wordings: ['клубдун чатырынын начар абалы', 'клубдун чатыры агып жатат', 'Клубду оңдоо керек', 'крыша клуба протекает', 'Клуб эски, чатыры чирип калган', 'жаанда клубда отурууга болбойт', 'Маданият үйүнүн чатыры'] },
  { topic: 'ичүүчү суунун жетишсиздиги', count: 17,
    wordings: ['ичүүчү суунун жетишсиздиги', 'Таза суу жок', 'суу саат менен гана келет', 'не хватает питьевой воды', 'Ичүүчү суу жетпейт', 'Үстүңкү көчөгө суу чыкпайт', 'колонка сынып калган'] },
  { topic: 'мектептердин начар абалы', count: 17,
    wordings: ['мектептердин начар абалы', 'Мектеп муздак', 'мектептин терезелери эски', 'школа в плохом состоянии', 'Мектепте дааратканалар сыртта', 'Спорт зал оңдолбогон, мектеп эски', 'класстарда орун жетпейт'] },
  { topic: 'сугат суу', count: 15,
    wordings: ['сугат суу', 'Сугат суу жетпейт', 'арыктар бузулган', 'нет поливной воды', 'Лотоктор талкаланган', 'Жайында талаага суу келбейт'] },
  { topic: 'бала бакчанын жоктугу', count: 10,
    wordings: ['бала бакчанын жоктугу', 'Бала бакча жок', 'нет садика', 'Балдарды таштай турган жер жок', 'бакча керек'] },
  { topic: 'жарыктын жоктугу', count: 10,
    wordings: ['жарыктын жоктугу', 'Көчө караңгы', 'свет часто отключают', 'Түнкү жарык жок', 'Кечинде басуу коркунучтуу, жарык жок'] },
  { topic: 'жаштар үчүн шарттардын жетишсиздиги', count: 8,
    wordings: ['жаштар үчүн шарттардын жетишсиздиги', 'Жаштар бош убактысын өткөрө турган жер жок', 'молодёжи нечем заняться', 'Жаштарга ийрим жок'] },
  { topic: 'интернетке жана жаңы технологияларга жеткиликтүүлүктүн жоктугу', count: 8,
    wordings: ['интернетке жана жаңы технологияларга жеткиликтүүлүктүн жоктугу', 'Интернет начар', 'плохой интернет', 'Компьютер класста жок'] },
];

/** The stickers in the order they were handed in: topics mixed, always the same way. */
export function mixedStickers(): string[] {
  const all = stickers.flatMap(({ count, wordings }) =>
    Array.from({ length: count }, (_, index) => wordings[index % wordings.length]!),
  );
  // Steps of 37 visit each of the 125 places once, since they share no divisor.
  return all.map((_, index) => all[(index * 37) % all.length]!);
}
