import {
  letterhead,
  paperProperties,
  registrationLine,
  type Office,
  type PaperLang,
  type Registration,
} from '../../cycle/documents/office.ts';
import { signedName } from '../../cycle/documents/names.ts';
import type { DocumentModel } from '../../platform/documents/model.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import type { PublicItem } from '../data/public-meetings.ts';
import { meetingName, whenText } from '../views/words.ts';
import type { VoteText } from './minutes.ts';

/** A resolution of the kenesh: what its sitting decided by a vote, and by which numbers. */
export function resolutionPaper(
  facts: {
    readonly office: Office;
    readonly registration: Registration;
    readonly meeting: PublicItem;
    readonly vote: VoteText;
  },
  lang: PaperLang,
): DocumentModel {
  const { office, registration, meeting, vote } = facts;
  const i18n = i18nFor(lang);
  const { t } = i18n;
  const chair = meeting.offices.find((one) => one.office === 'chair');
  const held = { ...meeting, plannedOn: meeting.heldOn ?? meeting.plannedOn };
  return {
    ...paperProperties(office, registration, lang),
    title: t('public-meetings.resolution.of', { text: vote.text }),
    blocks: [
      letterhead(office),
      { type: 'title', text: t('acts.type.resolution').toUpperCase(), subtitle: t('acts.body.kenesh') },
      registrationLine(office, registration, lang),
      { type: 'subject', text: vote.text },
      {
        type: 'paragraph',
        text: t('public-meetings.resolution.heard', {
          meeting: meetingName(i18n, meeting),
          when: whenText(i18n, held),
        }),
      },
      { type: 'clauses', clauses: [{ text: vote.text }] },
      { type: 'paragraph', text: vote.words.join(' ') },
      {
        type: 'signatures',
        signatures: [
          {
            post: registration.signedAs ?? t('public-meetings.office.chair'),
            ...(registration.signedBy
              ? { name: signedName(registration.signedBy) }
              : chair && { name: signedName(chair.fullName) }),
          },
        ],
        seal: true,
      },
    ],
  };
}
