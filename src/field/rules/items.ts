import type { MapBase } from '../../needs/sessions/rules/session-record.ts';
import type { ReceivedSticker } from '../../needs/sessions/rules/sticker-wall.ts';

/**
 * What a device sends. Each item has an id made by the device and arrives exactly once, by the network or in a file;
 * one that is refused says why and holds up no other.
 */

/**
 * Version of the items this program writes. A server reads this one and the two before it. Since 2 an item names its
 * meeting by `meetingId`; before, by `sessionId`, whatever kind of meeting it was.
 */
export const itemSchema = 2;
export const oldSchemas = 2;

/**
 * One sticker as its writer or a facilitator wrote it. Only ever added: a correction is a new sticker that names the
 * old one; a withdrawal is a correction with `withdrawn`.
 */
export type Sticker = Omit<ReceivedSticker, 'deviceTime'> & {
  /** The device's clock, not trusted. */
  readonly deviceTime: string;
};

export type ItemBody =
  /** Changes of the shared document: a Yjs update, base64. Repeating it changes nothing. */
  | { readonly kind: 'document'; readonly update: string }
  | { readonly kind: 'sticker'; readonly sticker: Sticker }
  /** A picture, base64 of JPEG, PNG or WebP; the id is the photo's id in the document. */
  | { readonly kind: 'photo'; readonly data: string }
  /** The facilitators have finished; the working group looks and closes. */
  | { readonly kind: 'finish'; readonly finishedAt: string };

/** Kinds of meeting that are held in the app. */
export const fieldMeetings = ['session', 'focusGroup', 'public'] as const;
export type FieldMeeting = (typeof fieldMeetings)[number];

export type Item = {
  readonly id: string;
  readonly schema: number;
  readonly meetingId: string;
  readonly meeting: FieldMeeting;
  /** The device's clock when the item was made. */
  readonly madeAt: string;
  readonly body: ItemBody;
};

/** Answer for one item. `later`: try again by yourself; `refused`: a person must look (code says at what). */
export type ItemResult = {
  readonly id: string;
  readonly state: 'done' | 'refused' | 'later';
  readonly code?: string;
  readonly message?: string;
};

/** POST /field/api/items. The device's clock at sending tells how wrong it goes. */
export type ItemsRequest = { readonly sentAt: string; readonly app: string; readonly items: readonly Item[] };
export type ItemsAnswer = {
  readonly receivedAt: string;
  readonly results: readonly ItemResult[];
  /** Which store of the office answered: another one after a restore. A server of before did not say. */
  readonly store?: string;
  /** How far the office's document of each meeting goes after this (`howFar`, base64). */
  readonly vectors?: Readonly<Record<string, string>>;
};

/**
 * GET /field/api/sessions/:id/held: what the office has of a meeting. A device that knows more was told so by a
 * store that is no more, and sends again.
 */
export type Held = {
  readonly store: string;
  /** How far the office's document goes (`howFar`, base64). */
  readonly vector: string;
  /** What it has taken, by item id: stickers, pictures, the end, and this device's own changes of the document. */
  readonly items: readonly string[];
};

/** GET /field/api/sessions: what this account leads or records. */
export type MeetingSummary = {
  readonly id: string;
  readonly meeting: FieldMeeting;
  /** Of a public meeting: its form and title, in the language of the device's account. */
  readonly title?: string;
  readonly municipality: string;
  readonly village: string;
  readonly ageGroup: string;
  readonly sexMode: 'mixed' | 'women' | 'men';
  readonly part: number;
  readonly plannedOn: string | null;
  readonly startsAt: string | null;
  readonly venue: string;
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled';
};

/** GET /field/api/sessions/:id: everything the room needs without a network. */
export type MeetingPackage = MeetingSummary & {
  readonly municipalityId: string;
  readonly cycleName: string;
  readonly endsAt: string | null;
  readonly stickersPerPerson: number;
  readonly ageGroups: readonly string[];
  readonly facilitators: readonly string[];
  /** Names of people who were invited, for registration by one tap. */
  readonly invited: readonly { readonly name: string; readonly sex: 'female' | 'male' | null }[];
  /** Minutes of each step of the programme, by name (Annex 5); the app knows the usual ones. */
  readonly programme: Readonly<Record<string, number>>;
  /** Problems known in this cycle, for suggestions of titles. */
  readonly problems: readonly { readonly id: string; readonly name: string }[];
  /** Words that mean the same in two languages, learned by the office. */
  readonly terms: readonly { readonly ky: string; readonly ru: string }[];
  /** The real budget, when the office has entered it; amounts are whole tyiyn as texts. */
  readonly budget: {
    readonly year: number;
    readonly total: string;
    readonly items: readonly {
      readonly key: string | null;
      readonly name: string;
      readonly amount: string;
    }[];
  } | null;
  /** Own map tiles, when configured: `https://…/{z}/{x}/{y}.png`. */
  readonly tiles: {
    readonly url: string;
    readonly attribution: string;
    readonly centre: readonly [number, number] | null;
  } | null;
  readonly mapBase: MapBase;
  /** What the office holds already: the shared document (base64) and stickers, when another device has sent. */
  readonly document: string | null;
  readonly stickers: readonly Sticker[];
  /** What the office holds; null of a document it cannot read. A server of before did not say. */
  readonly held?: Held | null;
  /** Of a focus group: the priorities to be analysed. */
  readonly priorities: readonly {
    readonly problemId: string;
    readonly name: string;
    readonly votes: number;
  }[];
  /** Of a public meeting: the villages people come from, the points of the agenda, what is voted on. */
  readonly open?: {
    readonly villages: readonly { readonly id: string; readonly name: string }[];
    readonly agenda: readonly {
      readonly id: string;
      readonly text: string;
      readonly speaker: string;
      readonly minutes: number | null;
    }[];
    /** What is voted by raised hands, cards or slips and is not closed; missing in packages of an earlier program. */
    readonly questions?: readonly {
      readonly id: string;
      readonly number: number;
      readonly text: string;
      /** In the order of the ballot, in the words of the device's account. */
      readonly choices: readonly { readonly id: string; readonly text: string }[];
    }[];
  };
  readonly preparedAt: string;
};

/** POST /field/api/devices: a one-time code from the office turns into a device of one person. */
export type DeviceAnswer = {
  readonly deviceId: string;
  /** `municipalityId.deviceId.secret`; sent as `Authorization: Bearer …`. */
  readonly token: string;
  readonly account: { readonly id: string; readonly name: string; readonly lang: 'ky' | 'ru' | 'en' };
  readonly municipality: { readonly id: string; readonly name: string };
  /** 32 random bytes, base64: wraps the data key a second time, so that the office can help who forgot the PIN. */
  readonly recoveryKey: string;
  /** The office's public key (P-256, raw, base64): files of unsent data are sealed for it. */
  readonly officeKey: string;
  readonly serverTime: string;
};

/** The sealed file of unsent items (`.ashar`), readable by the office alone. */
export type SealedFile = {
  readonly format: 'ashar-field';
  readonly version: 1;
  readonly municipalityId: string;
  readonly deviceId: string;
  readonly madeAt: string;
  /** P-256 public key of this file, raw, base64; HKDF-SHA256 of the shared secret gives the AES-256-GCM key. */
  readonly ephemeralKey: string;
  readonly iv: string;
  /** Encrypted JSON of ItemsRequest. */
  readonly data: string;
  /** HMAC-SHA256 over `data`, with SHA-256 of the device's secret as key: the file comes from this device. */
  readonly mac: string;
};
