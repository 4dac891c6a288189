import * as Y from 'yjs';
import type { FieldMeeting } from './items.ts';
import { ownChange, type Meta, type SessionDocument } from './document.ts';

/**
 * Undo belongs to the step one sees: each step has what it changes and nothing of another, so that a press on the map
 * never takes somebody off the sheet. Stickers are only ever added, and no step takes them back.
 */
type Scope = {
  /** Roots of the document, the one that tells most first: a removed institution says more than its circle. */
  readonly roots: readonly string[];
  /** Facts of the meeting that this step settles. */
  readonly meta?: readonly (keyof Meta)[];
};

const focusTable: Scope = { roots: ['entries', 'topics'] };
const scopes: Readonly<Record<string, Scope>> = {
  map: { roots: ['mapObjects'], meta: ['mapBase', 'mapPhotoId'] },
  venn: { roots: ['institutions', 'circles', 'links'] },
  pie: { roots: ['slices', 'questions'], meta: ['budgetTotal'] },
  gallery: { roots: ['columns', 'placements'] },
  'focus-causes': focusTable,
  'focus-consequences': focusTable,
  'focus-solutions': focusTable,
};

/** Where something lies or what was told of it: it is not the thing that comes or goes. */
const told: readonly string[] = ['placements', 'links', 'topics', 'meta'];

/** The steps of a meeting whose work is taken back by undo. */
export const undoSteps = (meeting: FieldMeeting): readonly string[] =>
  Object.keys(scopes).filter((step) => step.startsWith('focus-') === (meeting === 'focusGroup'));

/** The origin of changes that a step of a focus group makes: its steps fill one table, each its own columns of it. */
export const originOf = (step: string): string =>
  step.startsWith('focus-') ? `${ownChange}/${step}` : ownChange;

/** One step of undo: what came back or went, said of the thing that tells most. */
export type TakenBack = {
  readonly change: 'came' | 'went' | 'changed';
  /** The root it stands in; `meta` with the name of the fact as `name`. */
  readonly of: string;
  /** What people call it; empty when it has no name. */
  readonly name: string;
  /** Further things of the same kind. */
  readonly more: number;
};

/** What can be taken back at a step, and taken back again. */
export class StepUndo {
  readonly #doc: SessionDocument;
  readonly #scope: Scope;
  readonly #manager: Y.UndoManager;

  private constructor(doc: SessionDocument, step: string, scope: Scope, told: () => void) {
    this.#doc = doc;
    this.#scope = scope;
    const meta = doc.getMap('meta');
    const own = new Set<string>(scope.meta);
    this.#manager = new Y.UndoManager(
      [...scope.roots.map((name) => doc.getMap(name)), ...(own.size > 0 ? [meta] : [])],
      {
        trackedOrigins: new Set([originOf(step)]),
        captureTimeout: 300,
        // The facts of all steps lie in one map: those of another step are not this one's.
        captureTransaction: (transaction) => {
          const facts = [...transaction.changed].find(([type]) => Object.is(type, meta))?.[1];
          return facts === undefined || [...facts].some((fact) => own.has(fact ?? ''));
        },
      },
    );
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
      this.#manager.on(event, told);
  }

  /** Watches a step from now on; undefined of one whose work is not taken back by undo. */
  static of(doc: SessionDocument, step: string, told: () => void = () => undefined): StepUndo | undefined {
    const scope = Object.hasOwn(scopes, step) ? scopes[step] : undefined;
    return scope && new StepUndo(doc, step, scope, told);
  }

  get canUndo(): boolean {
    return this.#manager.undoStack.length > 0;
  }
  get canRedo(): boolean {
    return this.#manager.redoStack.length > 0;
  }
  undo(): TakenBack | undefined {
    return this.#seen(() => this.#manager.undo());
  }
  redo(): TakenBack | undefined {
    return this.#seen(() => this.#manager.redo());
  }
  /** The next change is a step of its own, however soon it comes. */
  stop(): void {
    this.#manager.stopCapturing();
  }
  end(): void {
    this.#manager.destroy();
  }

  #seen(work: () => unknown): TakenBack | undefined {
    const names = [...this.#scope.roots, ...(this.#scope.meta ? ['meta'] : [])];
    const roots = names.map((name) => ({ name, root: this.#doc.getMap(name) }));
    // What goes has no name any more afterwards; a sticker that was placed stays, so a wall of them is not read for it.
    const before = new Map(
      roots.flatMap(({ name, root }) =>
        name === 'placements' ? [] : [...root.keys()].map((id) => [`${name} ${id}`, this.#name(name, id)]),
      ),
    );
    const found = new Map<string, Map<string, TakenBack['change']>>();
    const looks = roots.map(({ name, root }) => {
      const changes = new Map<string, TakenBack['change']>();
      found.set(name, changes);
      const look = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
        for (const event of events) {
          const [of] = event.path;
          if (of !== undefined) {
            if (!changes.has(String(of))) changes.set(String(of), 'changed');
          } else
            for (const [id, { action }] of event.changes.keys)
              changes.set(id, action === 'add' ? 'came' : action === 'delete' ? 'went' : 'changed');
        }
      };
      root.observeDeep(look as Parameters<typeof root.observeDeep>[0]);
      return () => root.unobserveDeep(look as Parameters<typeof root.observeDeep>[0]);
    });
    try {
      work();
    } finally {
      for (const stop of looks) stop();
    }
    for (const name of names) {
      const [first, ...others] = found.get(name) ?? [];
      if (!first) continue;
      const [id, change] = first;
      const kind = told.includes(name) ? 'changed' : change;
      const after = change === 'went' && name !== 'placements' ? '' : this.#name(name, id);
      return {
        change: kind,
        of: name,
        name: after || (before.get(`${name} ${id}`) ?? ''),
        more: others.length,
      };
    }
    return undefined;
  }

  /** What people call the thing with this id; of a fact of the meeting its own name. */
  #name(root: string, id: string): string {
    const field = (of: string, key: string, name: string): string => {
      const thing = this.#doc.getMap(of).get(key);
      const value = thing instanceof Y.Map ? (thing.get(name) as unknown) : undefined;
      return typeof value === 'string' ? value.trim() : '';
    };
    const circle = (key: string) => field('institutions', field('circles', key, 'institutionId'), 'name');
    switch (root) {
      case 'meta':
        return id;
      case 'circles':
        return circle(id);
      case 'links':
        return id.split('|').slice(1).map(circle).filter(Boolean).join(' – ');
      case 'placements':
        return stickerText(this.#doc.getMap('stickers').get(id));
      case 'questions':
      case 'entries':
        return field(root, id, 'text');
      case 'topics':
        return '';
      default:
        return field(root, id, 'name');
    }
  }
}

function stickerText(json: unknown): string {
  try {
    const { text } = JSON.parse(String(json)) as { text?: unknown };
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}
