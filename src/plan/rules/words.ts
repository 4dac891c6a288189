/** Words of the room that tables, forms and papers share. */

/** The plan's way: written, shown to residents with a closing date, approved by the kenesh. */
export const planStates = ['draft', 'discussion', 'approved'] as const;
export type PlanState = (typeof planStates)[number];

/** Who does it (issue of the book: own force, community, contractor; social order: municipal commissioning). */
export const doers = ['own', 'community', 'contractor', 'delegated', 'socialOrder'] as const;

/** What kind of thing is done; a plan of buildings only is a sign of a weak one (seed-003 L938). */
export const itemKinds = ['works', 'service', 'event', 'study', 'other'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What became of an item of a plan whose time is over: done, goes on in the next plan, stopped. */
export const itemOutcomes = ['done', 'goesOn', 'stopped'] as const;

export const itemStates = ['planned', 'dropped'] as const;

/** base: before; final: result at the end; impact: what changes in people's lives. */
export const indicatorKinds = ['base', 'final', 'impact'] as const;

/** How an indicator is measured (seed-003 F-ME). */
export const measuringWays = ['documents', 'survey', 'visual', 'expert'] as const;

/** Where what an item needs comes from. */
export const sourceKinds = [
  'localBudget',
  'communityMoney',
  'labour',
  'materials',
  'equipment',
  'sponsor',
  'stimulusGrant',
  'donor',
  'regionalFund',
  'fee',
  'other',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Sources that are the community's own: what people themselves give. */
export const communitySources: readonly SourceKind[] = ['communityMoney', 'labour', 'materials', 'equipment'];

/** Who gives: the municipality, an organisation, residents together, or one person, named in public only at their wish. */
export const givers = ['municipality', 'organisation', 'community', 'person'] as const;
export type Giver = (typeof givers)[number];

/** An amount for the whole, or for each month of the item's time (a fee). */
export const sourceTerms = ['once', 'monthly'] as const;

/** Steps of the plan to its force, in their order. */
export const approvalSteps = ['gathering', 'head', 'kenesh'] as const;
export type ApprovalStep = (typeof approvalSteps)[number];

/** How an approved plan is changed: by the whole chain, or by the head's order. */
export const changeWays = ['chain', 'order'] as const;
export type ChangeWay = (typeof changeWays)[number];

export const versionKinds = ['kept', 'discussion', 'approved', 'changed'] as const;
export type VersionKind = (typeof versionKinds)[number];

export const planLangs = ['ky', 'ru'] as const;

/** Sheets filled in by hand: a new item, or what somebody says of one that stands. */
export const sheetKinds = ['item', 'comment'] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** Parts of an item for which another wording may be proposed; they are the rows of the comment sheet. */
export const itemParts = ['item', 'steps', 'indicators', 'days', 'responsible', 'resources'] as const;
export type ItemPart = (typeof itemParts)[number];
