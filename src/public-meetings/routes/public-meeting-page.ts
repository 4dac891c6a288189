import { meetingPage, type Scope } from '../../meetings/routes/meeting-page.ts';
import { todayOf, type C } from '../../platform/http/web.ts';
import { villagesOf } from '../../territory/data.ts';
import { nameIn } from '../../territory/rules/versions.ts';
import { findPublicMeeting, type PublicItem } from '../data/public-meetings.ts';

// Where a public meeting stands in its room, and what its pages read.

export const room = '/m/:municipalityId/public-meetings';
export const at = '/:meetingId';
export const idOf = (c: C) => c.req.param('meetingId') ?? '';
export const ofMeeting = (c: C) => ({ id: idOf(c) });
export const to = (message: string, rest = '') => `${room}${at}${rest}?done=${message}`;
export const saved = 'meetings.done.saved';

export const pageOf = async <T extends object>(
  c: C,
  more: (scope: Scope, meeting: PublicItem) => Promise<T>,
) => await meetingPage(c, idOf(c), findPublicMeeting, more);

/** For pages that need nothing besides the meeting. */
export const nothing = async () => await Promise.resolve({});

/** The villages of today by id. */
export const placesOf = async (scope: Scope, c: C) =>
  new Map((await villagesOf(scope, scope.municipalityId, todayOf(c))).map((one) => [one.unitId, one]));

export const villageOptions = async (scope: Scope, c: C) =>
  (await villagesOf(scope, scope.municipalityId, todayOf(c))).map((one) => ({
    value: one.unitId,
    label: nameIn(one, c.get('lang')),
  }));
