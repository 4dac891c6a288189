/** Levels of a unit, from the top; a municipality is the tenant. By itself, so that a thread that reads files need not load the tables' library. */
export const unitLevels = ['oblast', 'district', 'municipality', 'village'] as const;
export type UnitLevel = (typeof unitLevels)[number];
