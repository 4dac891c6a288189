import type { Place } from '../data/tally.ts';

/** A place's names as the labels take them. */
export const named = (place: Place) => ({ ky: place.nameKy, ru: place.nameRu });

/** The address of a list's page in the room. */
export function listPath(room: string, villageId: string | null): string {
  return villageId === null ? `${room}/priorities` : `${room}/villages/${villageId}/priorities`;
}
