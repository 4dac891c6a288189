import { useEffect, useReducer, useRef } from 'preact/hooks';

/** Draws again whenever `watch` calls; `watch` returns what ends it. @param of what it depends on */
export function useWatched(
  watch: (look: () => void) => (() => void) | undefined,
  of: readonly unknown[] = [],
): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => watch(() => again(0)), of);
}

/** What `read` says, drawn again when it says something else after `watch` has called. @param of what both depend on */
export function useTold<T>(
  watch: (look: () => void) => () => void,
  read: () => T,
  of: readonly unknown[] = [],
): T {
  const [, again] = useReducer((n: number) => n + 1, 0);
  const value = read();
  const shown = useRef(value);
  shown.current = value;
  useEffect(() => {
    const look = () => {
      if (!Object.is(read(), shown.current)) again(0);
    };
    look();
    return watch(look);
  }, of);
  return value;
}
