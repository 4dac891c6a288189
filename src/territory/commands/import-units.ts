import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { parts, turn } from '../../platform/turn.ts';
import { importOf, storedUnitsOn } from '../data/imports.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { called, several } from '../../platform/forms/field.ts';
import { choice, id, tick } from '../../platform/forms/fields.ts';
import { mayChangeUnits } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planUnits } from '../rules/in-worker.ts';
import { unpackPart } from '../rules/kept-units.ts';
import { unitLevels } from '../rules/unit-levels.ts';
import { differenceChoices, type PlannedUnit } from '../rules/unit-import.ts';
import { municipalitySettings, unit, unitChange, unitImport, unitVersion } from '../schema.ts';
import { giveAddresses } from './give-addresses.ts';
import { takeDifferences } from './take-differences.ts';
import { writeFigures } from './write-figures.ts';
import { askAhead, unitConstraints, waitForOtherChanges } from './write-change.ts';

/**
 * Carries out a staged import, all rows or none. The rows are checked once more: units may have changed since the
 * preview. What rows of standing units say otherwise, of their people too, is taken only where `take` names it. Refused
 * with `import-has-problems` {count}, `import-not-staged`, `import-not-checked` (the thread that checks is busy or gave up; the file stays staged).
 */
export const importUnits = defineSystemCommand({
  name: 'territory.import-units',
  input: z.object({
    importId: id(),
    /** Which kinds of differences are taken from rows of units that stand; the others are left. */
    take: called(
      'territory.import.take',
      several(choice(differenceChoices, ''), 0, differenceChoices.length),
    ),
    /** A day of the import more than a year ahead is meant so. */
    confirmed: tick(),
  }),
  policy: mayChangeUnits,
  constraints: unitConstraints,
  async run({ scope, input, now }) {
    // The thread that checks is started before others have to wait for us.
    const nothing = () => new TextEncoder().encode('[]');
    if (!(await planUnits(nothing(), { known: [], figures: nothing() }, [])))
      return refuse('import-not-checked');
    await waitForOtherChanges(scope.tx);
    const staged = await importOf(scope.tx, input.importId, true);
    if (!staged) return refuse('not-found');
    if (staged.state !== 'staged' || staged.contents === null) return refuse('import-not-staged');
    const on = staged.validFrom;
    const asked = askAhead(on, now, input.confirmed);
    if (asked) return asked;
    const plan = await planUnits(staged.contents, await storedUnitsOn(scope.tx, on), input.take);
    if (!plan) return refuse('import-not-checked');
    if (plan.problems > 0) return refuse('import-has-problems', { params: { count: plan.problems } });
    const units: PlannedUnit[] = [];
    for (const part of plan.parts) {
      units.push(...unpackPart(part));
      await turn();
    }

    const ids = new Map(units.map((planned) => [planned.row, planned.existing ?? newId()]));
    const idOfParent = (planned: PlannedUnit): string | null =>
      planned.parent === null
        ? null
        : 'unitId' in planned.parent
          ? planned.parent.unitId
          : ids.get(planned.parent.row)!;
    const begun = units.filter((planned) => planned.existing === null);
    // From the top, so that a parent's row stands before its children refer to it.
    for (const level of unitLevels) {
      const rows = begun.filter((planned) => planned.level === level);
      for (const part of parts(rows, unitsAtOnce)) {
        await scope.tx.insert(unit).values(part.map(({ row, code }) => ({ id: ids.get(row)!, level, code })));
        await scope.tx.insert(unitVersion).values(
          part.map((planned) => ({
            unitId: ids.get(planned.row)!,
            parentId: idOfParent(planned),
            nameKy: planned.nameKy,
            nameRu: planned.nameRu,
            kind: planned.kind,
            validFrom: on,
          })),
        );
        await scope.tx.insert(unitChange).values(
          part.map(({ row }) => ({
            kind: 'create' as const,
            takesEffectOn: on,
            toUnitIds: [ids.get(row)!],
            basis: staged.fileName,
            byAccountId: scope.actor.accountId,
          })),
        );
        if (level === 'municipality') {
          await scope.tx
            .insert(municipalitySettings)
            .values(part.map(({ row }) => ({ municipalityId: ids.get(row)! })));
        }
      }
    }
    const differing = units.filter(({ differences }) => differences.length > 0).length;
    const changed = await takeDifferences(scope.tx, units, new Set(input.take), {
      on,
      basis: staged.fileName,
      byAccountId: scope.actor.accountId,
    });
    await giveAddresses(scope.tx, todayInBishkek(now));
    const profiles = units.filter((planned) => planned.households !== null || planned.population.length > 0);
    await writeFigures(
      scope.tx,
      profiles.map((planned) => ({
        municipalityId: idOfParent(planned)!,
        villageId: ids.get(planned.row)!,
        asOf: on,
        stands: planned.existing !== null,
        ...{ households: planned.households, population: planned.population },
      })),
    );
    await scope.tx
      .update(unitImport)
      .set({ state: 'confirmed', contents: null, reading: null, rows: units.length, confirmedAt: now })
      .where(eq(unitImport.id, staged.id));
    const counts = {
      created: begun.length,
      existing: units.length - begun.length,
      changed,
      left: differing - changed,
      profiles: profiles.length,
    };
    return ok(
      { id: staged.id, ...counts },
      { subjectKind: 'unitImport', subjectId: staged.id, details: counts },
    );
  },
});

/** Rows written at once, few enough to let other requests have their turn between them. */
const unitsAtOnce = 100;

/** Puts a staged import aside; nothing of it stays but its name. */
export const dropImport = defineSystemCommand({
  name: 'territory.drop-import',
  input: z.object({ importId: id() }),
  policy: mayChangeUnits,
  async run({ scope, input }) {
    const dropped = await scope.tx
      .update(unitImport)
      .set({ state: 'dropped', contents: null, reading: null })
      .where(and(eq(unitImport.id, input.importId), eq(unitImport.state, 'staged')))
      .returning({ id: unitImport.id });
    return dropped[0] ? ok(dropped[0]) : refuse('import-not-staged');
  },
});
