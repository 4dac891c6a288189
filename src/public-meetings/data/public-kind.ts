import { count, eq } from 'drizzle-orm';
import { votesLeft } from '../../decisions/data/left.ts';
import type { MeetingKind } from '../../meetings/data/kind.ts';
import { own } from '../../platform/db/own.ts';
import { keepClocks, takeBackSending } from './keep-clocks.ts';
import { refuse } from '../refusals.ts';
import { publicMinutes, publicParts, type PublicPart } from '../rules/forms.ts';
import { publicMeeting, speech } from '../schema.ts';

/** A meeting that is open to the people: a gathering, a hearing, a sitting. Its form says what it needs. */
export const publicKind: MeetingKind<typeof publicMeeting, PublicPart> = {
  name: 'public',
  command: ['public-meetings', 'meeting'],
  own: publicMeeting,
  parts: publicParts,
  partWords: 'public-meetings.block',
  minutes: publicMinutes,
  people: { asks: ['fullName', 'sex', 'age', 'occupation', 'contact', 'street', 'kind'] },
  refuse: (fault, about) => refuse(`meeting-${fault}`, about),
  async left(scope, id) {
    const [written] = await scope.tx
      .select({ speeches: count() })
      .from(speech)
      .where(own(scope, speech, eq(speech.meetingId, id)));
    const speeches = written?.speeches ?? 0;
    const votes = await votesLeft(scope, id);
    return {
      details: { speeches, ...votes.details },
      missing: votes.missing,
      written: speeches > 0 ? refuse('public-meeting-has-record') : votes.written,
    };
  },
  turned: async (scope, id) => {
    await takeBackSending(scope, id);
    await keepClocks(scope, id);
  },
};
