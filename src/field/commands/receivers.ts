import type { Item } from '../rules/items.ts';
import { publicReceiver } from './receive-public.ts';
import { focusReceiver } from './receive-focus-group.ts';
import { sessionReceiver } from './receive-session.ts';
import type { Receiver } from './receiver.ts';

/** What takes in each kind of meeting. */
export const receivers: Readonly<Record<Item['meeting'], Receiver>> = {
  session: sessionReceiver,
  focusGroup: focusReceiver,
  public: publicReceiver,
};
