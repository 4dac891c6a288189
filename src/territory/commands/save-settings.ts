import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called, field, optional } from '../../platform/forms/field.ts';
import { choice, count, text } from '../../platform/forms/fields.ts';
import { maySaveSettings } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { checkAgeGroups } from '../rules/age-bands.ts';
import { municipalitySettings } from '../schema.ts';

const asked = <S extends z.ZodType>(name: string, inner: S) => called(`territory.settings.${name}`, inner);

/** «18-35, 36-55, 56+»: typed in one line. */
const ageGroups = field(
  { kind: 'text', required: true, called: 'territory.settings.ageGroups' },
  z.preprocess(
    (typed) =>
      typeof typed !== 'string'
        ? typed
        : typed
            .split(/[,;]/)
            .map((code) => code.replace(/\s+/g, '').replace(/[–—]/g, '-'))
            .filter((code) => code !== ''),
    z.array(z.string().trim().max(10)).max(20),
  ),
);

/** Saves how the municipality works: age groups, stickers a person, and the words of its papers. */
export const saveSettings = defineCommand({
  name: 'territory.save-settings',
  input: z.object({
    ageGroups,
    stickersPerPerson: asked('stickers', count(1, 20)),
    headActName: asked('headAct', choice(['тескеме', 'буйрук'], '')),
    headName: asked('headName', optional(text(200), '')),
    headPostKy: asked('headPostKy', text(200)),
    headPostRu: asked('headPostRu', text(200)),
    executiveNameKy: asked('executiveKy', optional(text(200), '')),
    executiveNameRu: asked('executiveRu', optional(text(200), '')),
    address: optional(text(300), ''),
    contact: optional(text(200), ''),
    seatKy: asked('seatKy', optional(text(100), '')),
    seatRu: asked('seatRu', optional(text(100), '')),
  }),
  policy: maySaveSettings,
  async run({ scope, input, now }) {
    const problem = checkAgeGroups(input.ageGroups);
    if (problem) return refuse(problem, { field: 'ageGroups' });
    await scope.tx
      .insert(municipalitySettings)
      .values({ municipalityId: scope.municipalityId, ...input })
      .onConflictDoUpdate({ target: municipalitySettings.municipalityId, set: { ...input, updatedAt: now } });
    return ok(
      { id: scope.municipalityId },
      {
        subjectKind: 'municipalitySettings',
        details: { ageGroups: input.ageGroups, stickersPerPerson: input.stickersPerPerson },
      },
    );
  },
});
