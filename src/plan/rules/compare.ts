import { comparedFields, type Field, type Thing, type Value } from './compared-fields.ts';
import { itemLabel } from './findings.ts';
import type { Plan, PlanItem } from './plan.ts';

/** What stands otherwise in a later version of a plan than in an earlier one. */
export type Difference = {
  readonly change: 'added' | 'removed' | 'moved' | 'changed';
  readonly thing: Thing;
  readonly id: string;
  /** What it is called: as it stands now, or stood before it went. */
  readonly label: string;
  /** The item that it is, or is a part of. */
  readonly item?: { readonly id: string; readonly label: string };
} & (
  | { readonly change: 'added' | 'removed' | 'moved' }
  | { readonly change: 'changed'; readonly field: Field; readonly before: Value; readonly after: Value }
);

/** A thing of the plan in its place: under what it stands, and of which item it is. */
type Placed = {
  readonly thing: Thing;
  readonly one: { readonly id: string };
  readonly label: string;
  /** Id of what it stands under. */
  readonly under: string;
  readonly item?: PlanItem;
};

/** Parts of items; of an item that came or went they are not told apart. */
const parts: ReadonlySet<Thing> = new Set(['step', 'indicator', 'commitment']);

/**
 * What changed between two versions, in the order of the later one, then what is gone. A thing is the same by its id,
 * wherever it stands; it was moved when it stands under another, or before what it stood after. Costs as much as both
 * plans are long (and the logarithm of it).
 */
export function comparePlans(before: Plan, after: Plan): Difference[] {
  const [then, now] = [placesOf(before), placesOf(after)];
  const moved = movedIn(then, now);
  const found: Difference[] = [];
  for (const placed of now.values()) {
    const former = then.get(placed.one.id);
    if (!former) {
      if (!parts.has(placed.thing) || then.has(placed.under)) found.push(told('added', placed));
      continue;
    }
    if (moved.has(placed.one.id)) found.push(told('moved', placed));
    found.push(...changesOf(former, placed));
  }
  for (const placed of then.values()) {
    if (now.has(placed.one.id)) continue;
    if (!parts.has(placed.thing) || now.has(placed.under)) found.push(told('removed', placed));
  }
  return found;
}

function told(change: 'added' | 'removed' | 'moved', placed: Placed): Difference {
  return { change, ...nameOf(placed) };
}

function nameOf({ thing, one, label, item }: Placed) {
  return { thing, id: one.id, label, ...(item && { item: { id: item.id, label: itemLabel(item) } }) };
}

function* changesOf(before: Placed, after: Placed): Generator<Difference> {
  for (const [field, read] of comparedFields[after.thing]) {
    const [was, is] = [read(before.one), read(after.one)];
    if (was.key === is.key) continue;
    yield { change: 'changed', ...nameOf(after), field, before: was.value, after: is.value };
  }
}

/** Everything that stands in a plan, by its id, from above to below. */
function placesOf(plan: Plan): ReadonlyMap<string, Placed> {
  const all = new Map<string, Placed>();
  const put = (placed: Placed) => all.set(placed.one.id, placed);
  put({ thing: 'plan', one: plan, label: '', under: '' });
  for (const direction of plan.directions) {
    put({ thing: 'direction', one: direction, label: direction.title, under: plan.id });
    for (const problem of direction.problems) {
      put({ thing: 'problem', one: problem, label: problem.name, under: direction.id });
      for (const task of problem.tasks) {
        put({ thing: 'task', one: task, label: task.text, under: problem.id });
        for (const item of task.items) {
          put({ thing: 'item', one: item, label: itemLabel(item), under: task.id, item });
          const of = { under: item.id, item };
          for (const one of item.steps) put({ thing: 'step', one, label: one.text, ...of });
          for (const one of item.indicators) put({ thing: 'indicator', one, label: one.text, ...of });
          for (const one of item.commitments)
            put({ thing: 'commitment', one, label: one.promiser || one.quantity, ...of });
        }
      }
    }
  }
  return all;
}

/** Ids of what stands elsewhere than it stood; of neighbours that changed places, as few as possible. */
function movedIn(then: ReadonlyMap<string, Placed>, now: ReadonlyMap<string, Placed>): ReadonlySet<string> {
  const moved = new Set<string>();
  const kept = (places: ReadonlyMap<string, Placed>, other: ReadonlyMap<string, Placed>) =>
    Map.groupBy(
      [...places.values()].filter(({ one, under }) => other.get(one.id)?.under === under),
      ({ thing, under }) => `${thing} ${under}`,
    );
  for (const { one, under } of now.values()) {
    const former = then.get(one.id);
    if (former && former.under !== under) moved.add(one.id);
  }
  const order = kept(then, now);
  for (const [key, group] of kept(now, then)) {
    const at = new Map((order.get(key) ?? []).map(({ one }, index) => [one.id, index]));
    const ids = group.map(({ one }) => one.id);
    const stay = longestRising(ids.map((id) => at.get(id) ?? 0));
    for (const [index, id] of ids.entries()) if (!stay.has(index)) moved.add(id);
  }
  return moved;
}

/** Places of a longest rising row among different numbers, in n log n. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? ends[low - 1]! : -1);
    ends[low] = index;
  }
  const row = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) row.add(at);
  return row;
}
