import type { FieldRefusal } from './db/validation.ts';

export type Params = Readonly<Record<string, string | number>>;

/** What a refusal answers over HTTP. 401 and 503 are for programs (devices); no page is refused with them. */
export type RefusalStatus = 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503;

/**
 * The closed list of a room's refusal codes, each with its status. A code has one home: the list of the lowest room
 * that refuses with it; its sentence is the message `error.<code>` in three languages. `refusals.test.ts` walks all lists.
 */
export type RefusalList = Readonly<Record<string, RefusalStatus>>;

declare const fromAList: unique symbol;

/** An expected refusal: nothing was changed. Only the `refuse` of a room's list makes one. */
export type Refused = {
  readonly ok: false;
  readonly code: string;
  readonly status: RefusalStatus;
  readonly fields?: Readonly<Record<string, FieldRefusal>>;
  readonly params?: Params;
  readonly [fromAList]: true;
};

type About = {
  /** Puts the refusal beside one field of the form. */
  readonly field?: string;
  /** Fill the message. */
  readonly params?: Params | undefined;
  readonly fields?: Readonly<Record<string, FieldRefusal>>;
};

/** Refuses with a code of the list: another does not compile. Everything the command did so far is taken back. */
export type Refuse<Code extends string> = (code: Code, about?: About) => Refused;

/** The `refuse` of a room, over its own codes and those of the rooms below that it refuses with. */
export function refuseBy<List extends RefusalList>(list: List): Refuse<keyof List & string> {
  return (code, about = {}) => {
    const params = about.params === undefined ? {} : { params: about.params };
    const fields = about.field === undefined ? about.fields : { [about.field]: { code, ...params } };
    const refused: Omit<Refused, typeof fromAList> = {
      ok: false,
      code,
      status: list[code]!,
      ...(fields === undefined ? {} : { fields }),
      ...params,
    };
    return refused as Refused;
  };
}

/** Codes of the ground floor; every room's `refuse` takes them. */
export const platformRefusals = {
  /** The shape of what was sent; the fields say more. */
  'invalid-input': 422,
  /** The account may not do this. */
  forbidden: 403,
  /** There is no such thing, or not for this account. */
  'not-found': 404,
  /** What was counted in a cycle that was frozen stays as it is; the database's own wall refuses with it too. */
  'cycle-finished': 422,
  /** The operation id was used for something else: the form was changed and sent again. */
  'operation-reused': 409,
  /** Somebody else changed it in between. */
  'changed-meanwhile': 409,
  /** The same, of a form that shows both versions (platform/forms/version.ts). */
  'edited-meanwhile': 409,
  /** Days or times in the wrong order. */
  'ends-before-start': 422,
  /** A custom element of a page asks, and nobody is signed in any more. */
  'signed-out': 401,
  /** What was sent is larger than allowed. */
  'too-large': 413,
  /** Too many attempts; try later. */
  'too-many-attempts': 429,
  /** The database cannot be asked now; the sender tries again. */
  unavailable: 503,
  /** An account without any way to reach its person cannot be invited. */
  'invitation-contact': 422,
  'invitation-roles': 422,
  /** The link was used, withdrawn, renewed, or is too old. */
  'invitation-gone': 422,
  /** The invitation makes an account, which needs a password. */
  'invitation-password': 422,
  /** Nobody would be left who may invite. */
  'role-last-administrator': 422,
  'account-last-administrator': 422,
  /** The account belongs to other municipalities too: no link is made for it here. */
  'link-elsewhere': 422,
  'sign-in-wrong': 422,
  'second-factor-wrong': 422,
  'password-wrong': 422,
  'password-short': 422,
  'password-long': 422,
  'password-common': 422,
  /** The letter was sent meanwhile, or is too old to be kept. */
  'letter-gone': 422,
  /** Long work that failed without saying why, and work that was cut off. */
  unexpected: 422,
  interrupted: 422,
} as const satisfies RefusalList;

/** The refusals of the ground floor itself. */
export const refuse = refuseBy(platformRefusals);
