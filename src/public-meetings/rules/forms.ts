import { type knownRules } from '../../decisions/rules/known-rules.ts';

/** The forms in which people meet openly; the planning meeting stands by itself. */
export const meetingForms = [
  'gathering',
  'massMeeting',
  'hearing',
  'kurultai',
  'extendedGroup',
  'discussion',
  'reportMeeting',
  'keneshSitting',
  'commission',
] as const;
export type MeetingForm = (typeof meetingForms)[number];

/** What a hearing is usually about (seed-002 P4); other forms may name one too. */
export const meetingTopics = [
  'budget',
  'execution',
  'tariffs',
  'property',
  'draftAct',
  'development',
  'other',
] as const;
export type MeetingTopic = (typeof meetingTopics)[number];

/** Who asked for the meeting. */
export const initiators = ['head', 'kenesh', 'workingGroup', 'initiativeGroup', 'residents'] as const;
export type Initiator = (typeof initiators)[number];

/** For whom it is. */
export const levels = ['street', 'quarter', 'village', 'municipality'] as const;
export type Level = (typeof levels)[number];

export type Force = 'recommendation' | 'binding';

type FormRules = {
  readonly levels: readonly Level[];
  /** Residents vote by their tokens or by raised hands, members of a body by name. */
  readonly voters: 'residents' | 'members';
  readonly rule: keyof typeof knownRules;
  /** What its papers say of its decisions until an article of the charter or of a law is entered. */
  readonly force: Force;
  /** Where sources say something stronger: shown to the staff beside the weaker one. */
  readonly stronger?: true;
  /** Residents are told beforehand, with all that a notice holds. */
  readonly noticed: boolean;
  /** Its decisions go to the local bodies within ten days (seed-002 F11). */
  readonly sent: boolean;
  /** Residents choose who speaks for them where its matters are decided (seed-002 P17). */
  readonly delegates: boolean;
  /** It counts votes by a commission of its own. */
  readonly counting: boolean;
};

const open = {
  ...{ levels: ['municipality', 'village'], voters: 'residents', rule: 'hearing', force: 'recommendation' },
  ...{ noticed: true, sent: true, delegates: false, counting: true },
} as const satisfies FormRules;

/**
 * What each form has. Where sources differ about the force of a decision, the weaker is the form's own: a hearing's
 * decisions are called mandatory in the book's annex and proposals in its chapter (seed-002, section 9 item 4).
 */
export const formRules: Readonly<Record<MeetingForm, FormRules>> = {
  gathering: {
    ...{ ...open, stronger: true, delegates: true },
    levels: ['village', 'quarter', 'street', 'municipality'],
  },
  massMeeting: open,
  hearing: { ...open, stronger: true },
  kurultai: { ...open, delegates: true },
  extendedGroup: { ...open, noticed: false, sent: false, counting: false },
  discussion: open,
  reportMeeting: open,
  keneshSitting: {
    ...{ ...open, levels: ['municipality'], voters: 'members', rule: 'kenesh', force: 'binding' },
    ...{ sent: false, counting: false },
  },
  commission: {
    ...{ ...open, levels: ['municipality'], voters: 'members', noticed: false },
    ...{ sent: false, counting: false },
  },
};

/** Which kind of group meets, where a body does. */
export const bodyOfForm: Partial<Record<MeetingForm, 'kenesh' | 'commission' | 'workingGroup'>> = {
  keneshSitting: 'kenesh',
  commission: 'commission',
  extendedGroup: 'workingGroup',
};

/** What the decisions of a meeting are: binding only by the form, or by the article that was entered. */
export const forceOf = (form: MeetingForm, bindingBy: string): Force =>
  bindingBy.trim() === '' ? formRules[form].force : 'binding';

/** Offices at a meeting. Members of the presidium and of the counting commission may be several. */
export const offices = [
  'chair',
  'secretary',
  'presidium',
  'counting',
  'group',
  'official',
  'speaker',
  'delegate',
] as const;
export type Office = (typeof offices)[number];

/** Offices that private people have as well: their names are told by their own consent. */
export const mayBePrivate: readonly Office[] = ['presidium', 'counting'];

/** Rows of the checklist of preparation, in the order of the book (seed-002 T7). */
export const checklistRows = [
  'topic',
  'day',
  'place',
  'training',
  'speakers',
  'room',
  'handouts',
  'significant',
  'host',
  'visuals',
  'minutes',
] as const;
export type ChecklistRow = (typeof checklistRows)[number];

/** The four blocks of questions that are decided before (seed-002 P4), each with its notes. */
export const questionBlocks = ['preparing', 'informing', 'telling', 'deciding'] as const;

/** Parts of its record that have notes: the blocks, and how the meeting was opened. */
export const publicParts = [...questionBlocks, 'opening'] as const;
export type PublicPart = (typeof publicParts)[number];

/** Ways of telling residents (seed-002 P3: print, radio or television, announcements where people gather). */
export const channels = [
  'board',
  'print',
  'radio',
  'villageHead',
  'messenger',
  'site',
  'letter',
  'crowdedPlace',
] as const;
export type Channel = (typeof channels)[number];

/** How long it is planned when nobody says: no book names it. */
export const publicMinutes = 120;

/** R-PLC-05. */
export const publicPeople = [50, 150] as const;
