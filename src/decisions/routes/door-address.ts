import type { C } from '../../platform/http/web.ts';

/** The short address of a door, as people type it. */
export const doorAddress = (c: C, code: string): string =>
  `${c.get('page').origin ?? ''}/v/${code}`.replace(/^https?:\/\//, '');
