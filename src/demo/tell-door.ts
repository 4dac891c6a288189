import { registerPerson } from '../decisions/commands/register-person.ts';
import type { TokenCodes } from '../decisions/rules/token-code.ts';
import type { Gate } from '../platform/db/gate.ts';
import type { Storyteller } from './storyteller.ts';

// Who came to the hearing, written down at the door one by one, each with a number to vote.

const families = 'Асан Бакас Качкын Осмон Турсун Жумабек Эсен Мамат Кадыр Сатыбалды Токто Ысак'.split(' ');
const women = 'Айгүл Гүлзат Назира Бүбүсара Жамал Айнура Кенжегүл Мээрим Роза Сайра Токтогүл Чолпон'.split(
  ' ',
);
const men = 'Азамат Бакыт Данияр Жаныбек Кубат Мирлан Нурбек Руслан Сапар Тилек Улан Эмил'.split(' ');

/** Names of people who are nobody: family names go round faster than first names, so that none stands twice. */
function nameOf(female: boolean, at: number): string {
  const family = families[at % families.length]!;
  const first = (female ? women : men)[Math.floor(at / families.length) % women.length]!;
  return `${family}${female ? 'ова' : 'ов'} ${first}`;
}

/** Deputies, staff of the executive and people of organisations come first, as the registrar's list has them. */
const kinds = [
  ...Array<'deputy'>(7).fill('deputy'),
  ...Array<'executive'>(12).fill('executive'),
  ...Array<'organisation'>(13).fill('organisation'),
];

/**
 * Writes down everybody at the door.
 * @param at half an hour before the meeting
 */
export async function tellDoor(
  story: Storyteller,
  registrar: Gate,
  at: Date,
  {
    id,
    villages,
    codes,
  }: { readonly id: string; readonly villages: readonly [string, string]; readonly codes: TokenCodes },
  sexes: { readonly women: number; readonly men: number },
): Promise<void> {
  const people = sexes.women + sexes.men;
  for (let one = 0; one < people; one += 1) {
    // Women and men come mixed, in the proportion in which they came.
    const [before, after] = [one, one + 1].map((n) => Math.floor((n * sexes.women) / people));
    const female = after! > before!;
    await story.perform(registrar, at, `at the door ${one + 1}`, registerPerson, {
      ...{ id, codes, sex: female ? 'female' : 'male', kind: kinds[one] ?? 'community' },
      fullName: nameOf(female, female ? before! : one - before!),
      villageId: villages[one % 3 === 0 ? 1 : 0],
      mayVote: 'yes',
    });
  }
}
