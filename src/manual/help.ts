import { manualPath } from './contents.ts';

/**
 * Which part of the manual helps on a page: the longest beginning of its address that stands here. `*` is one part of
 * an address, an id or a word. A new room adds its line; a test asks that each page of the staff has one.
 */
export const helpPlaces: Readonly<Record<string, string>> = {
  '/account': 'staff/account',
  '/account/second-factor': 'staff/account#the-second-check',
  '/account/recovery-codes': 'staff/account#the-second-check',
  '/account/news': 'staff/account#news-and-the-log',

  '/m/*': 'staff/needs-assessment',
  '/m/*/jobs': 'staff/tables#while-a-file-is-read-and-entered',

  '/m/*/cycle': 'staff/cycle',
  '/m/*/cycle/decision': 'staff/cycle#steps',
  '/m/*/cycle/working-group': 'staff/people#groups',
  '/m/*/cycle/plan': 'staff/cycle#work-plan-and-schedule',
  '/m/*/cycle/readiness': 'staff/cycle#readiness',
  '/m/*/cycle/mistakes': 'staff/cycle#readiness',
  '/m/*/cycle/stages': 'staff/cycle#stages-and-the-end-of-a-cycle',
  '/m/*/cycle/programmes': 'staff/cycle#work-plan-and-schedule',
  '/m/*/cycle/papers': 'staff/cycle#orders-and-the-register',

  '/m/*/needs': 'facilitators/session-record#before-the-session',
  '/m/*/needs/plan': 'facilitators/session-record#before-the-session',
  '/m/*/needs/new': 'facilitators/session-record#before-the-session',
  '/m/*/needs/sessions': 'facilitators/session-record#after-the-session-seven-steps',
  '/m/*/needs/sessions/*/schedule': 'facilitators/session-record#before-the-session',
  '/m/*/needs/sessions/*/board': 'staff/priorities#1-group-the-stickers-the-gallery',
  '/m/*/needs/sessions/*/close': 'facilitators/session-record#rules-that-hold',
  '/m/*/needs/sessions/*/documents': 'facilitators/session-record#papers-and-tables',
  '/m/*/needs/sessions/*/map': 'facilitators/app#the-meeting',
  '/m/*/needs/import': 'facilitators/session-record#import',
  '/m/*/needs/export': 'facilitators/session-record#papers-and-tables',
  '/m/*/needs/priorities': 'staff/priorities#2-read-the-list',
  '/m/*/needs/villages/*/*': 'facilitators/session-record#papers-and-tables',
  '/m/*/needs/villages/*/priorities': 'staff/priorities#2-read-the-list',
  '/m/*/needs/problems': 'staff/priorities#1-group-the-stickers-the-gallery',
  '/m/*/needs/catalogue': 'staff/priorities#1-group-the-stickers-the-gallery',
  '/m/*/needs/glossary': 'staff/priorities#1-group-the-stickers-the-gallery',
  '/m/*/needs/institutions': 'staff/people#organisations',
  '/m/*/needs/known-budget': 'facilitators/session-record#after-the-session-seven-steps',
  '/m/*/needs/focus': 'staff/focus-groups',
  '/m/*/needs/focus/new': 'staff/focus-groups#planning',
  '/m/*/needs/focus/*/plan': 'staff/focus-groups#planning',
  '/m/*/needs/focus/*/attendance': 'staff/focus-groups#the-record',
  '/m/*/needs/focus/*/people': 'staff/focus-groups#the-record',
  '/m/*/needs/focus/*/notes': 'staff/focus-groups#the-record',
  '/m/*/needs/focus/*/problems': 'staff/focus-groups#the-record',
  '/m/*/needs/synthesis': 'staff/focus-groups#what-they-found',

  '/m/*/public-meetings': 'staff/meetings',
  '/m/*/public-meetings/*/door': 'staff/voting#at-the-door',
  '/m/*/public-meetings/*/tokens': 'staff/voting#before-the-meeting',
  '/m/*/public-meetings/*/votes': 'staff/voting#the-vote',
  '/m/*/public-meetings/planning': 'staff/planning-meeting',
  '/m/*/public-meetings/planning/*/door': 'staff/voting#at-the-door',
  '/m/*/public-meetings/planning/*/tokens': 'staff/voting#before-the-meeting',
  '/m/*/public-meetings/planning/*/votes': 'staff/voting#the-vote',

  '/m/*/groups': 'staff/groups',
  '/m/*/groups/*/edit': 'staff/groups#one-group',

  '/m/*/plan': 'staff/plan',
  '/m/*/plan/*/check': 'staff/plan#what-the-plan-lacks-versions-papers',
  '/m/*/plan/*/versions': 'staff/plan#what-the-plan-lacks-versions-papers',
  '/m/*/plan/*/papers': 'staff/plan#what-the-plan-lacks-versions-papers',
  '/m/*/plan/*/sheets': 'staff/plan#those-without-a-computer',
  '/m/*/plan/*/carry': 'staff/plan#what-goes-on-from-the-plan-before',
  '/m/*/plan/*/import': 'staff/plan#an-existing-plan',
  '/m/*/plan/*/directions': 'staff/plan#directions-problems-tasks',
  '/m/*/plan/*/problems': 'staff/plan#directions-problems-tasks',
  '/m/*/plan/*/tasks': 'staff/plan#an-item',
  '/m/*/plan/*/items': 'staff/plan#an-item',
  '/m/*/plan/*/items/*/money': 'staff/plan#money-and-contributions',

  '/m/*/deadlines': 'staff/deadlines',
  '/m/*/deadlines/rules': 'staff/deadlines#rules',

  '/m/*/territory': 'staff/villages',
  '/m/*/territory/settings': 'staff/villages#settings-of-the-municipality',
  '/m/*/territory/villages': 'staff/villages#the-profile-of-a-village',

  '/m/*/people': 'staff/people',
  '/m/*/people/bodies': 'staff/people#groups',
  '/m/*/people/organisations': 'staff/people#organisations',
  '/m/*/people/staff': 'staff/people#staff',

  '/m/*/acts': 'staff/cycle#orders-and-the-register',

  '/m/*/field': 'administrators/field#devices',
  '/m/*/field/import': 'administrators/field#what-came-in',

  '/m/*/journal': 'staff/journal',
  '/m/*/journal/accounts': 'staff/journal#events-of-accounts',
  '/m/*/privacy': 'administrators/privacy',
  '/m/*/letters': 'administrators/mail#when-a-letter-does-not-go',

  '/admin/letters': 'administrators/mail#when-a-letter-does-not-go',
  '/admin/installation': 'administrators/database#the-state-of-this-installation',
  '/admin/units': 'administrators/units',
  '/admin/units/new': 'administrators/units#what-a-name-is',
  '/admin/units/import': 'administrators/units#import',
  '/admin/units/*': 'administrators/units#changes',
  '/admin/calendar': 'administrators/calendar',
  '/admin/account': 'administrators/accounts',
};

const rules = Object.entries(helpPlaces)
  .map(([pattern, place]) => ({ pattern, parts: pattern.split('/'), place }))
  // The longest first; of equal length the one with fewer `*`.
  .sort((a, b) => b.parts.length - a.parts.length || stars(a.parts) - stars(b.parts));

function stars(parts: readonly string[]): number {
  return parts.filter((part) => part === '*').length;
}

/** The line of `helpPlaces` that speaks of a path without language prefix; undefined for a page of residents. */
export function helpRule(path: string) {
  const asked = path.split('/');
  return rules.find(
    ({ parts }) =>
      parts.length <= asked.length && parts.every((part, at) => part === '*' || part === asked[at]),
  );
}

/** Where the question mark of a page leads, without language prefix; undefined where there is none. */
export function helpFor(path: string): string | undefined {
  const rule = helpRule(path);
  return rule && manualPath(rule.place);
}
