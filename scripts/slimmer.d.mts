/** Private names of a source as plain ones that no other source has; undefined when it has none. */
export function withPlainPrivates(source: string, file: string): string | undefined;
