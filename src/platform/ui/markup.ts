import { createElement, Fragment, type ComponentChildren, type FunctionComponent, type VNode } from 'preact';

// Parts of pages as text. A list draws the same few elements hundreds of times, and as a tree each of them costs the
// server an object, a visit and a piece of text of its own. What is drawn in a browser too stays a tree.

/** HTML that is safe as it stands. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | null | undefined | false | Markup | readonly Markup[];

/** The same letters as those of a tree are written. */
const special = /["&<]/;
const names: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' };

const escaped = (text: string): string =>
  special.test(text) ? text.replace(/["&<]/g, (letter) => names[letter]!) : text;

function textOf(value: Value): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (!value) return '';
  if (value instanceof Markup) return value.text;
  let text = '';
  for (const one of value) text += one.text;
  return text;
}

/** HTML with values in it; whatever is not markup itself is written so that it cannot become markup. */
export function markup(pieces: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = pieces[0]!;
  for (let at = 0; at < values.length; at += 1) text += textOf(values[at]) + pieces[at + 1]!;
  return new Markup(text);
}

/** What the renderer of pages takes as text with trees between. */
const text = (tpl: readonly string[], ...exprs: readonly VNode[]): VNode =>
  createElement(Fragment as FunctionComponent<object>, { tpl, exprs } as object);

/** Markup in a page that is otherwise a tree; `children` stand between it and `after`. Only on the server. */
export function drawn(before: Markup, children?: ComponentChildren, after?: Markup): VNode {
  if (after === undefined) return text([before.text]);
  return text([before.text, after.text], createElement(Fragment, null, children));
}
