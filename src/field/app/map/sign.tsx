import { conditionLook, kindLook, signPath } from '../../../drawings/map-look.ts';
import type { MapCondition, MapKind } from '../../../drawings/words.ts';

/** The sign of a kind as it stands on the map: white on its colour, hollow and dashed when it is wished for. */
export function KindSign({
  kind,
  wished = false,
  size = 28,
}: {
  kind: MapKind;
  wished?: boolean;
  size?: number;
}) {
  const { line, sign } = kindLook[kind];
  return (
    <svg class="kind-sign" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <circle
        cx="16"
        cy="16"
        r="14.5"
        fill={wished ? '#fff' : line}
        stroke={wished ? line : '#fff'}
        stroke-width={wished ? 2.4 : 1.5}
        stroke-dasharray={wished ? '5 4' : undefined}
      />
      <path
        d={signPath(sign, 5.5, 5.5, 21)}
        fill="none"
        stroke={wished ? line : '#fff'}
        stroke-width="1.9"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The mark of a condition. */
export function ConditionMark({ condition }: { condition: MapCondition }) {
  const { colour, sign } = conditionLook[condition];
  return (
    <svg class="kind-sign" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <circle cx="12" cy="12" r="10.5" fill="#fff" stroke={colour} stroke-width="2" />
      <path
        d={signPath(sign, 4.5, 4.5, 15)}
        fill="none"
        stroke={colour}
        stroke-width="2.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
