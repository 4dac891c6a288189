/** What the devices of a hall say to each other through its server. */

/** What a secret allows: the host leads, the recorder writes along, the wall looks. */
export type HallLevel = 'host' | 'recorder' | 'wall';

/** Where the hall stands. It is told by the stream and by polling alike; each device fetches what is newer. */
export type HallVector = {
  /** Number of the last change of the document. */
  readonly updates: number;
  readonly stickers: number;
  readonly photos: number;
  /** Changes whenever a phone comes, is decided, tied or sends. */
  readonly phones: string;
  readonly wall: number;
  readonly gallery: 'closed' | 'open';
  readonly ended: boolean;
};

/** GET /hall/:id: what every level may know. */
export type HallInfo = {
  readonly id: string;
  readonly meetingId: string;
  readonly title: string;
  readonly lang: 'ky' | 'ru' | 'en';
  readonly stickersPerPerson: number;
  readonly code: string;
  readonly level: HallLevel;
  readonly gallery: 'closed' | 'open';
  readonly ended: boolean;
  /** Addresses of this server on the network, without trailing slash. */
  readonly addresses: readonly string[];
};

/** What a hall is opened for. */
export type HallOpening = Pick<HallInfo, 'meetingId' | 'title' | 'lang' | 'stickersPerPerson'> & {
  readonly askSex: boolean;
  /** The package of the meeting for a second recorder. */
  readonly meeting: unknown;
};

/** The secrets of a hall by what they allow; told once, when it is opened. */
export type OpenedHall = Pick<HallInfo, 'id' | 'code'> & Readonly<Record<`${HallLevel}Secret`, string>>;

/** Answer of POST /hall. */
export type HallOpened = OpenedHall & Pick<HallInfo, 'addresses'>;

/** A participant's phone as the host sees it. */
export type HallPhone = {
  readonly id: string;
  readonly number: number;
  readonly state: 'waiting' | 'admitted' | 'refused';
  readonly sex: 'female' | 'male' | null;
  /** Number of the phone that this one seems to be. */
  readonly again: number | null;
  readonly personId: string | null;
  readonly joinedAt: string;
  readonly sentAt: string | null;
  readonly stickers: number;
  /** Asked far more often than a person can; it was slowed. */
  readonly flooding: boolean;
};

export type HallPhones = {
  readonly phones: readonly HallPhone[];
  /** Devices that are not admitted asked too often lately. */
  readonly strangersFlood: boolean;
};

/** A sticker written on a phone. */
export type HallSticker = {
  readonly id: string;
  readonly slot: number;
  readonly text: string;
  readonly at: string;
  /** Number of the phone. */
  readonly phone: number;
  readonly personId: string | null;
  readonly sex: 'female' | 'male' | null;
};

/** What the wall shows; made by the host, without anything about persons. */
export type HallWall = {
  /** By falling votes; those without votes are left out. */
  readonly columns: readonly {
    readonly name: string;
    readonly votes: number;
    /** Among the first five. */
    readonly top: boolean;
    /** Some of its stickers, the newest first. */
    readonly texts: readonly string[];
  }[];
  /** Stickers that stand in no column yet, the newest first. */
  readonly loose: readonly string[];
  readonly looseCount: number;
  /** Null where people have not been counted. */
  readonly sums: {
    readonly people: number | null;
    readonly possible: number | null;
    readonly used: number;
    readonly unused: number | null;
  };
  /** The address that the host chose for the phones, one of the hall's; absent from a host of before. */
  readonly address?: string | undefined;
};

/** The address to show: the chosen one as long as the server has it, else the server's best. */
export function shownAddress(addresses: readonly string[], chosen: string | undefined): string | undefined {
  return chosen !== undefined && addresses.includes(chosen) ? chosen : addresses[0];
}

/** Letters of a secret that may be typed. */
export const typedSecretLetters = 12;

/**
 * The secret behind the # of an address, scanned or typed: letters in any case, with dashes or spaces between; empty when
 * there is none. Longer ones are of halls that were opened before secrets could be typed.
 */
export function secretBehind(hash: string): string {
  const given = hash.replace(/^#/, '');
  if (/^[\w-]{20,60}$/.test(given)) return given;
  const typed = given.replace(/%20|[\s-]/g, '').toUpperCase();
  return typed.length === typedSecretLetters && /^[A-Z0-9]+$/.test(typed) ? typed : '';
}

/** Among the meeting's drafts on the host's device: what it must know to go on with its hall after a reload. */
export const hallDraft = 'hall';

/** Letters of one sticker from a phone. */
export const phoneTextMost = 200;

/**
 * Cleans what was typed on a phone: one line, no control characters or invisible direction marks, no spaces at the
 * ends. The zero-width joiners that emoji need stay.
 */
export function cleanPhoneText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}
