/** A petal that points up: where it begins, then the six turns of its two curves, from one to the next. */
const PETAL: readonly (readonly [x: number, y: number])[] = [
  [0, -8.5],
  [4.5, -2],
  [5.5, -7],
  [0, -11],
  [-5.5, 4],
  [-4.5, 9],
  [0, 11],
];

/** All eight petals as one path: the mark stands twice on each page, and each element costs. */
const PETALS = Array.from({ length: 8 }, (_, at) => {
  const [sin, cos] = [Math.sin((at * Math.PI) / 4), Math.cos((at * Math.PI) / 4)];
  const [from, ...curves] = PETAL.map(([x, y]) =>
    [x * cos - y * sin, x * sin + y * cos].map((one) => String(Math.round(one * 10) / 10)).join(' '),
  );
  return `M${from!}c${curves.join(' ')}z`;
}).join('');

/** The sign of the product: a ring of eight stages that open into one another, around a common middle. */
export function BrandMark({ size = 36 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="-20 -20 40 40" aria-hidden="true">
      <path d={PETALS} />
      <circle r="4.5" />
    </svg>
  );
}
