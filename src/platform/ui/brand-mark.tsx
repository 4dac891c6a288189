/** Four petals as one path, and the four between them as the same, turned: each element of a page costs, so do bytes. */
const PETALS = [
  'M0-8.5c4.5-2 5.5-7 0-11-5.5 4-4.5 9 0 11z',
  'M8.5 0c2 4.5 7 5.5 11 0-4-5.5-9-4.5-11 0z',
  'M0 8.5c-4.5 2-5.5 7 0 11 5.5-4 4.5-9 0-11z',
  'M-8.5 0c-2-4.5-7-5.5-11 0 4 5.5 9 4.5 11 0z',
].join('');

/** The sign of the product: a ring of eight stages that open into one another, around a common middle. */
export function BrandMark({ size = 36 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="-20 -20 40 40" aria-hidden="true">
      <path d={PETALS} />
      <path d={PETALS} transform="rotate(45)" />
      <circle r="4.5" />
    </svg>
  );
}
