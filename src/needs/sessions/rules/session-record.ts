/**
 * What a session leaves behind besides its stickers: who came, the drawings, the budget pie, the notes. The field
 * app draws from it, the server writes it into the tables. Plain values only: nothing here knows how it is kept.
 */

import {
  type CircleSize,
  type MapCondition,
  type MapKind,
  type MapUser,
  type Relation,
} from '../../../drawings/words.ts';
import type { MeetingPerson, MeetingRecord, PhotoPurpose } from '../../../meetings/rules/record.ts';

export type { PhotoPurpose };

export const mapShapes = ['none', 'point', 'line', 'area'] as const;
export type MapShape = (typeof mapShapes)[number];

/** What lies under the drawing. */
export const mapBases = ['sheet', 'photo', 'tiles'] as const;
export type MapBase = (typeof mapBases)[number];

/** Side of the sheet in its own units; a photo lies on it with its longer side as long as this. */
export const sheetSide = 10_000;

export type MapObject = {
  readonly id: string;
  readonly order: number;
  readonly kind: MapKind;
  readonly name: string;
  readonly condition: MapCondition | null;
  readonly users: readonly MapUser[];
  /** Something people wish for and that is not there yet (R-MAP-06). */
  readonly wished: boolean;
  readonly note: string;
  /** `none`: named in the list and not drawn. */
  readonly shape: MapShape;
  /** `sheet`: x to the right and y down, 0 … sheetSide. `wgs84`: longitude and latitude in degrees. */
  readonly crs: 'sheet' | 'wgs84';
  readonly points: readonly (readonly [number, number])[];
};

export const diagrams = ['common', 'women', 'men'] as const;
export type Diagram = (typeof diagrams)[number];

export const institutionKinds = ['localGroup', 'localInstitution', 'outside'] as const;
export type InstitutionKind = (typeof institutionKinds)[number];

/** An institution people named, once for all diagrams. */
export type Institution = {
  readonly id: string;
  readonly order: number;
  readonly name: string;
  readonly kind: InstitutionKind | null;
  /** The executive itself: relations to it are the ones the report lists. One at most. */
  readonly executive: boolean;
  /** 1 (bad) … 5 (good): how people judge its work; null when not asked. */
  readonly quality: number | null;
  /** 1 … 5: how content people are with it. */
  readonly satisfaction: number | null;
  readonly judgement: string;
};

/** An institution's circle in one diagram. An institution without a circle in a diagram was left out by that group. */
export type Circle = {
  readonly id: string;
  readonly institutionId: string;
  readonly diagram: Diagram;
  readonly size: CircleSize;
  /** Centre on the sheet, 0 … 1000 both ways. */
  readonly x: number;
  readonly y: number;
};

/** How two circles of one diagram stand to each other; pairs not listed are `separate`. `a` < `b` as texts. */
export type CircleLink = {
  readonly diagram: Diagram;
  readonly a: string;
  readonly b: string;
  readonly relation: Exclude<Relation, 'separate'>;
};

export type PieSlice = {
  readonly id: string;
  readonly order: number;
  readonly name: string;
  /** Entry of the list of usual expenses, so that it can be laid beside the real budget; null for the group's own. */
  readonly key: string | null;
  /** Hundredths of a per cent; a finished pie sums to 10 000. */
  readonly share: number;
};

/** `question`: asked about the budget. `hearing`: a topic people want a public hearing on. */
export type BudgetQuestion = {
  readonly id: string;
  readonly order: number;
  readonly kind: 'question' | 'hearing';
  readonly text: string;
};

export type SessionPerson = MeetingPerson;

/** The parts of a meeting that have notes of their own, in the order of the programme (Annex 5). */
export const noteParts = [
  'opening',
  'resources',
  'institutions',
  'competence',
  'budget',
  'gallery',
  'closing',
] as const;
export type NotePart = (typeof noteParts)[number];

export type SessionPhoto = {
  readonly id: string;
  readonly purpose: PhotoPurpose;
  readonly caption: string;
  readonly width: number;
  readonly height: number;
};

/** A column of the gallery: stickers that say the same under a short title. */
export type GalleryColumn = {
  readonly id: string;
  readonly order: number;
  readonly name: string;
  readonly competence: 'local' | 'delegated' | 'outside' | null;
  /** 1 … 23 of the catalogue of local matters. */
  readonly localMatter: number | null;
};

export type SessionRecord = MeetingRecord & {
  /** Present and not counted among participants: others than deputies and staff of the executive. */
  readonly guests: number | null;
  readonly notes: Readonly<Record<NotePart, string>>;
  readonly mapBase: MapBase;
  /** The photo under the map. */
  readonly mapPhotoId: string | null;
  readonly mapObjects: readonly MapObject[];
  readonly institutions: readonly Institution[];
  readonly circles: readonly Circle[];
  readonly links: readonly CircleLink[];
  readonly slices: readonly PieSlice[];
  /** Total of the budget told to the group, whole tyiyn as a text of digits; null when not told. */
  readonly budgetTotal: string | null;
  readonly budgetQuestions: readonly BudgetQuestion[];
  readonly photos: readonly SessionPhoto[];
  readonly columns: readonly GalleryColumn[];
  /** Sticker → column; a sticker that is not named stands in none. */
  readonly placements: Readonly<Record<string, string>>;
};

/** Most of each kind; what is beyond is refused by the server and not offered by the app. */
export const recordLimits = {
  people: 400,
  mapObjects: 400,
  points: 500,
  institutions: 100,
  slices: 40,
  questions: 100,
  photos: 30,
  columns: 200,
  name: 200,
  note: 20_000,
  judgement: 2000,
} as const;
