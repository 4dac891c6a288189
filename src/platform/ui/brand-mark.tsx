const PETALS = [0, 45, 90, 135, 180, 225, 270, 315];

/** The sign of the product: a ring of eight stages that open into one another, around a common middle. */
export function BrandMark({ size = 36 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="-20 -20 40 40" aria-hidden="true">
      {PETALS.map((turn) => (
        <path key={turn} d="M0-8.5c4.5-2 5.5-7 0-11-5.5 4-4.5 9 0 11z" transform={`rotate(${turn})`} />
      ))}
      <circle r="4.5" />
    </svg>
  );
}
