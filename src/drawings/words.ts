/** What drawings are made of, in the words of the method: the one list of each for tables, rules, phone and paper. */

/** The nine kinds of places on a village's map, in the order of the method. */
export const mapKinds = [
  'infrastructure',
  'water',
  'arable',
  'agroZone',
  'forest',
  'pasture',
  'trade',
  'service',
  'special',
] as const;
export type MapKind = (typeof mapKinds)[number];

/** State of an object, best first. */
export const mapConditions = ['new', 'building', 'repair', 'old', 'collapsing'] as const;
export type MapCondition = (typeof mapConditions)[number];

/** Who uses a place most (R-MAP-03). Several may be named. */
export const mapUsers = ['women', 'men', 'youth', 'elderly', 'children', 'everyone'] as const;
export type MapUser = (typeof mapUsers)[number];

/** Size of an institution's circle: how much it matters. */
export const circleSizes = ['small', 'middle', 'big'] as const;
export type CircleSize = (typeof circleSizes)[number];

/** How two circles stand: apart, exchange of information, some joint decisions, full cooperation. */
export const relations = ['separate', 'touching', 'partial', 'full'] as const;
export type Relation = (typeof relations)[number];

/** The eight stages of the cycle in their order. The message key of each is `drawings.stage.<name>`. */
export const stages = [
  'needs',
  'groups',
  'plan',
  'budget',
  'execution',
  'monitoring',
  'evaluation',
  'report',
] as const;
export type Stage = (typeof stages)[number];
