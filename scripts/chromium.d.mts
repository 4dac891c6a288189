/** Where Chromium is, or undefined. The variable CHROMIUM names another one. */
export function findChromium(): string | undefined;
/** Finds Chromium, or installs it by apt where that is allowed. */
export function ensureChromium(): string | undefined;
export const howToInstall: string;
export const quiet: string[];
