import { fold, wordsOf } from '../../methods/matcher/fold.ts';

/**
 * R-GAL-02: a problem is not a missing tool ("no tractor") and not an action ("repair the road"): it says what people
 * live with. The check only asks back; it never refuses and never rewords.
 */

/** Beginnings of words for things one buys; folded as the matcher folds (ө→о, ү→у, ң→н). */
const toolStems = (
  'трактор, экскаватор, бульдозер, грейдер, комбайн, камаз, самосвал, машина, унаа, автобус, насос, ' +
  'трансформатор, генератор, компьютер, ноутбук, принтер, проектор, телевизор, дрон, контейнер, ' +
  'таштанды ташуучу, кран, тренажер, тренажёр, машыктыргыч, аппарат, техника, жабдуу, оборудован, ' +
  'инструмент, шпал, асфальтукладчик, мусоровоз, водовоз'
)
  .split(', ')
  .map(fold);

const absenceStems = (
  'жок жетишсиз жетишпе керек зарыл сатып алып нет не нужн нужен купить отсутств нехватк приобрест no ' +
  'need lack buy'
)
  .split(' ')
  .map(fold);

/** Words that ask for an act instead of naming the trouble. */
const actionStems = (
  'куруу оңдоо салуу асфальттоо тартуу построить отремонтировать провести установить орнотуу кургула ' +
  'оңдогула build repair install'
)
  .split(' ')
  .map(fold);

export type WordingDoubt = 'tool' | 'action';

/** What is doubtful in a problem's wording, if anything. Only short texts are judged: a long one explains itself. */
export function wordingDoubt(text: string): WordingDoubt | undefined {
  const words = wordsOf(text).map(fold);
  if (words.length === 0 || words.length > 6) return undefined;
  const begins = (stems: readonly string[]) =>
    words.some((word) => stems.some((stem) => word.startsWith(stem)));
  const absent = words.some((word) =>
    absenceStems.some((stem) =>
      stem.length <= 3 ? word === stem || word.startsWith(`${stem}т`) : word.startsWith(stem),
    ),
  );
  if (begins(toolStems) && (absent || words.length === 1)) return 'tool';
  if (begins(actionStems)) return 'action';
  return undefined;
}
