import { useEffect, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import type { qrModules } from './qr-modules.ts';

type Modules = ReturnType<typeof qrModules>;

/** A code to scan; its drawing program is loaded when the first one is shown. */
export function QrCode({
  text,
  label,
  className,
}: {
  text: string;
  label: string;
  className?: string;
}): VNode {
  const [modules, setModules] = useState<Modules>();
  useEffect(() => {
    let stale = false;
    void import('./qr-modules.ts').then((part) => {
      if (!stale) setModules(part.qrModules(text));
    });
    return () => {
      stale = true;
    };
  }, [text]);
  // The quiet border of four modules belongs to the code: scanners need it.
  const side = (modules?.size ?? 25) + 8;
  return (
    <svg
      class={className ?? 'qr'}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      {modules && <path d={pathOf(modules)} fill="#000" />}
    </svg>
  );
}

/** Dark squares, each row's neighbours drawn as one. */
function pathOf({ size, data }: Modules): string {
  const parts: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!data[y * size + x]) continue;
      let end = x;
      while (end + 1 < size && data[y * size + end + 1]) end += 1;
      parts.push(`M${x + 4} ${y + 4}h${end - x + 1}v1h-${end - x + 1}z`);
      x = end;
    }
  }
  return parts.join('');
}
