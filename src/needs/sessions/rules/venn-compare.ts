import { nameKey } from '../../../methods/names.ts';
import type { Diagram, SessionRecord } from './session-record.ts';
import type { CircleSize, Relation } from '../../../drawings/words.ts';

/**
 * The women's and the men's diagram laid side by side (R-VEN-06): what one group left out, sees bigger, ties
 * otherwise or judges otherwise.
 */

/** An institution as one diagram shows it. `key` is the same in both diagrams. */
export type VennRow = {
  readonly key: string;
  readonly name: string;
  readonly executive: boolean;
  readonly size: CircleSize | null;
  /** 1 (bad) … 5 (good), as this group judges. */
  readonly quality: number | null;
  readonly satisfaction: number | null;
  /** Key of another → how they stand; who is not listed stands apart. */
  readonly relations: ReadonlyMap<string, Relation>;
};

export type VennDifference =
  | { readonly kind: 'only-women' | 'only-men'; readonly name: string }
  | {
      readonly kind: 'bigger-women' | 'bigger-men';
      readonly name: string;
      readonly women: CircleSize;
      readonly men: CircleSize;
    }
  | {
      readonly kind: 'relation';
      readonly name: string;
      readonly other: string;
      readonly women: Relation;
      readonly men: Relation;
    }
  | {
      readonly kind: 'quality' | 'satisfaction';
      readonly name: string;
      readonly women: number;
      readonly men: number;
    };

const weight: Readonly<Record<CircleSize, number>> = { small: 1, middle: 2, big: 3 };

/** Differences of the two diagrams: left out first, then size, ties (to the executive first), judgement. */
export function compareDiagrams(women: readonly VennRow[], men: readonly VennRow[]): VennDifference[] {
  const byKey = new Map(men.map((row) => [row.key, row]));
  const both = women.flatMap((row) => {
    const other = byKey.get(row.key);
    return other ? [{ women: row, men: other }] : [];
  });
  const inBoth = new Set(both.map((pair) => pair.women.key));
  const found: VennDifference[] = [];
  for (const row of women) if (!inBoth.has(row.key)) found.push({ kind: 'only-women', name: row.name });
  for (const row of men) if (!inBoth.has(row.key)) found.push({ kind: 'only-men', name: row.name });
  for (const pair of both) {
    const [w, m] = [pair.women.size, pair.men.size];
    if (w === null || m === null || w === m) continue;
    found.push({
      kind: weight[w] > weight[m] ? 'bigger-women' : 'bigger-men',
      name: pair.women.name,
      women: w,
      men: m,
    });
  }
  // Each pair once, named from the executive's side last: «school – executive».
  const ranked = [...both].sort((a, b) => Number(b.women.executive) - Number(a.women.executive));
  for (const [index, anchor] of ranked.entries()) {
    for (const pair of ranked.slice(index + 1)) {
      const w = pair.women.relations.get(anchor.women.key) ?? 'separate';
      const m = pair.men.relations.get(anchor.men.key) ?? 'separate';
      if (w !== m)
        found.push({ kind: 'relation', name: pair.women.name, other: anchor.women.name, women: w, men: m });
    }
  }
  for (const kind of ['quality', 'satisfaction'] as const) {
    for (const pair of both) {
      const [w, m] = [pair.women[kind], pair.men[kind]];
      if (w !== null && m !== null && w !== m) found.push({ kind, name: pair.women.name, women: w, men: m });
    }
  }
  return found;
}

/** A difference as a plain sentence of the reader's language. */
export function differenceText(
  t: (key: string, params?: Readonly<Record<string, string | number>>) => string,
  one: VennDifference,
): string {
  const key = `needs.venn.difference.${one.kind}`;
  switch (one.kind) {
    case 'only-women':
    case 'only-men':
      return t(key, { name: one.name });
    case 'bigger-women':
    case 'bigger-men':
      return t(key, {
        name: one.name,
        women: t(`needs.institution.size.${one.women}`),
        men: t(`needs.institution.size.${one.men}`),
      });
    case 'relation':
      return t(key, {
        name: one.name,
        other: one.other,
        women: t(`needs.institution.relation.${one.women}`),
        men: t(`needs.institution.relation.${one.men}`),
      });
    default:
      return t(key, { name: one.name, women: one.women, men: one.men });
  }
}

/** One diagram of a meeting's record, in the order the institutions were named. */
export function rowsOfRecord(
  record: Pick<SessionRecord, 'institutions' | 'circles' | 'links'>,
  diagram: Diagram,
): VennRow[] {
  const circles = record.circles.filter((circle) => circle.diagram === diagram);
  const institutionOf = new Map(circles.map((circle) => [circle.id, circle.institutionId]));
  const relations = new Map<string, Map<string, Relation>>();
  const tie = (from: string, to: string, relation: Relation) => {
    const known = relations.get(from) ?? new Map<string, Relation>();
    relations.set(from, known.set(to, relation));
  };
  for (const link of record.links) {
    const [a, b] = [institutionOf.get(link.a), institutionOf.get(link.b)];
    if (link.diagram !== diagram || a === undefined || b === undefined) continue;
    tie(a, b, link.relation);
    tie(b, a, link.relation);
  }
  return record.institutions.flatMap((one) => {
    const circle = circles.find((other) => other.institutionId === one.id);
    if (!circle) return [];
    return [
      {
        key: one.id,
        name: one.name,
        executive: one.executive,
        size: circle.size,
        quality: one.quality,
        satisfaction: one.satisfaction,
        relations: relations.get(one.id) ?? new Map<string, Relation>(),
      },
    ];
  });
}

/** A row of the institution table, as far as diagrams are concerned. */
export type InstitutionFacts = {
  readonly id: string;
  readonly sameAs: string | null;
  readonly name: string;
  readonly size: CircleSize | null;
  readonly relation: Relation | null;
  readonly drawnBy: Diagram;
  readonly executive: boolean;
  readonly drawn: boolean;
  readonly quality: number | null;
  readonly satisfaction: number | null;
};

/** The executive's key where nobody has named it and ties are told to it all the same. */
const unnamedExecutive = 'executive';

/**
 * One diagram as the tables keep it. The same institution of two diagrams is known by `sameAs`, or by its name when
 * the rows were typed in the office.
 */
export function rowsOfTable(
  institutions: readonly InstitutionFacts[],
  links: readonly { readonly aId: string; readonly bId: string; readonly relation: Relation }[],
  diagram: Diagram,
  executiveName: string,
): VennRow[] {
  const keyOfName = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const one of institutions) {
    const name = nameKey(one.name);
    const key = keyOfName.get(name) ?? one.sameAs ?? one.id;
    keyOfName.set(name, key);
    keys.set(one.id, key);
  }
  const mine = institutions.filter((one) => one.drawnBy === diagram && one.drawn);
  if (mine.length === 0) return [];
  const executive = mine.find((one) => one.executive);
  const executiveKey = executive === undefined ? unnamedExecutive : keys.get(executive.id)!;
  const rows = mine.map((one) => {
    const relations = new Map<string, Relation>();
    if (one.relation !== null && !one.executive) relations.set(executiveKey, one.relation);
    for (const link of links) {
      const other = link.aId === one.id ? link.bId : link.bId === one.id ? link.aId : undefined;
      const key = other === undefined ? undefined : keys.get(other);
      if (key !== undefined) relations.set(key, link.relation);
    }
    return {
      key: keys.get(one.id)!,
      name: one.name,
      executive: one.executive,
      size: one.size,
      quality: one.quality,
      satisfaction: one.satisfaction,
      relations,
    };
  });
  if (executive !== undefined || !mine.some((one) => one.relation !== null)) return rows;
  // Office forms tell ties to an executive that has no circle of its own.
  return [
    {
      key: unnamedExecutive,
      name: executiveName,
      executive: true,
      size: null,
      quality: null,
      satisfaction: null,
      relations: new Map(),
    },
    ...rows,
  ];
}
