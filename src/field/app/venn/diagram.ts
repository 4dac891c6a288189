import type { SessionEdits } from '../../rules/document.ts';
import { nextOrder } from '../../rules/order.ts';
import {
  changesOfMove,
  freePlace,
  placeFor,
  relationOf,
  snapDrop,
  type Placed,
  type Point,
} from '../../rules/relations.ts';
import type {
  Circle,
  CircleLink,
  Diagram,
  Institution,
  SessionRecord,
} from '../../../needs/sessions/rules/session-record.ts';
import type { SheetCircle } from '../../../drawings/venn-diagram.tsx';
import type { CircleSize, Relation } from '../../../drawings/words.ts';

/** What of the record the diagrams are. */
export type VennRecord = Pick<SessionRecord, 'institutions' | 'circles' | 'links'>;

/** An institution with its circle in the diagram that is open. `number` is its place in the list, the same everywhere. */
export type Drawn = { readonly institution: Institution; readonly number: number; readonly circle: Circle };

/** A circle as it lies on the sheet. */
export const sheetCircle = ({
  institution,
  number,
  circle,
}: Drawn): SheetCircle & { readonly institutionId: string } => ({
  id: circle.id,
  institutionId: institution.id,
  number,
  name: institution.name,
  size: circle.size,
  x: circle.x,
  y: circle.y,
  executive: institution.executive,
});

/** One diagram, ready to be drawn and asked. */
export type DiagramView = {
  readonly diagram: Diagram;
  /** In the order institutions were named, the executive first. */
  readonly drawn: readonly Drawn[];
  readonly executive: Drawn | undefined;
  readonly links: readonly CircleLink[];
  /** How two circles stand, as it was said. */
  readonly relation: (a: string, b: string) => Relation;
};

/** The list of institutions: the executive first, then as they were ordered. */
export function listed(record: VennRecord): { institution: Institution; number: number }[] {
  const sorted = [...record.institutions].sort((a, b) => Number(b.executive) - Number(a.executive));
  return sorted.map((institution, index) => ({ institution, number: index + 1 }));
}

const pair = (a: string, b: string) => (a < b ? `${a}|${b}` : `${b}|${a}`);

/** Reads one diagram. Of two circles of one institution (made on two devices at once) the first counts. */
export function diagramOf(record: VennRecord, diagram: Diagram): DiagramView {
  const circles = new Map<string, Circle>();
  for (const circle of record.circles)
    if (circle.diagram === diagram && !circles.has(circle.institutionId))
      circles.set(circle.institutionId, circle);
  const drawn = listed(record).flatMap((one): Drawn[] => {
    const circle = circles.get(one.institution.id);
    return circle ? [{ ...one, circle }] : [];
  });
  const known = new Set(drawn.map((one) => one.circle.id));
  const links = record.links.filter((one) => one.diagram === diagram && known.has(one.a) && known.has(one.b));
  const byPair = new Map(links.map((link) => [pair(link.a, link.b), link.relation]));
  return {
    diagram,
    drawn,
    executive: drawn.find((one) => one.institution.executive),
    links,
    relation: (a, b) => byPair.get(pair(a, b)) ?? 'separate',
  };
}

const placed = (view: DiagramView): Placed[] => view.drawn.map((one) => one.circle);

/** Draws an institution where there is room, apart from all. */
export function addCircle(
  edit: SessionEdits,
  view: DiagramView,
  institutionId: string,
  size: CircleSize,
  id: string,
): void {
  edit.put('circles', id, { institutionId, diagram: view.diagram, size, ...freePlace(size, placed(view)) });
}

/** Takes an institution out of a diagram; it stays in the list: it was left out here. */
export function removeCircle(edit: SessionEdits, view: DiagramView, circle: Circle): void {
  edit.together(() => {
    for (const link of view.links)
      if (link.a === circle.id || link.b === circle.id) edit.link(view.diagram, link.a, link.b, 'separate');
    edit.remove('circles', circle.id);
  });
}

/** Gives a circle another size and the nearest place at which its ties still show. */
export function resize(edit: SessionEdits, view: DiagramView, circle: Circle, size: CircleSize): void {
  if (size === circle.size) return;
  const next = { ...circle, size };
  const place = placeFor(next, placed(view), (other) => view.relation(circle.id, other));
  edit.put('circles', circle.id, { size, ...place });
}

/**
 * A circle was put down: it comes to rest (with `snap`), and the pairs the move changed are linked as they stand.
 * @returns where it rests.
 */
export function putDown(
  edit: SessionEdits,
  view: DiagramView,
  circle: Circle,
  at: Point,
  snap: boolean,
): Point {
  const others = placed(view).filter((one) => one.id !== circle.id);
  const rest = snap ? snapDrop({ ...circle, ...at }, others) : { x: Math.round(at.x), y: Math.round(at.y) };
  const after = { ...circle, ...rest };
  const changes = changesOfMove(circle, after, others, (other) => view.relation(circle.id, other));
  edit.together(() => {
    edit.put('circles', circle.id, rest);
    for (const change of changes) edit.link(view.diagram, circle.id, change.otherId, change.relation);
  });
  return rest;
}

/** Says how two circles stand and moves one of them there: never the executive, else the one with fewer ties. */
export function relate(edit: SessionEdits, view: DiagramView, a: Drawn, b: Drawn, relation: Relation): void {
  const ties = (one: Drawn) =>
    view.links.filter((link) => link.a === one.circle.id || link.b === one.circle.id).length;
  const movesA = b.institution.executive || (!a.institution.executive && ties(a) <= ties(b));
  const [moved, fixed] = movesA ? [a, b] : [b, a];
  const place = placeFor(
    moved.circle,
    placed(view),
    (other) => (other === fixed.circle.id ? relation : view.relation(moved.circle.id, other)),
    fixed.circle.id,
  );
  edit.together(() => {
    edit.link(view.diagram, a.circle.id, b.circle.id, relation);
    if (relationOf(moved.circle, fixed.circle) !== relation) edit.put('circles', moved.circle.id, place);
  });
}

/** Pairs whose circles do not show what was said, for want of room: the drawing ties them with a line. */
export function hiddenTies(view: DiagramView): { a: Circle; b: Circle; key: string }[] {
  const byId = new Map(view.drawn.map((one) => [one.circle.id, one.circle]));
  return view.links.flatMap((link) => {
    const a = byId.get(link.a);
    const b = byId.get(link.b);
    return a && b && relationOf(a, b) !== link.relation ? [{ a, b, key: `${a.id}|${b.id}` }] : [];
  });
}

/** Begins a diagram with the institutions of another: middle circles, apart, ready to be judged anew. */
export function startFrom(
  edit: SessionEdits,
  record: VennRecord,
  from: Diagram,
  to: Diagram,
  newId: () => string,
): void {
  const source = diagramOf(record, from);
  const target = diagramOf(record, to);
  const has = new Set(target.drawn.map((one) => one.institution.id));
  const others = placed(target);
  edit.together(() => {
    for (const one of source.drawn) {
      if (has.has(one.institution.id)) continue;
      const circle = { id: newId(), size: 'middle' as const, ...freePlace('middle', others) };
      others.push(circle);
      const { id, ...fields } = circle;
      edit.put('circles', id, { ...fields, institutionId: one.institution.id, diagram: to });
    }
  });
}

/** Takes an institution off the list and out of every diagram. */
export function removeInstitution(edit: SessionEdits, record: VennRecord, id: string): void {
  const circles = record.circles.filter((one) => one.institutionId === id).map((one) => one.id);
  edit.together(() => {
    for (const link of record.links)
      if (circles.includes(link.a) || circles.includes(link.b))
        edit.link(link.diagram, link.a, link.b, 'separate');
    for (const circle of circles) edit.remove('circles', circle);
    edit.remove('institutions', id);
  });
}

/** Moves an institution one place up (-1) or down (+1) in the list; the executive stays first. */
export function reorder(edit: SessionEdits, record: VennRecord, id: string, by: 1 | -1): void {
  const rest = listed(record)
    .map((one) => one.institution)
    .filter((one) => !one.executive);
  const at = rest.findIndex((one) => one.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= rest.length) return;
  const [moved] = rest.splice(at, 1);
  rest.splice(to, 0, moved!);
  edit.together(() => rest.forEach((one, index) => edit.put('institutions', one.id, { order: index + 1 })));
}

/**
 * The id of the executive's own entry: the meeting's id in another version of UUID, so that two devices that add it
 * apart have added the same one.
 */
export function executiveId(meetingId: string): string {
  return `${meetingId.slice(0, 14)}8${meetingId.slice(15)}`;
}

/** Adds what people named; the executive comes with the first name, since ties are told to it. */
export function nameInstitution(
  edit: SessionEdits,
  record: VennRecord,
  one: Pick<Institution, 'name' | 'kind'>,
  id: string,
  executive: { readonly id: string; readonly name: string },
): void {
  edit.together(() => {
    if (record.institutions.length === 0)
      edit.put('institutions', executive.id, {
        name: executive.name,
        kind: 'localInstitution',
        order: 0,
        executive: true,
      });
    if (id !== executive.id)
      edit.put('institutions', id, { ...one, order: nextOrder(record.institutions), executive: false });
    else edit.put('institutions', executive.id, { ...one, order: 0, executive: true });
  });
}
