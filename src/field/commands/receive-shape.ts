import { z } from 'zod';
import { isId } from '../../platform/db/id.ts';
import { unsoundText } from '../../platform/db/validation.ts';
import type { Params } from '../../platform/refusals.ts';
import { fieldMeetings, itemSchema, type Item } from '../rules/items.ts';
import type { ItemRefusal } from '../rules/receiving.ts';
import { meetingNamed, upgraded, type Versions } from '../rules/versions.ts';

// What is sent, looked at before anything else: whatever it is, it becomes an item or a refusal.

const id = z.string().refine(isId);

/** A moment of a device's clock, however wrong; years a column of the database can hold. */
const deviceMoment = z
  .string()
  .max(40)
  .refine((text) => {
    const at = new Date(text);
    return !Number.isNaN(at.getTime()) && at.getUTCFullYear() >= 1900 && at.getUTCFullYear() <= 9998;
  });

/** Most bytes of one update of the document and of one picture, before base64. */
export const mostUpdate = 8 * 1024 * 1024;
export const mostPhoto = 10 * 1024 * 1024;

const base64 = (most: number) =>
  z
    .string()
    .min(1)
    .max(Math.ceil(most / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/);

const sticker = z
  .object({
    id,
    personId: id.nullable(),
    slot: z.number().int().min(1).max(20).nullable(),
    text: z
      .string()
      .max(2000)
      .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
      .pipe(z.string().max(500)),
    sex: z.enum(['female', 'male']).nullable(),
    way: z.enum(['typed', 'phone', 'photo']),
    corrects: id.nullable(),
    withdrawn: z.boolean(),
    deviceTime: z.string().max(40),
  })
  .refine((one) => (one.withdrawn ? one.corrects !== null : one.text !== ''));

const itemShape = z.object({
  id,
  schema: z.number().int(),
  meetingId: id,
  meeting: z.enum(fieldMeetings),
  madeAt: deviceMoment,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('document'), update: base64(mostUpdate) }),
    z.object({ kind: z.literal('sticker'), sticker }),
    z.object({ kind: z.literal('photo'), data: base64(mostPhoto) }),
    z.object({ kind: z.literal('finish'), finishedAt: deviceMoment }),
  ]),
});

/** The envelope of a request; the items themselves are looked at one by one. */
export const requestShape = z.object({
  sentAt: z.string().max(40),
  app: z.string().max(200),
  items: z.array(z.unknown()).max(20_000),
});

/** What is known of an item whatever else is wrong with it: enough to write down that it came. */
export type Label = {
  readonly itemId: string;
  readonly meetingId: string;
  readonly kind: Item['body']['kind'];
  readonly schema: number;
  readonly madeAt: Date;
};

export type Seen = {
  /** As it was sent, for the answer. */
  readonly id: string;
  /** Undefined when the item is so damaged that it cannot be named. */
  readonly label: Label | undefined;
  readonly outcome:
    | { readonly ok: true; readonly item: Item }
    | { readonly ok: false; readonly code: ItemRefusal['code']; readonly params?: Params };
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Looks at one member of the request's items. Never throws. */
export function lookAt(raw: unknown, known: Versions): Seen {
  if (!isObject(raw)) return { id: '', label: undefined, outcome: { ok: false, code: 'item-damaged' } };
  const seenId = typeof raw.id === 'string' ? raw.id.slice(0, 100) : '';
  const label = labelOf(raw);
  const refused = (code: ItemRefusal['code'], params?: Params): Seen => ({
    id: seenId,
    label,
    outcome: { ok: false, code, ...(params === undefined ? {} : { params }) },
  });
  const now = upgraded(raw, known);
  if (!now.ok) return refused(now.code);
  if (unsoundText(now.item) !== undefined) return refused('item-damaged');
  const { body } = now.item;
  const kind = isObject(body) ? body.kind : undefined;
  if (typeof kind === 'string' && !kinds.has(kind)) return refused('item-kind-unknown');
  // The upgraded item has the shape of the current version, whose number the check below expects.
  const parsed = itemShape.safeParse({ ...now.item, schema: itemSchema });
  if (!parsed.success) return refused(tooBig(body) ? 'photo-too-big' : 'item-damaged');
  // The receipt says in which version the item was written.
  const item = { ...parsed.data, schema: label?.schema ?? itemSchema };
  return { id: seenId, label, outcome: { ok: true, item } };
}

const kinds: ReadonlySet<string> = new Set(['document', 'sticker', 'photo', 'finish']);

function tooBig(body: unknown): boolean {
  return (
    isObject(body) &&
    body.kind === 'photo' &&
    typeof body.data === 'string' &&
    body.data.length > Math.ceil(mostPhoto / 3) * 4
  );
}

function labelOf(raw: Json): Label | undefined {
  const { id: itemId, schema, madeAt, body } = raw;
  const meetingId = meetingNamed(raw);
  const kind = isObject(body) ? body.kind : undefined;
  if (typeof itemId !== 'string' || !isId(itemId)) return undefined;
  if (typeof meetingId !== 'string' || !isId(meetingId)) return undefined;
  if (typeof kind !== 'string' || !kinds.has(kind)) return undefined;
  if (!deviceMoment.safeParse(madeAt).success) return undefined;
  return {
    itemId,
    meetingId,
    kind: kind as Label['kind'],
    schema: typeof schema === 'number' ? Math.min(32_767, Math.max(0, Math.trunc(schema) || 0)) : 0,
    madeAt: new Date(madeAt as string),
  };
}
