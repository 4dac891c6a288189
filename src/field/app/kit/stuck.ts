import type { RefCallback } from 'preact';
import { useCallback, useRef } from 'preact/hooks';

/** What is stuck to the edges of a screen, as variables of the page that tell their heights to everything else. */
export type Stuck = '--run-title' | '--run-foot' | '--gal-sums' | '--gal-tools';

/** On a screen this short (a keyboard, a phone on its side) these lie still and cover nothing; as in the style sheets. */
const lieStill: readonly Stuck[] = ['--run-title', '--run-foot', '--gal-sums'];

const heights = new Map<Stuck, number>();
const names = new WeakMap<Element, Stuck>();
let observer: ResizeObserver | undefined;
let short: MediaQueryList | undefined;

function write(): void {
  const { style } = document.documentElement;
  for (const [name, height] of heights) {
    const value = `${short?.matches && lieStill.includes(name) ? 0 : Math.round(height)}px`;
    if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
  }
}

function watch(): ResizeObserver | undefined {
  if (observer || typeof ResizeObserver === 'undefined') return observer;
  short = matchMedia('(max-height: 480px)');
  short.addEventListener('change', write);
  observer = new ResizeObserver((entries) => {
    // The sizes come along: asking for them here would lay the page out once more for each.
    for (const { target, borderBoxSize, contentRect } of entries) {
      const name = names.get(target);
      if (name) heights.set(name, borderBoxSize?.[0]?.blockSize ?? contentRect.height);
    }
    write();
  });
  return observer;
}

/**
 * Measures what is stuck above or below, so that what is typed, pointed at or said stands between: fields that come into
 * sight (scroll-padding), short messages, sheets. Goes to the `ref` of the element.
 */
export function useStuck<E extends Element>(name: Stuck): RefCallback<E> {
  const last = useRef<E | null>(null);
  return useCallback(
    (element: E | null) => {
      if (last.current) {
        watch()?.unobserve(last.current);
        heights.delete(name);
        document.documentElement.style.removeProperty(name);
      }
      last.current = element;
      if (!element) return;
      names.set(element, name);
      watch()?.observe(element);
    },
    [name],
  );
}
