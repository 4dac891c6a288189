import { z } from 'zod';
import { nameFault } from '../../methods/name-faults.ts';
import { cleanName, strangeLetters } from '../../methods/names.ts';
import { field } from './field.ts';

/** The name of a person, a group or a place: cleaned, and refused with the reason why it cannot be one. */
export const name = () =>
  field(
    { kind: 'text', required: true, max: 200 },
    z
      .string()
      .transform(cleanName)
      .pipe(z.string().min(1).max(200))
      .superRefine((typed, context) => {
        const message = nameFault(typed);
        if (message !== null)
          context.addIssue({ code: 'custom', message, params: { letters: strangeLetters(typed).join(' ') } });
      }),
  );
