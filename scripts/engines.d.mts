export type EngineName = 'firefox' | 'webkit';
export const names: readonly EngineName[];
export function findEngines(wanted?: readonly EngineName[]): {
  readonly found: Readonly<Record<EngineName, string | undefined>>;
  readonly missing: readonly string[];
};
export function installLine(missing: readonly string[]): string;
export function install(missing: readonly string[]): boolean;
