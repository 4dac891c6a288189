import { field } from '../../../platform/forms/field.ts';
import { z } from 'zod';

/** What is written on a sticker; more letters would not fit on the paper either. */
export const stickerText = () =>
  field(
    { kind: 'text', required: true, max: 500, called: 'statement' },
    z
      .string()
      .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
      .pipe(z.string().min(1).max(500)),
  );
