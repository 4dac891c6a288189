// What is typed in a form, as values by name. Looks at controls by their properties only, so that a test needs no
// browser.

/** A control of a form, as far as drafts look at it. */
export type Control = {
  readonly name: string;
  readonly type: string;
  value: string;
  readonly defaultValue?: string;
  checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly autocomplete?: string;
  readonly disabled?: boolean;
  readonly options?: ArrayLike<Choice>;
  readonly hasAttribute: (name: string) => boolean;
};

type Choice = { readonly value: string; selected: boolean; readonly defaultSelected: boolean };

/** Values by the name of their control: the text of a box, the values of what is ticked or chosen. */
export type Typed = Readonly<Record<string, readonly string[]>>;

const secrets = /^(current-password|new-password|one-time-code)$/;
const neverTyped = new Set(['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image', 'fieldset']);

/** Whether a draft may hold it: no passwords, codes, files, nor what a person does not type; nor what is marked. */
export function isKept(control: Control): boolean {
  return (
    control.name !== '' &&
    // Typed to be sure, not to be kept.
    control.name !== 'confirmName' &&
    !neverTyped.has(control.type) &&
    !secrets.test(control.autocomplete ?? '') &&
    control.disabled !== true &&
    !control.hasAttribute('data-unkept')
  );
}

/** What stands in the controls now, or what stood there when the page came. */
export function read(controls: ArrayLike<Control>, which: 'now' | 'at-first' = 'now'): Typed {
  const typed: Record<string, string[]> = {};
  for (const control of Array.from(controls)) {
    if (!isKept(control)) continue;
    const values = (typed[control.name] ??= []);
    values.push(...(which === 'now' ? standing(control) : atFirst(control)));
  }
  return typed;
}

function standing(control: Control): string[] {
  if (control.options) return chosen(control.options, (one) => one.selected);
  if (isTicked(control)) return control.checked ? [control.value] : [];
  return [control.value];
}

function atFirst(control: Control): string[] {
  if (control.options) {
    const marked = chosen(control.options, (one) => one.defaultSelected);
    // A list of one that marks none shows its first.
    const first = control.options[0];
    return marked.length === 0 && first && control.type === 'select-one' ? [first.value] : marked;
  }
  if (isTicked(control)) return control.defaultChecked ? [control.value] : [];
  return [control.defaultValue ?? ''];
}

function chosen(options: ArrayLike<Choice>, is: (one: Choice) => boolean): string[] {
  return Array.from(options)
    .filter(is)
    .map(({ value }) => value);
}

const isTicked = ({ type }: Control) => type === 'checkbox' || type === 'radio';

/** Line ends are the browser's; spaces are somebody's. */
const line = (text: string) => text.replace(/\r\n?/g, '\n');

/** Whether both say the same of every control; one that only one of them knows counts when it says something. */
export function isSame(a: Typed, b: Typed): boolean {
  const says = (values: readonly string[] | undefined) =>
    (values ?? []).map(line).filter((one) => one !== '');
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [one, other] = [says(a[name]), says(b[name])];
    if (one.length !== other.length || one.some((value, at) => value !== other[at])) return false;
  }
  return true;
}

/**
 * Puts the values back. Answers the controls that changed, and the texts for which the page has no control any more
 * (a row that was taken away).
 */
export function put<C extends Control>(
  controls: ArrayLike<C>,
  typed: Typed,
): { readonly changed: C[]; readonly homeless: string[] } {
  const left = new Map(Object.entries(typed).map(([name, values]) => [name, [...values]]));
  const changed: C[] = [];
  const picked = new Set<string>();
  for (const control of Array.from(controls)) {
    if (!isKept(control)) continue;
    const values = left.get(control.name);
    if (!values) continue;
    const before = standing(control).join('\n');
    if (control.options) choose(Array.from(control.options), values);
    else if (isTicked(control)) control.checked = take(values, control.value);
    else if (values.length > 0) control.value = values.shift() ?? '';
    if (standing(control).join('\n') !== before) changed.push(control);
    // A choice that is gone is no text.
    if (control.options || isTicked(control)) picked.add(control.name);
  }
  const texts = [...left].flatMap(([name, values]) => (picked.has(name) ? [] : values));
  return { changed, homeless: texts.filter((text) => text.trim() !== '') };
}

function choose(options: readonly Choice[], values: string[]): void {
  if (!options.some(({ value }) => values.includes(value))) return;
  for (const option of options) option.selected = take(values, option.value);
}

function take(values: string[], value: string): boolean {
  const at = values.indexOf(value);
  if (at >= 0) values.splice(at, 1);
  return at >= 0;
}

/** A short mark of values: drafts remember by it what stood on the page when they were typed. */
export function markOf(typed: Typed): string {
  const names = Object.keys(typed).sort();
  const whole = JSON.stringify(names.map((name) => [name, (typed[name] ?? []).map(line)]));
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < whole.length; at += 1) {
    const code = whole.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}-${whole.length}`;
}
