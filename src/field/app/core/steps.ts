import type { FunctionComponent } from 'preact';
import { focusParts } from '../../../needs/focus/rules/focus-record.ts';
import type { FieldMeeting } from '../../rules/items.ts';
import { programmeSteps, publicSteps } from '../../rules/programme.ts';

type ScreenModule = { readonly default: FunctionComponent };

/** Each screen is a file of its own, loaded when it is first shown (offline from the app's own store). */
const screens = {
  opening: () => import('../screens/opening.tsx'),
  aims: () => import('../screens/aims.tsx'),
  map: () => import('../screens/map.tsx'),
  venn: () => import('../screens/venn.tsx'),
  competence: () => import('../screens/competence.tsx'),
  pie: () => import('../screens/pie.tsx'),
  gallery: () => import('../screens/gallery.tsx'),
  closing: () => import('../screens/closing.tsx'),
  minutes: () => import('../screens/minutes.tsx'),
  hall: () => import('../screens/hall.tsx'),
  'focus-opening': () => import('../screens/focus-opening.tsx'),
  'focus-causes': () => import('../screens/focus-causes.tsx'),
  'focus-consequences': () => import('../screens/focus-consequences.tsx'),
  'focus-solutions': () => import('../screens/focus-solutions.tsx'),
  'focus-candidates': () => import('../screens/focus-candidates.tsx'),
  'focus-closing': () => import('../screens/focus-closing.tsx'),
  'public-opening': () => import('../screens/public-opening.tsx'),
  'public-agenda': () => import('../screens/public-agenda.tsx'),
  'public-speeches': () => import('../screens/public-speeches.tsx'),
  'public-votes': () => import('../screens/public-votes.tsx'),
  'public-closing': () => import('../screens/public-closing.tsx'),
} satisfies Record<string, () => Promise<ScreenModule>>;

export type ScreenName = keyof typeof screens;

export function isScreen(name: string): name is ScreenName {
  return Object.hasOwn(screens, name);
}

/** The screen's module. @throws TypeError when the browser cannot get its file. */
export function loadScreen(name: ScreenName): Promise<ScreenModule> {
  return screens[name]();
}

/** The steps of a meeting in the order of its programme (Annex 5). */
export function stepsOf(meeting: FieldMeeting): readonly ScreenName[] {
  if (meeting === 'public') return publicSteps;
  return meeting === 'session' ? programmeSteps : focusParts.map((part) => `focus-${part}` as const);
}
