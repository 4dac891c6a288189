import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { maySaveSettings } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { checkAgeGroups } from '../rules/age-bands.ts';
import { municipalitySettings } from '../schema.ts';

const line = (max: number) => z.string().trim().max(max).default('');

/** Saves how the municipality works: age groups, stickers a person, and the words of its papers. */
export const saveSettings = defineCommand({
  name: 'territory.save-settings',
  input: z.object({
    ageGroups: z.array(z.string().trim().max(10)).max(20),
    stickersPerPerson: z.number().int().min(1).max(20),
    headActName: z.enum(['тескеме', 'буйрук']),
    headName: line(200),
    headPostKy: z.string().trim().min(1).max(200),
    headPostRu: z.string().trim().min(1).max(200),
    executiveNameKy: line(200),
    executiveNameRu: line(200),
    address: line(300),
    contact: line(200),
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
