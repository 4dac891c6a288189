/** Brings one of a list into the middle of it. Only the list moves, never the page under the finger. */
export function toMiddle(one: HTMLElement, list: HTMLElement): void {
  const [a, b] = [one.getBoundingClientRect(), list.getBoundingClientRect()];
  list.scrollTop += a.top + a.height / 2 - (b.top + b.height / 2);
  list.scrollLeft += a.left + a.width / 2 - (b.left + b.width / 2);
}
