import { useMemo, useRef } from 'preact/hooks';

/** The same object for ever, whose functions do what they say in the latest drawing: for rows that are drawn once. */
export function useLatest<A extends object>(acts: A): A {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(
    () =>
      Object.fromEntries(
        Object.keys(acts).map((name) => [
          name,
          (...given: unknown[]) =>
            (latest.current as Record<string, (...given: unknown[]) => unknown>)[name]!(...given),
        ]),
      ) as A,
    [],
  );
}
