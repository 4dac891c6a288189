import { asc, eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { noticePosting } from '../schema.ts';

/** Where and when residents were told of a meeting. */
export const postingsOf = async (scope: MunicipalityScope, meetingId: string) =>
  await scope.tx
    .select()
    .from(noticePosting)
    .where(own(scope, noticePosting, eq(noticePosting.meetingId, meetingId)))
    .orderBy(asc(noticePosting.postedOn), asc(noticePosting.id));
