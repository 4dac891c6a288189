import type { C } from '../../platform/http/web.ts';

/** The address of the room in the municipality of the request. */
export const baseOf = (c: C): string => `/m/${c.req.param('municipalityId') ?? ''}/people`;
