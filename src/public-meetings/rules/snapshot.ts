import { isSmallGroup, suppressList } from '../../methods/suppression.ts';
import {
  formRules,
  mayBePrivate,
  type Force,
  type Initiator,
  type Level,
  type MeetingForm,
} from './forms.ts';
import type { MeetingTopic, Office } from './forms.ts';
import type { TypedLang } from './public-meeting-fields.ts';

/** What residents read of a meeting: a finished picture without personal data. */
export type MeetingSnapshot = {
  /** Called, held, called off, or asked for and not held. */
  readonly stage: 'called' | 'held' | 'cancelled' | 'refused';
  readonly meetingId: string;
  readonly form: MeetingForm;
  readonly topic: MeetingTopic | null;
  readonly lang: TypedLang;
  readonly title: string;
  readonly titleOther: string;
  readonly level: Level;
  readonly street: string;
  readonly village: { readonly nameKy: string; readonly nameRu: string } | null;
  readonly municipality: { readonly ky: string; readonly ru: string };
  readonly initiator: Initiator;
  readonly initiatedOn: string;
  readonly signatures: number | null;
  readonly answer: {
    readonly given: 'accepted' | 'refused';
    readonly on: string;
    readonly reason: string;
  } | null;
  readonly plannedOn: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly venue: string;
  /** The days for which it was called before, with why it was moved. */
  readonly moves: readonly { readonly plannedOn: string | null; readonly reason: string }[];
  /** Lines of the notice by their names, as typed. */
  readonly notice: Readonly<Record<string, string>>;
  readonly noticeOther: string;
  readonly studyFrom: string | null;
  readonly plannedPeople: number | null;
  readonly agenda: readonly {
    readonly text: string;
    readonly other: string;
    readonly subject: { readonly nameKy: string; readonly nameRu: string } | null;
  }[];
  /** Officials and members of bodies by name. */
  /** Empty for a private person who has not agreed to be named. */
  readonly offices: readonly { readonly office: Office; readonly name: string }[];
  readonly force: Force;
  readonly bindingBy: string;
  readonly held: Held | null;
};

export type Held = {
  readonly heldOn: string | null;
  readonly venue: string;
  readonly people: number | null;
  readonly women: number | null;
  readonly men: number | null;
  /** Women and men are not told apart, nor those who spoke, since one of the numbers is too small. */
  readonly hidden: boolean;
  readonly votes: readonly { readonly ky: VoteLine; readonly ru: VoteLine }[];
  /** What befell single decisions since: kind and day, never a text that may name somebody. Left out before. */
  readonly befell?: readonly {
    readonly number: number;
    readonly ky: string;
    readonly ru: string;
    readonly kind: string;
    readonly on: string;
  }[];
  readonly decisions: readonly string[];
  readonly speeches: readonly {
    readonly kind: string;
    readonly official: string;
    readonly resident: {
      readonly name: string;
      readonly sex: string | null;
      readonly villageId: string | null;
    };
    readonly text: string;
    readonly lang: TypedLang;
    /** When it was typed from paper; left out of what was published before. */
    readonly paperTypedOn?: string | null;
  }[];
  /** Elected to speak for it: each agreed to be named. Left out of what was published before. */
  readonly elected?: readonly string[];
  readonly sentOn: string | null;
  /** The published minutes; empty while they are not. */
  readonly minutesId: string | null;
};

export type VoteLine = {
  readonly text: string;
  readonly words: readonly string[];
  /** Deputies' open votes; empty where residents vote. */
  readonly named: readonly { readonly fullName: string; readonly vote: string; readonly dissent: string }[];
};

/** How many came, as it may be told: a sum of fewer than five people, or a sex of so few, stands without its number. */
export function toldCounts({
  people,
  women,
  men,
}: {
  readonly people: number | null;
  readonly women: number | null;
  readonly men: number | null;
}): Pick<Held, 'people' | 'women' | 'men' | 'hidden'> {
  if (people === null) return { people: null, women: null, men: null, hidden: false };
  if (women === null || men === null || women + men !== people)
    // A sum beside one sex tells the other.
    return {
      people: people < 5 && people > 0 ? null : people,
      women: null,
      men: null,
      hidden: [people, women ?? 0, men ?? 0].some(isSmallGroup),
    };
  const [toldWomen, toldMen] = suppressList([women, men]);
  const hidden = toldWomen === null || toldMen === null;
  return {
    people: people < 5 && people > 0 ? null : people,
    women: hidden ? null : women,
    men: hidden ? null : men,
    hidden,
  };
}

/**
 * Who spoke, as it may be told beside those counts: where the numbers of women and men are left out because one of them
 * is small, or so few came at all, the sex of a speaker would give it back. An official stands by name alone.
 */
export function toldSpeaker(
  { hidden }: Pick<Held, 'hidden'>,
  said: {
    readonly official: string;
    readonly residentName: string;
    readonly nameAgreed: boolean;
    readonly sex: 'female' | 'male' | null;
    readonly villageId: string | null;
  },
): { readonly name: string; readonly sex: 'female' | 'male' | null; readonly villageId: string | null } {
  if (said.official !== '') return { name: '', sex: null, villageId: null };
  return {
    name: said.nameAgreed ? said.residentName : '',
    sex: hidden ? null : said.sex,
    villageId: said.villageId,
  };
}

/** Whether residents read the name of somebody who has an office: officials', a private person's by consent. */
export const isNameTold = ({
  office,
  nameAgreed,
}: {
  readonly office: Office;
  readonly nameAgreed: boolean;
}) => nameAgreed || !mayBePrivate.includes(office);

/** A vote for residents: members of a body that votes stand by name, nobody else (a working group has residents in it). */
export const toldVote = <T extends VoteLine>(form: MeetingForm, vote: T): T =>
  formRules[form].voters === 'members' ? vote : { ...vote, named: [] };
