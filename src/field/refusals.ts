import { needsRefusals } from '../needs/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const fieldRefusals = {
  'photo-not-here': 422,
  'sticker-not-here': 422,
  'device-code-wrong': 422,
  'device-ended': 422,
  'device-key-lost': 422,
  'device-name-differs': 422,
  'device-not-found': 404,
  'device-revoked': 401,
  'device-unknown': 401,
  busy: 422,
  'document-gap': 422,
  'document-too-big': 422,
  'document-too-dear': 422,
  'import-damaged': 422,
  'import-device-ended': 422,
  'import-device-unknown': 422,
  'import-forged': 422,
  'import-key-missing': 422,
  'import-not-ashar': 422,
  'import-other-office': 422,
  'import-person-gone': 422,
  'item-damaged': 422,
  'item-kind-unknown': 422,
  'not-received': 422,
  'office-disk-full': 422,
  'photo-of-another': 422,
  'photo-too-big': 422,
  'photo-unreadable': 422,
  'schema-too-new': 422,
  'schema-too-old': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...needsRefusals, ...fieldRefusals });
