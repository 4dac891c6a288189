import type { VNode } from 'preact';
import { Work } from '../focus/work.tsx';

/** Why each problem came about, asked until answers repeat. */
export default function FocusCauses(): VNode {
  return <Work columns={['cause']} />;
}
