/**
 * What several publications of one place together say about a group of one to four people in it (methods 5.7.2). Each
 * list alone may leave room enough, and two lists may not: when all 25 people put all their stickers on one problem,
 * and later, other groups having been corrected, 11 people have 9 stickers there, only one size of the small group
 * fits both.
 */

/** Totals of a place as one publication tells them. */
export type ToldList = {
  readonly people: number;
  /** Groups those people came in; each had one person at least. */
  readonly groups: number;
  /** Stickers the people could have written. */
  readonly room: number;
  /** Problems with their totals. */
  readonly told: Readonly<Record<string, number>>;
  /** Problems named without a total: one sticker at least. */
  readonly few: readonly string[];
};

/** The largest group whose own numbers are hidden. */
const mostPeople = 4;

/**
 * The fewest values that a number of a small group can have for a reader of all these lists, over the problems they
 * name; the group is the same in each of them. Infinity where no problem is named.
 */
export function fewestPossible(lists: readonly ToldList[]): number {
  const problems = new Set(lists.flatMap((list) => [...Object.keys(list.told), ...list.few]));
  return Math.min(Infinity, ...[...problems].map((problem) => possibleValues(lists, problem)));
}

function possibleValues(lists: readonly ToldList[], problem: string): number {
  const naming = lists.filter((list) => Object.hasOwn(list.told, problem) || list.few.includes(problem));
  const most = Math.max(...naming.map(stickersEach));
  const values = new Set<number>();
  for (let people = 1; people <= mostPeople; people += 1) {
    for (let value = 0; value <= people * most; value += 1) {
      if (naming.every((list) => fits(list, problem, people, value))) values.add(value);
    }
  }
  return values.size;
}

const stickersEach = (list: ToldList): number => Math.ceil(list.room / Math.max(1, list.people));

/** With the other groups joined to one this is a table of two columns: row sums and limits of columns decide. */
function fits(list: ToldList, problem: string, people: number, value: number): boolean {
  const others = list.people - people;
  if (others < list.groups - 1) return false;
  const each = stickersEach(list);
  if (value > people * each) return false;
  const total = list.told[problem] ?? Math.max(1, value);
  if (value > total) return false;
  let rest = list.few.filter((one) => one !== problem).length;
  for (const [one, votes] of Object.entries(list.told)) if (one !== problem) rest += votes;
  // The small group takes what it can of the other problems, the other groups the rest.
  return rest + total - Math.min(people * each, value + rest) <= others * each;
}
