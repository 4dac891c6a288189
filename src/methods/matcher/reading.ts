import { fold, wordsOf } from './fold.ts';
import { fromLatin } from './latin.ts';
import { lexicon } from './lexicon-lines.ts';
import { Meanings, type Meaning } from './meanings.ts';
import type { GlossaryPair } from './vocabulary.ts';

/**
 * What a sticker, or the name of a problem, is about and what is wrong there: «Спорт зал жок» is a sports hall and its
 * absence, «Спорт залдын абалы начар» the same hall in another trouble. What is not understood is left open.
 */
export type Reading = {
  /** The things, in the order of their letters with `&` between; empty when none was recognised. */
  readonly about: string;
  /** The same things one by one. */
  readonly things: ReadonlySet<string>;
  /** The things before words were put together: «спорт» and «зал» of a sports hall. */
  readonly parts: ReadonlySet<string>;
  readonly troubles: ReadonlySet<string>;
  /** A word that is not known stands where the thing would: what the text is about is then not known either. */
  readonly doubtful: boolean;
  /** Words that are not known. */
  readonly unknown: number;
  /** What its clauses say each by itself, when there are several. */
  readonly clauses: readonly Reading[];
};

type Token = { readonly text: string; readonly meanings: readonly Meaning[] };
type Compound = {
  readonly needs: readonly string[];
  readonly when: string;
  readonly gives: readonly string[];
  readonly adds: string;
};

let compounds: readonly Compound[] | undefined;

/** Read when the first text is: the lexicon may come later than the program. */
const allCompounds = (): readonly Compound[] =>
  (compounds ??= lexicon.compounds
    .trim()
    .split('\n')
    .map((line) => {
      const [left = '', right = ''] = line.split('>');
      const [needs = '', when = ''] = left.split(':');
      const [gives = '', adds = ''] = right.split('/');
      return { needs: needs.split('+'), when, gives: gives.split('+'), adds };
    }));

/** Things that are only named beside another one: for whom, by whom, with what. */
const passing: readonly string[] = ['youth', 'machinery', 'council', 'river', 'subject'];

const clauseEnds = /[,;.!?\n–—:()«»"]+|\s-\s|\s(?:а|но|бирок)\s/u;
const participle = /[гк][аео]н$/;

/** Troubles that are said of the word beside them. */
const ofNeighbour: ReadonlySet<string> = new Set(['none', 'need', 'few', 'bad', 'worn', 'dear']);
/** Words that come before the thing they speak of; the others follow it. */
const comesFirst = /^(?:нет|нету|нехват|отсутств|недоста|нуж|требу|без$)/;

/** Texts a reader remembers: those of a few sessions. */
const memory = 5_000;

/** Reads texts; keeps what it learned of words, so one reader serves a whole meeting. */
export class Reader {
  readonly #meanings: Meanings;
  readonly #read = new Map<string, Reading>();

  /** @param terms words that mean the same in two languages, taught by the office. */
  constructor(terms: readonly GlossaryPair[] = []) {
    this.#meanings = new Meanings(terms);
  }

  /** Nothing is understood, and nothing remembered, before the lexicon is here. */
  read(text: string): Reading {
    if (lexicon.things === '') return understood([]);
    const before = this.#read.get(text);
    if (before) return before;
    if (this.#read.size >= memory) this.#read.clear();
    const reading = this.#readAnew(text);
    this.#read.set(text, reading);
    return reading;
  }

  #readAnew(text: string): Reading {
    const clauses = text
      .split(clauseEnds)
      .map((clause) => this.#tokens(clause))
      .filter((tokens) => tokens.length > 0);
    const whole = understood(clauses);
    return clauses.length < 2 ? whole : { ...whole, clauses: clauses.map((one) => understood([one])) };
  }

  #tokens(clause: string): Token[] {
    const words = wordsOf(clause).map((word) => fold(fromLatin(word)));
    const tokens: Token[] = [];
    for (let at = 0; at < words.length; at++) {
      let text = words[at] ?? '';
      // «не чистят» is one word, and so is «нехватает» as many write it.
      const joined = text === 'не' && at + 1 < words.length;
      if (joined) text = `не${words[++at] ?? ''}`;
      const next = words[at + 1];
      const pair = next === undefined ? [] : this.#meanings.ofPair(text, next);
      if (pair.length > 0) {
        // A pair that says what is wrong leaves the things of its words: «ржавая вода» is water.
        const things = pair.some(({ kind }) => kind !== 'trouble')
          ? []
          : [text, next ?? ''].flatMap((word) =>
              this.#meanings.of(word).filter(({ kind }) => kind === 'thing'),
            );
        tokens.push({ text, meanings: [...pair, ...things] });
        at += 1;
      } else if (next === 'емес' || (next === 'жок' && participle.test(text))) {
        // «тосулган эмес»: not done; «жакшы эмес»: bad.
        const things = this.#meanings.of(text).filter(({ kind }) => kind === 'thing');
        const id = participle.test(text) ? 'none' : 'bad';
        tokens.push({ text, meanings: [...things, { kind: 'trouble', id }] });
        at += 1;
      } else tokens.push({ text, meanings: negated(text, joined, this.#meanings.of(text)) });
    }
    return tokens;
  }
}

/** «бербейт», «келишкен жок», «не дают»: something is not as it should be, whatever the verb says. */
const negation = /.{2}[бп][аео](?:й(?:т|м|сы|би|ти)?.*|г?[аео]н|с|ды|ду|ди|дик)$/;
function negated(text: string, joined: boolean, meanings: readonly Meaning[]): readonly Meaning[] {
  if (!(joined || negation.test(text)) || meanings.some(({ kind }) => kind === 'trouble')) return meanings;
  return [...meanings, { kind: 'trouble', id: 'not' }];
}

const isFiller = (token: Token | undefined): boolean =>
  token?.meanings.some(({ kind }) => kind === 'filler') ?? false;

/** An unknown Russian adjective before another word is not the thing itself: «высокие цены». */
const adjective = /.{3}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ой|ей|ых|их|ую|юю)$/;
const isAdjective = (token: Token | undefined, next: Token | undefined): boolean =>
  token !== undefined && next !== undefined && token.meanings.length === 0 && adjective.test(token.text);

/** Whether a word that is not known stands where the thing of a trouble would. */
function subjectUnknown(tokens: readonly Token[]): boolean {
  return tokens.some(({ text, meanings }, at) => {
    if (!meanings.some(({ kind, id }) => kind === 'trouble' && ofNeighbour.has(id))) return false;
    const step = comesFirst.test(text) && at + 1 < tokens.length ? 1 : -1;
    let beside = at + step;
    while (isFiller(tokens[beside]) || isAdjective(tokens[beside], tokens[beside + 1])) beside += step;
    return tokens[beside]?.meanings.length === 0;
  });
}

/** What words say together: their things are put together, their troubles counted once. */
function understood(clauses: readonly (readonly Token[])[]): Reading {
  const things = new Set<string>();
  const contexts = new Set<string>();
  const troubles = new Set<string>();
  let unknown = 0;
  for (const { meanings } of clauses.flat()) {
    if (meanings.length === 0) unknown += 1;
    for (const { id, kind, trouble } of meanings) {
      if (kind === 'thing') things.add(id);
      else if (kind === 'context') contexts.add(id);
      else if (kind === 'trouble') troubles.add(id);
      if (trouble !== undefined) troubles.add(trouble);
    }
  }
  const parts = new Set(things);
  // «Оңдоо керек» asks for what is wrong to be mended; «аянтча керек» says that there is none.
  if (troubles.delete('need') && troubles.size === 0) troubles.add('none');
  if (troubles.size > 1) troubles.delete('not');
  for (const { needs, when, gives, adds } of allCompounds()) {
    if (!needs.every((id) => things.has(id) || contexts.has(id))) continue;
    if (when === '-' ? troubles.size > 0 : when !== '' && !troubles.has(when)) continue;
    for (const id of needs) things.delete(id);
    for (const id of gives) things.add(id);
    if (adds !== '') troubles.add(adds);
  }
  // «Айына төрт миң төлөйбүз», «үч жүз сом кетет»: a price that is named is one that hurts.
  if (troubles.size === 0 && contexts.has('money')) troubles.add('dear');
  for (const id of passing) if (things.size > 1) things.delete(id);
  if (things.size === 0) {
    if (contexts.has('street')) things.add('road');
    else if (contexts.has('land')) things.add('plots');
  }
  return {
    about: [...things].sort().join('&'),
    things,
    parts,
    troubles,
    doubtful: clauses.some(subjectUnknown),
    unknown,
    clauses: [],
  };
}
