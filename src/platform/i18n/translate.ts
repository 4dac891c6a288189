import { fmt } from './format.ts';
import { FIRST_LANG, type Lang } from './lang.ts';

// How a text is found and filled, on the server and in browsers alike; where the texts come from is their reader's
// business (catalogues.ts reads files, the field app a list it was given).

/** Values put into a message; numbers are grouped by thousands, except a parameter whose name ends in `year`. */
export type MessageParams = Readonly<Record<string, string | number | bigint>>;

/** Gives the text of a key in one language. `{name}` is replaced; `{count}` also picks the plural form. */
export interface Translate {
  (key: string, params?: MessageParams): string;
  /** True when the key exists (in this language or in Kyrgyz), for texts that may be absent such as hints. */
  has(key: string): boolean;
}

/**
 * Replaces `{name}`; a parameter that was not given stays visible, so that the mistake is seen. A value that ends in a
 * full stop («2026-ж.») ends its sentence with it.
 */
export function fillIn(text: string, params: MessageParams, lang: Lang): string {
  const pieces = piecesOf(text);
  let filled = pieces[0]!;
  // Names stand at odd places, what is between them at even ones.
  for (let at = 1; at < pieces.length; at += 2) {
    const name = pieces[at]!;
    const after = pieces[at + 1]!;
    const value = params[name];
    if (value === undefined) filled += `{${name}}`;
    else if (typeof value !== 'string')
      filled += /year$/i.test(name) ? String(value) : fmt(lang).number(value);
    else filled += value.endsWith('.') && after.startsWith('.') ? value.slice(0, -1) : value;
    filled += after;
  }
  return filled;
}

/** Texts taken apart at their `{names}`: a page asks for the same ones again and again. */
const taken = new Map<string, readonly string[]>();
const mostTaken = 20_000;

function piecesOf(text: string): readonly string[] {
  let pieces = taken.get(text);
  if (pieces === undefined) {
    pieces = text.split(/\{(\w+)\}/);
    if (taken.size >= mostTaken) taken.clear();
    taken.set(text, pieces);
  }
  return pieces;
}

function lookUp(
  texts: ReadonlyMap<string, string>,
  key: string,
  form: string | undefined,
): string | undefined {
  if (form !== undefined) {
    const chosen = texts.get(`${key}#${form}`) ?? texts.get(`${key}#other`);
    if (chosen !== undefined) return chosen;
  }
  return texts.get(key);
}

/**
 * The `t` of one language. A key that is missing falls back to Kyrgyz (where its texts are at hand) and is told to
 * `missing`; a key missing everywhere shows itself.
 */
export function makeTranslate(
  lang: Lang,
  texts: Partial<Record<Lang, ReadonlyMap<string, string>>>,
  missing: (lang: Lang, key: string) => void,
): Translate {
  const rules = new Map<Lang, Intl.PluralRules>();
  const forms = new Map<string, string>();
  /** The plural form of a number; those of small ones are asked for again and again. */
  const formOf = (from: Lang, count: number): string => {
    const known = forms.get(`${from}${count}`);
    if (known !== undefined) return known;
    let rule = rules.get(from);
    if (!rule) rules.set(from, (rule = new Intl.PluralRules(from)));
    const form = rule.select(count);
    if (Number.isInteger(count) && Math.abs(count) < 1000) forms.set(`${from}${count}`, form);
    return form;
  };
  const find = (from: Lang, key: string, params: MessageParams): string | undefined => {
    const catalogue = texts[from];
    if (!catalogue) return undefined;
    const count = params.count;
    if (count === undefined || typeof count === 'string') return lookUp(catalogue, key, undefined);
    return lookUp(catalogue, key, formOf(from, Number(count)));
  };
  const translate = (key: string, params: MessageParams = {}): string => {
    const own = find(lang, key, params);
    if (own !== undefined) return fillIn(own, params, lang);
    missing(lang, key);
    const first = find(FIRST_LANG, key, params);
    return first === undefined ? key : fillIn(first, params, FIRST_LANG);
  };
  return Object.assign(translate, {
    has: (key: string) =>
      [lang, FIRST_LANG].some(
        (one) => texts[one]?.has(key) === true || texts[one]?.has(`${key}#other`) === true,
      ),
  });
}
