/**
 * A walk over the XML of a workbook, front to back. No regular expression and no tree: each byte is looked at a
 * fixed number of times, so no file can make it slower than its length.
 */
export interface XmlVisitor {
  /** `name` without its prefix; `tag` holds the attributes (`attribute`). */
  open(name: string, tag: string): void;
  close(name: string): void;
  /** Text between tags, entities resolved. Called only when `wantsText` says so. */
  text(text: string): void;
  wantsText(): boolean;
}

const lt = 0x3c;
const gt = 0x3e;
const slash = 0x2f;
const doubleQuote = 0x22;
const singleQuote = 0x27;
/** Tags of honest workbooks have a few hundred bytes; a conditional format's formula some thousands. */
const longestTag = 64 * 1024;
/** A cell holds 32,767 signs, of which each may be written as an entity of up to ten bytes. */
const longestText = 10 * 32_767;

/** @returns false when the XML is broken (a tag without an end, an end without a beginning, a document type) or a text
 * is longer than any cell. */
export function walkXml(bytes: Buffer, visitor: XmlVisitor): boolean {
  const open: string[] = [];
  let at = 0;
  let seen = false;
  while (at < bytes.length) {
    const start = bytes.indexOf(lt, at);
    const until = start < 0 ? bytes.length : start;
    if (until > at && visitor.wantsText()) {
      if (until - at > longestText) return false;
      visitor.text(resolveEntities(bytes.toString('utf8', at, until)));
    }
    if (start < 0) break;
    const next = bytes[start + 1];
    if (next === 0x21 || next === 0x3f) {
      const end = skipSpecial(bytes, start, visitor);
      if (end < 0) return false;
      at = end;
      continue;
    }
    const end = endOfTag(bytes, start + 1);
    if (end < 0) return false;
    if (next === slash) {
      const name = localName(bytes.toString('latin1', start + 2, end));
      if (open.pop() !== name) return false;
      visitor.close(name);
    } else {
      const empty = bytes[end - 1] === slash;
      const tag = bytes.toString('utf8', start + 1, empty ? end - 1 : end);
      const name = localName(tag);
      if (name === '' || open.length > 100) return false;
      seen = true;
      visitor.open(name, tag);
      if (empty) visitor.close(name);
      else open.push(name);
    }
    at = end + 1;
  }
  return seen && open.length === 0;
}

/** Passes over a comment or an instruction, hands on CDATA; -1 when it does not end or is a document type. */
function skipSpecial(bytes: Buffer, start: number, visitor: XmlVisitor): number {
  const begins = (text: string): boolean => bytes.toString('latin1', start, start + text.length) === text;
  const after = (text: string): number => {
    const found = bytes.indexOf(text, start, 'latin1');
    return found < 0 ? -1 : found + text.length;
  };
  if (begins('<?')) return after('?>');
  if (begins('<!--')) return after('-->');
  if (!begins('<![CDATA[')) return -1;
  const end = after(']]>');
  if (end >= 0 && visitor.wantsText()) visitor.text(bytes.toString('utf8', start + 9, end - 3));
  return end;
}

function endOfTag(bytes: Buffer, from: number): number {
  const most = Math.min(bytes.length, from + longestTag);
  let quote = 0;
  for (let at = from; at < most; at += 1) {
    const byte = bytes[at];
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === gt) return at;
    else if (byte === doubleQuote || byte === singleQuote) quote = byte;
    else if (byte === lt) return -1;
  }
  return -1;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;

/** The name at the beginning of a tag, without prefix. */
function localName(tag: string): string {
  let end = 0;
  let from = 0;
  while (end < tag.length && !isSpace(tag.charCodeAt(end))) {
    if (tag.charCodeAt(end) === 0x3a) from = end + 1;
    end += 1;
  }
  return tag.slice(from, end);
}

/** Value of an attribute of a tag, by its local name; undefined when there is none. */
export function attribute(tag: string, wanted: string): string | undefined {
  let at = 0;
  while (at < tag.length && !isSpace(tag.charCodeAt(at))) at += 1;
  while (at < tag.length) {
    while (at < tag.length && isSpace(tag.charCodeAt(at))) at += 1;
    const equals = tag.indexOf('=', at);
    if (equals < 0) return undefined;
    let name = tag.slice(at, equals).trimEnd();
    const colon = name.indexOf(':');
    if (colon >= 0) name = name.slice(colon + 1);
    let begin = equals + 1;
    while (begin < tag.length && isSpace(tag.charCodeAt(begin))) begin += 1;
    const quote = tag[begin];
    if (quote !== '"' && quote !== "'") return undefined;
    const end = tag.indexOf(quote, begin + 1);
    if (end < 0) return undefined;
    if (name === wanted) return resolveEntities(tag.slice(begin + 1, end));
    at = end + 1;
  }
  return undefined;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  // The length of a match is bounded, so the search stays linear.
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
