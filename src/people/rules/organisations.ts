import { possibleKey } from '../../methods/names.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { organisationKinds } from '../schema.ts';

export type OrganisationKind = (typeof organisationKinds)[number];

type Named = { readonly id: string; readonly nameKy: string; readonly nameRu: string };

/** Whether it exists on a day: the first and the last day count, one left open has no end. */
export function inForce(
  { validFrom, validTo }: { readonly validFrom: IsoDate | null; readonly validTo: IsoDate | null },
  day: IsoDate,
): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);
}

/**
 * Organisations whose name differs from this one's only in what a keyboard may lose (ө and о, quotes, a dash): they may
 * be one, and somebody has to look. The same name twice is refused before.
 */
export function perhapsTheSame<T extends Named>(all: readonly T[], one: Named): T[] {
  const keys = new Set([possibleKey(one.nameKy), possibleKey(one.nameRu)]);
  return all.filter(
    ({ id, nameKy, nameRu }) => id !== one.id && [nameKy, nameRu].some((name) => keys.has(possibleKey(name))),
  );
}
