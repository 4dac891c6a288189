import { z } from 'zod';
import { stages } from '../schema.ts';

const optionalDay = z.iso
  .date()
  .nullable()
  .or(z.literal('').transform(() => null))
  .default(null);

const optionalId = z
  .uuid()
  .nullable()
  .or(z.literal('').transform(() => null))
  .default(null);

/** What people may say of a line of the plan. */
export const planItemFields = {
  stage: z.enum(stages),
  textKy: z.string().trim().min(1).max(500),
  textRu: z.string().trim().min(1).max(500),
  resultKy: z.string().trim().max(300).default(''),
  resultRu: z.string().trim().max(300).default(''),
  startsOn: optionalDay,
  dueOn: optionalDay,
  responsiblePersonId: optionalId,
  responsibleText: z.string().trim().max(200).default(''),
  done: z
    .literal('yes')
    .optional()
    .or(z.literal(''))
    .transform((value) => value === 'yes'),
};
