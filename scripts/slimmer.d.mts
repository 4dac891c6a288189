/** Private names of a source as plain ones that no other source has; undefined when it has none. */
export function withPlainPrivates(source: string, file: string): string | undefined;

/** Yjs' source without what our documents have no use for. @throws Error when it is another Yjs */
export function withoutUnused(yjs: string): string;
