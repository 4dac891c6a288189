import type { MunicipalityScope } from '../platform/db/scope.ts';
import type { DocumentModel } from '../platform/documents/model.ts';
import type { IsoDate } from '../platform/i18n/calendar.ts';
import type { Refused } from '../platform/refusals.ts';
import type { ActRow } from './data.ts';
import { saysTheSame } from './said.ts';
import type { FrozenPaper, Paper } from './schema.ts';

/** Makes a paper from the data as they are now. `null` when what the paper is about does not exist any more. */
export type PaperBuild = (scope: MunicipalityScope, act: ActRow) => Promise<Paper | null>;

type Template = {
  readonly build: PaperBuild;
  /** The same paper without personal data. Papers whose template has none are never published. */
  readonly buildOpen?: PaperBuild | undefined;
  /** The paper as an earlier version of the program worded it: one signed so has not been outlived by the new words. */
  readonly former?: PaperBuild | undefined;
  readonly obstacle?: Obstacle | undefined;
  readonly doubts?: Doubts | undefined;
};

/** Why a paper may not be signed yet, refused by the room that knows; null when nothing stands in the way. */
export type Obstacle = (scope: MunicipalityScope, act: ActRow) => Promise<Refused | null>;

/**
 * What contradicts itself in a paper about to be signed, in sentences (a message and its values). Nothing of it forbids
 * the signature; whoever signs says that it is meant so.
 */
export type Doubt = {
  readonly message: string;
  readonly params?: Readonly<Record<string, number>>;
  /** Values that are days; each language writes them its own way. */
  readonly days?: Readonly<Record<string, IsoDate>>;
  /** Days on which something happened, as they stand inside the sentence. */
  readonly on?: Readonly<Record<string, IsoDate>>;
};
export type Doubts = (scope: MunicipalityScope, act: ActRow) => Promise<readonly Doubt[]>;

const templates = new Map<string, Template>();

/**
 * Tells the register how a paper is made. Whoever puts the program together (app.ts, the demonstration) says it for
 * each paper of the rooms above, so that this room knows no room above it.
 * @throws Error when the name is taken by another build.
 */
export function registerTemplate(
  name: string,
  build: PaperBuild,
  options: { open?: PaperBuild; former?: PaperBuild; obstacle?: Obstacle; doubts?: Doubts } = {},
): void {
  const known = templates.get(name);
  if (known && known.build !== build) throw new Error(`Two builds for the paper ${name}.`);
  const { open, former, obstacle, doubts } = options;
  templates.set(name, { build, buildOpen: open, former, obstacle, doubts });
}

/** Whether residents may ever read papers of this template. */
export function isPublishable(template: string | null): boolean {
  return template !== null && templates.get(template)?.buildOpen !== undefined;
}

/** What stands in the way of signing a draft now. */
export async function signingObstacle(scope: MunicipalityScope, act: ActRow): Promise<Refused | null> {
  if (act.template === null) return null;
  return (await templates.get(act.template)?.obstacle?.(scope, act)) ?? null;
}

/** What contradicts itself in a draft, were it signed with the day that it carries. */
export async function signingDoubts(scope: MunicipalityScope, act: ActRow): Promise<readonly Doubt[]> {
  if (act.template === null) return [];
  return (await templates.get(act.template)?.doubts?.(scope, act)) ?? [];
}

/** Whether a signed paper would say something else if it were made from the data of now. */
export async function outlived(scope: MunicipalityScope, act: ActRow): Promise<boolean> {
  if (act.state !== 'signed' || act.template === null || !act.documents) return false;
  const template = templates.get(act.template);
  const paper = await template?.build(scope, act);
  if (!template || !paper || saysTheSame(paper, act.documents)) return false;
  const former = await template.former?.(scope, act);
  return !former || !saysTheSame(former, act.documents);
}

/** The paper of an act: the frozen one when it was signed, else made anew. `null` for papers from outside. */
export async function paperOf(scope: MunicipalityScope, act: ActRow): Promise<Paper | null> {
  if (act.documents) return revived(act.documents);
  if (act.template === null) return null;
  return (await templates.get(act.template)?.build(scope, act)) ?? null;
}

/** A paper as it came back from the database: its dates are texts there. */
export function revived(paper: Paper): Paper {
  const withDate = (model: DocumentModel): DocumentModel => {
    if (model.date === undefined) return model;
    return { ...model, date: new Date(model.date) };
  };
  return { ky: withDate(paper.ky), ru: withDate(paper.ru) };
}

/** The paper to be kept with the signature, both versions. */
export async function freezePaper(scope: MunicipalityScope, act: ActRow): Promise<FrozenPaper | null> {
  if (act.template === null) return null;
  const template = templates.get(act.template);
  const paper = await template?.build(scope, act);
  if (!template || !paper) return null;
  const open = await template.buildOpen?.(scope, act);
  return open ? { ...paper, open } : paper;
}
