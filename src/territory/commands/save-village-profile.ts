import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../data.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { count, id, text } from '../../platform/forms/fields.ts';
import { maySaveProfile } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { parseAgeBand, sexOrder } from '../rules/age-bands.ts';
import { villagePopulation, villageProfile } from '../schema.ts';
import { unitDay } from './write-change.ts';

/** A number of residents or households. */
export const people = count(0, 1_000_000);

/**
 * Saves what is known of a village as of a day: households, and residents by sex and age band. Saving the same day
 * again replaces it. Refused with `not-found` for another municipality's village, `profile-in-future`.
 */
export const saveVillageProfile = defineCommand({
  name: 'territory.save-village-profile',
  input: z.object({
    villageId: id(),
    asOf: called('territory.profile.asOf', unitDay()),
    households: called('territory.profile.households', optional(people)),
    basis: called('territory.profile.basis', optional(text(500))),
    population: z
      .array(
        z.object({
          sex: z.enum(sexOrder),
          ageBand: z.string().refine((code) => parseAgeBand(code) !== null, 'invalid'),
          people,
        }),
      )
      .max(40),
  }),
  policy: maySaveProfile,
  async run({ scope, input, now }) {
    const { municipalityId } = scope;
    const today = todayInBishkek(now);
    if (input.asOf > today) return refuse('profile-in-future', { field: 'asOf' });
    // The village may have come later than the numbers were taken: it must belong here then, or now.
    const ours =
      (await isVillageOf(scope.tx, municipalityId, input.villageId, input.asOf)) ||
      (await isVillageOf(scope.tx, municipalityId, input.villageId, today));
    if (!ours) return refuse('not-found', { field: 'villageId' });
    const keys = new Set(input.population.map((cell) => `${cell.sex} ${cell.ageBand}`));
    if (keys.size < input.population.length) return refuse('profile-cell-twice', { field: 'population' });
    const { households, basis } = input;
    const facts = { households, basis };
    const [saved] = await scope.tx
      .insert(villageProfile)
      .values({ id: newId(), municipalityId, villageId: input.villageId, asOf: input.asOf, ...facts })
      .onConflictDoUpdate({
        target: [villageProfile.municipalityId, villageProfile.villageId, villageProfile.asOf],
        set: { ...facts, updatedAt: now },
      })
      .returning({ id: villageProfile.id });
    const profileId = saved!.id;
    await scope.tx
      .delete(villagePopulation)
      .where(own(scope, villagePopulation, eq(villagePopulation.profileId, profileId)));
    if (input.population.length > 0) {
      await scope.tx
        .insert(villagePopulation)
        .values(input.population.map((cell) => ({ municipalityId, profileId, ...cell })));
    }
    return ok(
      { id: profileId, asOf: input.asOf },
      { subjectKind: 'villageProfile', details: { village: input.villageId, asOf: input.asOf } },
    );
  },
});
