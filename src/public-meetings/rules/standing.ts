import { tellsOf } from './told.ts';
import type { Office } from './forms.ts';
import { bodyOfForm, formRules, type Channel, type MeetingForm } from './forms.ts';

// What a meeting still lacks, and what would make it contestable. For the staff alone; nothing here forbids anything.

/** What a notice must hold (seed-002 P3 point 4), and the facts of the budget (R-GOV-05). */
export const noticeContents = ['topic', 'composition', 'when-where', 'study', 'proposals', 'budget'] as const;
export type NoticeContent = (typeof noticeContents)[number];

export type NoticeFacts = {
  readonly topic: string | null;
  readonly nature: string;
  readonly whoComes: string;
  readonly plannedPeople: number | null;
  readonly plannedOn: string | null;
  readonly startsAt: string | null;
  readonly venue: string;
  readonly studyFrom: string | null;
  readonly studyPlace: string;
  readonly proposalsHow: string;
  readonly budgetFacts: string;
};

/** What the notice lacks, in the order in which it is read. */
export function noticeLacks(facts: NoticeFacts): NoticeContent[] {
  const has: Readonly<Record<NoticeContent, boolean>> = {
    topic: facts.topic !== null && facts.nature !== '',
    composition: facts.whoComes !== '' && facts.plannedPeople !== null,
    'when-where': facts.plannedOn !== null && facts.startsAt !== null && facts.venue !== '',
    study: facts.studyFrom !== null && facts.studyPlace !== '',
    proposals: facts.proposalsHow !== '',
    budget: facts.budgetFacts !== '',
  };
  return noticeContents.filter((one) => !has[one]);
}

export type Posting = {
  readonly channel: Channel;
  readonly postedOn: string;
  readonly forDay: string | null;
  readonly forHour: string | null;
  readonly forVenue: string | null;
  readonly fileId: string | null;
};

/** Ways of the book, of which at least one is used (seed-002 P3 point 3); the others come beside them. */
const proper: readonly Channel[] = ['print', 'radio', 'board', 'crowdedPlace'];

export type Weakness =
  | 'notice-incomplete'
  | 'not-told'
  | 'told-once'
  | 'told-no-proper-way'
  | 'told-of-another-day'
  | 'no-proof'
  | 'first-meeting-missing'
  | 'first-meeting-early'
  | 'first-meeting-late'
  | 'chair-missing'
  | 'secretary-missing'
  | 'counting-missing'
  | 'body-missing'
  | 'no-deputies'
  | 'not-answered'
  | 'materials-late';

export type StandingFacts = NoticeFacts & {
  readonly form: MeetingForm;
  readonly initiator: string;
  readonly answer: string | null;
  readonly firstMetOn: string | null;
  /** Days between which the rule in force wants that first meeting (seed-002 P4, P22); null while no day is set. */
  readonly first: { readonly earliest: string | null; readonly due: string | null };
  readonly bodyId: string | null;
  readonly offices: readonly { readonly office: Office }[];
  readonly postings: readonly Posting[];
};

/** What would make the meeting contestable as it stands now. */
export function weaknessesOf(facts: StandingFacts): Weakness[] {
  const rules = formRules[facts.form];
  const { plannedOn, firstMetOn, postings } = facts;
  // A posting that named another day, hour or place, or came after the meeting, told nobody of this one.
  const told = postings.filter(
    (one) => tellsOf(one, facts) && (plannedOn === null || one.postedOn < plannedOn),
  );
  const holds = (office: Office) => facts.offices.some((one) => one.office === office);
  const noticed: [Weakness, boolean][] = rules.noticed
    ? [
        ['notice-incomplete', noticeLacks(facts).length > 0],
        ['told-of-another-day', postings.length > told.length && told.length < 2],
        ['not-told', told.length === 0],
        ['told-once', told.length === 1],
        ['told-no-proper-way', told.length > 0 && !told.some((one) => proper.includes(one.channel))],
        ['no-proof', told.some((one) => one.fileId === null)],
        ['materials-late', facts.studyFrom !== null && plannedOn !== null && facts.studyFrom >= plannedOn],
        ['first-meeting-missing', firstMetOn === null],
        [
          'first-meeting-early',
          firstMetOn !== null && facts.first.earliest !== null && firstMetOn < facts.first.earliest,
        ],
        [
          'first-meeting-late',
          firstMetOn !== null && facts.first.due !== null && firstMetOn > facts.first.due,
        ],
        ['no-deputies', !holds('official')],
      ]
    : [];
  const all: [Weakness, boolean][] = [
    ['not-answered', facts.initiator === 'residents' && facts.answer === null],
    ...noticed,
    ['chair-missing', !holds('chair')],
    ['secretary-missing', !holds('secretary')],
    ['counting-missing', rules.counting && !holds('counting')],
    ['body-missing', bodyOfForm[facts.form] !== undefined && facts.bodyId === null],
  ];
  return all.flatMap(([weakness, stands]) => (stands ? [weakness] : []));
}
