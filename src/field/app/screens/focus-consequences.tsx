import type { VNode } from 'preact';
import { Work } from '../focus/work.tsx';

/** What has happened already because of a problem, and what is likely if it is not solved. */
export default function FocusConsequences(): VNode {
  return <Work columns={['consequence']} />;
}
