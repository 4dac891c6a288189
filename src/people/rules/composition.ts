import { minorityRule } from '../../methods/representation.ts';
import type { bodyKinds, memberCategories, memberRoles } from '../schema.ts';

export type BodyKind = (typeof bodyKinds)[number];
export type MemberCategory = (typeof memberCategories)[number];
export type MemberRole = (typeof memberRoles)[number];

/** What the source says of a rule: a must, a recommendation, a custom, or merely allowed. */
export type RuleStrength = 'must' | 'should' | 'usual' | 'allowed';

/** What the rules need to know of a member. */
export type CompositionMember = {
  readonly fullName: string;
  readonly sex: 'female' | 'male' | null;
  readonly role: MemberRole;
  readonly category: MemberCategory;
  readonly post: string;
  readonly trained: boolean;
  /** Whether a phone or an e-mail is known; the contact itself is not needed. */
  readonly hasContact: boolean;
};

/** What the rules need to know beside the members. Leave out what is not known: its rule is then not answered. */
export type CompositionContext = {
  readonly kind: BodyKind;
  /** Sessions of one village held at the same time; 3 (one for each age group) unless the schedule says otherwise. */
  readonly parallelSessions?: number;
  /** The order that creates the group is signed (R-WG-08). */
  readonly orderSigned?: boolean;
  /** The plan and the schedule are approved by an order (R-WG-09). */
  readonly planApproved?: boolean;
};

export type RuleResult = {
  /** Message keys: `people.rule.<id>` for the rule, `people.rule.<id>.<note>` for what was found. */
  readonly id: string;
  /** Rule of seed-000, section 4.2. */
  readonly source: string;
  readonly strength: RuleStrength;
  /** null: the data cannot answer it. */
  readonly holds: boolean | null;
  readonly note: string;
  readonly params: Readonly<Record<string, number>>;
  /** Categories nobody stands for. */
  readonly categories?: readonly MemberCategory[];
  /** People the note is about. */
  readonly people?: readonly string[];
  /** What may not go on until it holds: only rules the source calls a must. */
  readonly blocks: boolean;
  /** The step it has to hold before. */
  readonly before: 'order' | 'sessions' | null;
};

/** Fewest members of a working group (R-WG-01). */
export const workingGroupMinimum = 6;
/** Usual size of a working group (R-WG-02). */
export const workingGroupUsual = { from: 8, to: 12 } as const;

type Found = Pick<RuleResult, 'holds' | 'note' | 'params' | 'categories' | 'people'>;

function rule(
  id: string,
  source: string,
  strength: RuleStrength,
  before: RuleResult['before'],
  found: Found,
): RuleResult {
  // A must that is not answered is not kept either; the other strengths never stop anybody.
  const blocks = strength === 'must' && before !== null && found.holds !== true;
  return { id, source, strength, before, blocks, ...found };
}

const of = (
  holds: boolean | null,
  note: string,
  params: Found['params'] = {},
  more: Partial<Found> = {},
): Found => ({
  holds,
  note,
  params,
  ...more,
});

/**
 * Checks a group against the rules of seed-000, section 4.2. All members of a working group; an initiative or
 * monitoring group is asked for the balance of the sexes only (R-WG-07), a commission for its size, civil society and
 * the sexes (seed-002 F5); other bodies have no rules here.
 */
export function checkComposition(
  members: readonly CompositionMember[],
  context: CompositionContext,
): RuleResult[] {
  if (context.kind === 'initiativeGroup' || context.kind === 'monitoringGroup') return sexRules(members);
  if (context.kind === 'commission') return commissionRules(members);
  if (context.kind !== 'workingGroup') return [];
  const rules = [
    sizeRule(members.length),
    usualSizeRule(members.length),
    pairsRule(members.length, context.parallelSessions ?? 3),
    categoriesRule(members),
    civilSocietyRule(members),
    ...leaderRules(members),
    ...sexRules(members),
    rolesRule(members),
    detailsRule(members),
    trainedRule(members),
  ];
  if (context.orderSigned !== undefined) {
    const done = context.orderSigned;
    rules.push(rule('order', 'R-WG-08', 'must', 'sessions', of(done, done ? 'yes' : 'no')));
  }
  if (context.planApproved !== undefined) {
    const done = context.planApproved;
    rules.push(rule('plan', 'R-WG-09', 'must', 'sessions', of(done, done ? 'yes' : 'no')));
  }
  rules.push(rule('growth', 'R-WG-11', 'allowed', null, of(true, 'yes')));
  return rules;
}

/** Fewest members of a commission (seed-002 2.5, F5). */
const commissionMinimum = 5;

/**
 * A commission has five members or more, half of them or more are of civil society, and neither sex has more than 70 %
 * (which is the same as 30 % of each). Nothing waits for it: its decisions are recommendations.
 */
function commissionRules(members: readonly CompositionMember[]): RuleResult[] {
  const count = members.length;
  const min = commissionMinimum;
  const civil = members.filter(
    ({ category }) => category === 'activist' || category === 'organisation',
  ).length;
  const needed = Math.ceil(count / 2);
  const [sexes] = sexRules(members);
  return [
    rule('commission-size', 'F5', 'must', null, of(count >= min, 'counts', { count, min })),
    rule(
      'commission-civil',
      'F5',
      'must',
      null,
      of(count > 0 && 2 * civil >= count, 'counts', { civil, needed }),
    ),
    { ...sexes!, source: 'F5', before: null, blocks: false },
  ];
}

function sizeRule(count: number): RuleResult {
  const min = workingGroupMinimum;
  const found =
    count >= min ? of(true, 'yes', { count, min }) : of(false, 'no', { count, min, missing: min - count });
  return rule('size', 'R-WG-01', 'must', 'order', found);
}

function usualSizeRule(count: number): RuleResult {
  const { from, to } = workingGroupUsual;
  const note = count < from ? 'few' : count > to ? 'many' : 'yes';
  return rule('usual-size', 'R-WG-02', 'usual', null, of(note === 'yes', note, { count, from, to }));
}

/** Two people run every event, so sessions held at once need twice as many members (R-WG-03, R-SES-01). */
function pairsRule(count: number, parallel: number): RuleResult {
  const needed = 2 * parallel;
  const params = {
    count,
    parallel,
    needed,
    missing: Math.max(0, needed - count),
    fits: Math.floor(count / 2),
  };
  return rule(
    'pairs',
    'R-WG-03',
    'should',
    null,
    of(count >= needed, count >= needed ? 'yes' : 'no', params),
  );
}

/** Executive, deputies, village heads, active residents: each must be there (R-WG-04). */
function categoriesRule(members: readonly CompositionMember[]): RuleResult {
  const present = new Set(members.map((member) => member.category));
  // Residents' councils and associations reflect groups of residents just as single activists do.
  if (present.has('organisation')) present.add('activist');
  const missing = (['executive', 'deputy', 'villageHead', 'activist'] as const).filter(
    (category) => !present.has(category),
  );
  const found =
    missing.length === 0
      ? of(true, 'yes')
      : of(false, 'no', { count: missing.length }, { categories: missing });
  return rule('categories', 'R-WG-04', 'must', 'order', found);
}

/** Residents usually come from the women's and youth councils or similar bodies (R-WG-05). */
function civilSocietyRule(members: readonly CompositionMember[]): RuleResult {
  const organised = members.filter((member) => member.category === 'organisation').length;
  const found = organised > 0 ? of(true, 'yes', { count: organised }) : of(null, 'unknown');
  return rule('civil-society', 'R-WG-05', 'usual', null, found);
}

/** Posts that count as leading: deputy head, responsible secretary, head (R-WG-06), in both languages, as stems. */
const leadingPosts =
  /орун\s*басар|жооптуу\s+катчы|башчы|төрага|заместител|ответственн\S*\s+секретар|^глав|\sглава/i;

function leaderRules(members: readonly CompositionMember[]): RuleResult[] {
  const chair = members.find((member) => member.role === 'chair');
  if (chair === undefined) {
    return [
      rule('leader', 'R-WG-06', 'must', 'order', of(false, 'none')),
      rule('leader-post', 'R-WG-06', 'should', null, of(null, 'none')),
    ];
  }
  const people = [chair.fullName];
  const inside = chair.category === 'executive';
  const leading = leadingPosts.test(chair.post.normalize('NFC'));
  return [
    rule('leader', 'R-WG-06', 'must', 'order', of(inside, inside ? 'yes' : 'no', {}, { people })),
    // A post can be named in many ways: what is not recognised is left for a person to judge.
    rule(
      'leader-post',
      'R-WG-06',
      'should',
      null,
      leading ? of(true, 'yes', {}, { people }) : of(null, 'unknown', {}, { people }),
    ),
  ];
}

/** Both sexes equally is recommended; the smaller must reach 30 %, compared in whole numbers (R-WG-07). */
function sexRules(members: readonly CompositionMember[]): RuleResult[] {
  const women = members.filter((member) => member.sex === 'female').length;
  const men = members.filter((member) => member.sex === 'male').length;
  const unknown = members.length - women - men;
  const people = members.filter((member) => member.sex === null).map((member) => member.fullName);
  const equal =
    unknown > 0
      ? of(null, 'unknown', { women, men, unknown }, { people })
      : of(members.length > 0 && Math.abs(women - men) <= members.length % 2, 'counts', { women, men });
  return [
    rule('sexes', 'R-WG-07', 'must', 'order', minority(women, men, people)),
    rule('sexes-equal', 'R-WG-07', 'should', null, equal),
  ];
}

function minority(women: number, men: number, people: readonly string[]): Found {
  const unknown = people.length;
  if (women + men + unknown === 0) return of(false, 'nobody');
  const { smaller, needed, missing, holds } = minorityRule(women, men);
  if (unknown === 0) {
    if (holds) return of(true, 'yes', { women, men, needed });
    return of(false, smaller === 'women' ? 'women' : 'men', { women, men, needed, count: missing });
  }
  // Members whose sex is not given yet: the rule is decided only when every way to fill them in says the same.
  const ways = Array.from(
    { length: unknown + 1 },
    (_, k) => minorityRule(women + k, men + unknown - k).holds,
  );
  if (ways.every(Boolean)) {
    return of(true, 'yes', { women, men, needed: Math.ceil((3 * (women + men + unknown)) / 10) });
  }
  return of(ways.some(Boolean) ? null : false, 'unknown', { women, men, count: unknown }, { people });
}

/** A chair, a secretary, members (R-WG-12). */
function rolesRule(members: readonly CompositionMember[]): RuleResult {
  const chair = members.some((member) => member.role === 'chair');
  const secretary = members.some((member) => member.role === 'secretary');
  const note = chair && secretary ? 'yes' : chair ? 'no-secretary' : secretary ? 'no-chair' : 'neither';
  return rule('roles', 'R-WG-12', 'must', 'order', of(note === 'yes', note));
}

/** Each with name, post and contact (R-WG-12). */
function detailsRule(members: readonly CompositionMember[]): RuleResult {
  const lacking = members.filter((member) => member.post.trim() === '' || !member.hasContact);
  const people = lacking.map((member) => member.fullName);
  const done = members.length > 0 && lacking.length === 0;
  const found = done ? of(true, 'yes') : of(false, 'no', { count: lacking.length }, { people });
  return rule('details', 'R-WG-12', 'must', 'order', members.length === 0 ? of(false, 'nobody') : found);
}

/** All members know the methods before the field work (R-WG-10). */
function trainedRule(members: readonly CompositionMember[]): RuleResult {
  const untrained = members.filter((member) => !member.trained);
  const people = untrained.map((member) => member.fullName);
  const found =
    members.length === 0
      ? of(false, 'nobody')
      : untrained.length === 0
        ? of(true, 'yes')
        : of(false, 'no', { count: untrained.length }, { people });
  return rule('trained', 'R-WG-10', 'must', 'sessions', found);
}
