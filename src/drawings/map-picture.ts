/* eslint-disable max-lines -- one picture, drawn from the ground up */
import type { Drawing, Shape } from '../platform/documents/model.ts';
import { conditionLook, kindLook, signPath, type Sign } from './map-look.ts';
import { boundingBox, mercator, middleOf, placeLabels, type Box, type Point } from './map-layout.ts';
import { mapConditions, mapKinds, mapUsers, type MapCondition, type MapKind, type MapUser } from './words.ts';

// The picture of a map as plain shapes: the same in the app, on a page, in a PDF and in a Word file.

export type PictureObject = {
  readonly name: string;
  readonly kind: MapKind;
  readonly condition: MapCondition | null;
  readonly users: readonly MapUser[];
  readonly wished: boolean;
  readonly shape: 'none' | 'point' | 'line' | 'area';
  readonly crs: 'sheet' | 'wgs84';
  readonly points: readonly Point[];
};

/** The words of the picture in the reader's language. */
export type PictureWords = {
  readonly kind: Readonly<Record<MapKind, string>>;
  readonly condition: Readonly<Record<MapCondition, string>>;
  readonly user: Readonly<Record<MapUser, string>>;
  /** One or two letters that stand for a user beside a sign; explained in the legend. */
  readonly userMark: Readonly<Record<MapUser, string>>;
  readonly wished: string;
  readonly usedMost: string;
};

export type PictureOptions = {
  readonly objects: readonly PictureObject[];
  readonly words: PictureWords;
  /** Printed above the map; left out when empty. */
  readonly title?: string;
  readonly base: 'sheet' | 'photo' | 'tiles';
  /** Size of the photo under the map in pixels; its longer side is as long as the sheet. */
  readonly photo?: { readonly width: number; readonly height: number } | null;
  readonly legend?: boolean;
};

export type MapPicture = Drawing & {
  /** Where the map itself stands in the picture. */
  readonly map: Box;
  /** Where the photo belongs, when there is one. */
  readonly photo: Box | null;
};

const width = 1000;
const margin = 20;
const inner = width - 2 * margin;
const signRadius = 14;
const labelSize = 16;
const ink = '#221d17';
const sheetSide = 10_000;

const round = (value: number) => Math.round(value * 10) / 10;

/** Width of a text, near enough for Kyrgyz and Russian letters in a serif or a sans face. */
export const textWidth = (text: string, size: number) => text.length * size * 0.56;

function shorten(text: string, most: number): string {
  const letters = [...text.trim()];
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Which objects stand on this base: those of the sheet on a sheet or photo, those with coordinates on a map. */
export function standsOn(
  object: Pick<PictureObject, 'crs' | 'shape'>,
  base: PictureOptions['base'],
): boolean {
  return object.shape !== 'none' && (object.crs === 'wgs84') === (base === 'tiles');
}

type Frame = {
  readonly height: number;
  readonly place: (point: Point) => Point;
  /** Two corners of the photo. */
  readonly photo?: readonly [Point, Point];
};

/** A point beside the photo with room for its sign; one on the photo stays as it is. */
const withSurroundings =
  (across: number, down: number) =>
  ([x, y]: Point): Point => {
    const room = sheetSide * 0.03;
    return [x < 0 ? x - room : x > across ? x + room : x, y < 0 ? y - room : y > down ? y + room : y];
  };

/** Puts the part of the sheet that is used, the whole photo, or the place on Earth into the width of the picture. */
function frameOf(drawn: readonly PictureObject[], options: PictureOptions): Frame {
  const flat = options.base === 'tiles' ? mercator : (point: Point) => point;
  if (options.base === 'photo' && options.photo) {
    const longer = Math.max(options.photo.width, options.photo.height);
    const across = (options.photo.width / longer) * sheetSide;
    const down = (options.photo.height / longer) * sheetSide;
    // What was drawn on a square sheet before the photo came may stand beside it: the map then reaches further.
    const points = drawn.flatMap((one) => one.points);
    const all = boundingBox([[0, 0], [across, down], ...points.map(withSurroundings(across, down))]);
    const { left, top, right, bottom } = all ?? { left: 0, top: 0, right: across, bottom: down };
    const scale = inner / (right - left);
    const place = ([x, y]: Point): Point => [(x - left) * scale, (y - top) * scale];
    return { height: (bottom - top) * scale, place, photo: [place([0, 0]), place([across, down])] };
  }
  const box = boundingBox(drawn.flatMap((one) => one.points.map(flat))) ?? {
    left: 0,
    top: 0,
    right: sheetSide,
    bottom: sheetSide * 0.6,
  };
  // One point alone, or several in a row, still get surroundings.
  const least = options.base === 'tiles' ? 0.002 : sheetSide / 5;
  const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2] as const;
  let across = Math.max(box.right - box.left, least) * 1.16;
  let down = Math.max(box.bottom - box.top, least * 0.6) * 1.16;
  if (down < across * 0.5) down = across * 0.5;
  if (down > across * 1.2) across = down / 1.2;
  const scale = inner / across;
  return {
    height: down * scale,
    place: (point) => {
      const [x, y] = flat(point);
      return [(x - middle[0] + across / 2) * scale, (y - middle[1] + down / 2) * scale];
    },
  };
}

function sign(one: Sign, x: number, y: number, size: number, stroke: string, strokeWidth = 1.8): Shape {
  return {
    kind: 'path',
    d: signPath(one, x - size / 2, y - size / 2, size),
    fill: 'none',
    stroke,
    strokeWidth: round((strokeWidth * size) / 24),
  };
}

/** A ring of short arcs: what is wished for and not there yet. */
function dashedRing(x: number, y: number, r: number, stroke: string): Shape {
  const parts = 8;
  const arcs = Array.from({ length: parts }, (_, index) => {
    const from = (index / parts) * 2 * Math.PI;
    const to = from + (0.62 / parts) * 2 * Math.PI;
    return `M${round(x + r * Math.cos(from))} ${round(y + r * Math.sin(from))}A${r} ${r} 0 0 1 ${round(x + r * Math.cos(to))} ${round(y + r * Math.sin(to))}`;
  });
  return { kind: 'path', d: arcs.join(''), fill: 'none', stroke, strokeWidth: 2.4 };
}

/** The sign of a kind: white on its colour, or dashed and hollow when it is only wished for. */
function kindSign(kind: MapKind, wished: boolean, x: number, y: number, r = signRadius): Shape[] {
  const { line, sign: drawn } = kindLook[kind];
  return wished
    ? [
        { kind: 'circle', cx: x, cy: y, r, fill: '#ffffff' },
        dashedRing(x, y, r, line),
        sign(drawn, x, y, r * 1.36, line),
      ]
    : [
        { kind: 'circle', cx: x, cy: y, r, fill: line, stroke: '#ffffff', strokeWidth: 1.5 },
        sign(drawn, x, y, r * 1.36, '#ffffff'),
      ];
}

function conditionMark(condition: MapCondition, x: number, y: number, r = 7.5): Shape[] {
  const { colour, sign: drawn } = conditionLook[condition];
  return [
    { kind: 'circle', cx: x, cy: y, r, fill: '#ffffff', stroke: colour, strokeWidth: 1.6 },
    sign(drawn, x, y, r * 1.5, colour, 3.4),
  ];
}

function userBadge(text: string, x: number, y: number): Shape[] {
  const wide = text.length * 7.4 + 8;
  return [
    {
      kind: 'rect',
      x: round(x - wide / 2),
      y: y - 8,
      width: round(wide),
      height: 15,
      radius: 5,
      fill: '#fcf0d6',
      stroke: '#744c00',
      strokeWidth: 1,
    },
    { kind: 'text', x, y: y + 4, text, size: 11, anchor: 'middle', bold: true, fill: '#5c3c00' },
  ];
}

/** «А Ж»: who uses the place most; nothing when it is everybody. */
export function userMarks(users: readonly MapUser[], words: PictureWords): string {
  return mapUsers
    .filter((user) => user !== 'everyone' && users.includes(user))
    .map((user) => words.userMark[user])
    .join(' ');
}

function outline(points: readonly Point[], closed: boolean): string {
  const at = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`);
  return at.join('') + (closed ? 'Z' : '');
}

/** A dashed outline as lines of their own: the printers know dashes of lines only. */
function dashedOutline(
  points: readonly Point[],
  closed: boolean,
  stroke: string,
  strokeWidth: number,
): Shape[] {
  const ends = closed ? [...points, points[0]!] : points;
  return ends.slice(1).map((to, index) => {
    const from = ends[index]!;
    return {
      kind: 'line',
      x1: round(from[0]),
      y1: round(from[1]),
      x2: round(to[0]),
      y2: round(to[1]),
      stroke,
      strokeWidth,
      dashed: true,
    };
  });
}

function geometry(object: PictureObject, points: readonly Point[], overPhoto: boolean): Shape[] {
  const { line, area } = kindLook[object.kind];
  if (object.shape === 'area') {
    // Over a photo an area is an outline alone, so that nothing of the photo is lost.
    const fill: Shape[] = overPhoto ? [] : [{ kind: 'path', d: outline(points, true), fill: area }];
    return object.wished
      ? [...fill, ...dashedOutline(points, true, line, 2)]
      : [...fill, { kind: 'path', d: outline(points, true), fill: 'none', stroke: line, strokeWidth: 2 }];
  }
  if (object.wished) return dashedOutline(points, false, line, 4);
  return [
    { kind: 'path', d: outline(points, false), fill: 'none', stroke: '#ffffff', strokeWidth: 7 },
    { kind: 'path', d: outline(points, false), fill: 'none', stroke: line, strokeWidth: 4 },
  ];
}

type LegendEntry = { readonly shapes: (x: number, y: number) => Shape[]; readonly text: string };

/** Explains only what is on the map. */
function legendEntries(objects: readonly PictureObject[], words: PictureWords): LegendEntry[] {
  const kinds = mapKinds.flatMap((kind): LegendEntry[] => {
    const count = objects.filter((one) => one.kind === kind).length;
    return count === 0
      ? []
      : [{ shapes: (x, y) => kindSign(kind, false, x, y, 11), text: `${words.kind[kind]}: ${count}` }];
  });
  const conditions = mapConditions.flatMap((condition): LegendEntry[] =>
    objects.some((one) => one.condition === condition && !one.wished)
      ? [{ shapes: (x, y) => conditionMark(condition, x, y), text: words.condition[condition] }]
      : [],
  );
  const users = mapUsers.flatMap((user): LegendEntry[] =>
    user !== 'everyone' && objects.some((one) => one.users.includes(user))
      ? [
          {
            shapes: (x, y) => userBadge(words.userMark[user], x, y),
            text: `${words.usedMost}: ${words.user[user]}`,
          },
        ]
      : [],
  );
  const wished: LegendEntry[] = objects.some((one) => one.wished)
    ? [{ shapes: (x, y) => [dashedRing(x, y, 9, ink)], text: words.wished }]
    : [];
  return [...kinds, ...conditions, ...users, ...wished];
}

function legendShapes(entries: readonly LegendEntry[], top: number): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = [];
  let [x, y] = [margin, top + 24];
  for (const { shapes: drawn, text } of entries) {
    const wide = 30 + textWidth(text, 15) + 26;
    if (x > margin && x + wide > width - margin) [x, y] = [margin, y + 30];
    shapes.push(...drawn(x + 12, y), { kind: 'text', x: x + 30, y: y + 5, text, size: 15, fill: ink });
    x += wide;
  }
  return { shapes, height: entries.length === 0 ? 0 : y - top + 22 };
}

/** The picture, 1000 wide: title, map, legend. What is drawn on another base is left out; nothing in it is invented. */
export function mapPicture(options: PictureOptions): MapPicture {
  const { words } = options;
  const drawn = options.objects.filter((one) => standsOn(one, options.base));
  const frame = frameOf(drawn, options);
  const title = options.title ?? '';
  const top = title === '' ? margin : 58;
  const map: Box = {
    left: margin,
    top,
    right: width - margin,
    bottom: round(top + Math.max(120, frame.height)),
  };
  const hasPhoto = options.base === 'photo' && options.photo !== undefined && options.photo !== null;
  const place = (point: Point): Point => {
    const [x, y] = frame.place(point);
    return [x + map.left, y + map.top];
  };
  const corners = frame.photo;
  const photoBox: Box | null =
    hasPhoto && corners
      ? {
          left: round(corners[0][0] + map.left),
          top: round(corners[0][1] + map.top),
          right: round(corners[1][0] + map.left),
          bottom: round(corners[1][1] + map.top),
        }
      : null;
  const shapes: Shape[] = [];
  if (title !== '') {
    shapes.push({
      kind: 'text',
      x: margin,
      y: 38,
      text: shorten(title, 84),
      size: 22,
      bold: true,
      fill: ink,
    });
  }
  shapes.push({
    kind: 'rect',
    x: map.left,
    y: map.top,
    width: map.right - map.left,
    height: round(map.bottom - map.top),
    radius: 6,
    // Without a fill the photo beneath shows.
    ...(hasPhoto ? {} : { fill: '#fffdf8' }),
    stroke: '#8b8170',
    strokeWidth: 1.5,
  });
  const placed = drawn.flatMap((object) => {
    const points = object.points.map(place);
    const at = middleOf(object.shape, points);
    return at ? [{ object, points, at }] : [];
  });
  const order = { area: 0, line: 1, point: 2, none: 3 } as const;
  for (const { object, points } of [...placed].sort(
    (a, b) => order[a.object.shape] - order[b.object.shape],
  )) {
    if (object.shape !== 'point') shapes.push(...geometry(object, points, hasPhoto));
  }
  const names = placed.map(({ object }) => shorten(object.name, 30));
  const labels = placeLabels(
    placed.map(({ at }, index) => ({
      at,
      radius: signRadius + 4,
      width: names[index] === '' ? 0 : textWidth(names[index] ?? '', labelSize) + 10,
      height: labelSize + 7,
    })),
    map,
    'least',
  );
  for (const [index, label] of labels.entries()) {
    if (!label) continue;
    const { left, top: above, right, bottom } = label.box;
    shapes.push(
      {
        kind: 'rect',
        x: round(left),
        y: round(above),
        width: round(right - left),
        height: round(bottom - above),
        radius: 4,
        fill: '#ffffff',
      },
      {
        kind: 'text',
        x: round((left + right) / 2),
        y: round(bottom - 7),
        text: names[index] ?? '',
        size: labelSize,
        anchor: 'middle',
        fill: ink,
      },
    );
  }
  // After the names: a name may be covered a little, a sign never.
  for (const { object, at } of placed) {
    const [x, y] = [round(at[0]), round(at[1])];
    shapes.push(...kindSign(object.kind, object.wished, x, y));
    if (object.condition && !object.wished) {
      shapes.push(...conditionMark(object.condition, x + 12, y + 11));
    }
    const marks = userMarks(object.users, words);
    if (marks !== '') shapes.push(...userBadge(marks, x - 8, y - 17));
  }
  const legend =
    options.legend === false
      ? { shapes: [], height: 0 }
      : legendShapes(legendEntries(drawn, words), map.bottom + 8);
  shapes.push(...legend.shapes);
  return {
    width,
    height: Math.ceil(map.bottom + 8 + Math.max(legend.height, margin - 8)),
    shapes,
    map,
    photo: photoBox,
  };
}
