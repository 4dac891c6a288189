/** The square code of an address, dark on white whatever the page's colours are: cameras want it so. */
export function Qr({ svg, label, size = 180 }: { svg: string; label: string; size?: number }) {
  return (
    <img
      class="vote-qr"
      src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
      alt={label}
      width={size}
      height={size}
    />
  );
}
