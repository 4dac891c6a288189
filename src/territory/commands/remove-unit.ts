import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { versionsIn } from '../data.ts';
import { hangsOn } from '../data/hangs-on.ts';
import { mayChangeUnits } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { unit, unitAddress, unitChange, unitVersion } from '../schema.ts';
import { waitForOtherChanges } from './write-change.ts';

/**
 * Takes away a unit that was entered by a slip, as long as nothing hangs on it: no unit under it, no history beyond its
 * beginning, no person, cycle, figure or paper (`hangsOn`). Refused with `unit-not-empty` {name, what}. Its names and
 * days stay in the journal.
 */
export const removeUnit = defineSystemCommand({
  name: 'territory.remove-unit',
  input: z.object({ unitId: id() }),
  policy: mayChangeUnits,
  async run({ scope, input: { unitId } }) {
    await waitForOtherChanges(scope.tx);
    const [version] = await versionsIn(scope.tx, [unitId]);
    if (!version) return refuse('not-found');
    if (await hangsOn(scope.tx, unitId))
      return refuse('unit-not-empty', { params: { name: version.nameKy } });
    await scope.tx.execute(sql`delete from municipality_settings where municipality_id = ${unitId}`);
    await scope.tx.delete(unitChange).where(sql`${unitId} = any(${unitChange.toUnitIds})`);
    await scope.tx.delete(unitAddress).where(eq(unitAddress.unitId, unitId));
    await scope.tx.delete(unitVersion).where(eq(unitVersion.unitId, unitId));
    await scope.tx.delete(unit).where(eq(unit.id, unitId));
    const { level, nameKy, nameRu, parentId, code, validFrom } = version;
    return ok(
      { id: unitId },
      {
        subjectKind: 'unit',
        subjectId: unitId,
        details: { level, nameKy, nameRu, parentId, code, validFrom },
      },
    );
  },
});
