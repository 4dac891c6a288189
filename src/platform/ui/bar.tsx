export interface BarProps {
  /** 0 to 1; cut to it. */
  share: number;
  /** Spoken instead of the drawing; leave out where the number stands beside it. */
  label?: string;
  tone?: 'ok' | 'warn' | 'bad';
}

/** One bar, as wide as its share. */
export function Bar({ share, label, tone }: BarProps) {
  const width = Math.max(0, Math.min(1, Number.isFinite(share) ? share : 0)) * 100;
  return (
    <svg
      class={`bar${tone ? ` ${tone}` : ''}`}
      width="100%"
      height="14"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <rect class="bar-rest" width="100%" height="14" rx="4" />
      <rect class="part-1" width={`${Math.round(width * 100) / 100}%`} height="14" rx="4" />
    </svg>
  );
}
