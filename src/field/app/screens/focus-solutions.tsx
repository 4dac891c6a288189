import type { VNode } from 'preact';
import { Work } from '../focus/work.tsx';

/** What can be done, and what each side can give for it. */
export default function FocusSolutions(): VNode {
  return <Work columns={['solution', 'contribution']} />;
}
