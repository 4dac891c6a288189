import { useEffect, useReducer } from 'preact/hooks';

/** Draws again whenever `watch` calls; `watch` returns what ends it. @param of what it depends on */
export function useWatched(
  watch: (look: () => void) => (() => void) | undefined,
  of: readonly unknown[] = [],
): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => watch(() => again(0)), of);
}
