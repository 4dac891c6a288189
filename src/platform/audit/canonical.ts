/**
 * The one text form of a value: keys in order, no spaces, only what JSON and PostgreSQL's jsonb both keep. What
 * jsonb returns gives the same text again, which the audit chain relies on.
 *
 * Dates become ISO text, bigint decimal text, bytes their length; undefined members are left out. NUL characters
 * and halves of surrogate pairs, which jsonb refuses, become U+FFFD.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonicalValue(value));
}

/** The value as it will be stored: see canonicalJson. */
export function canonicalValue(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
      return cleanText(value);
    case 'bigint':
      return value.toString();
    case 'boolean':
      return value;
    case 'number':
      // -0 is 0 in jsonb; numbers that are none become null as JSON has it.
      return Number.isFinite(value) ? value + 0 : null;
    case 'object':
      break;
    default:
      return null;
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return { bytes: value.byteLength };
  if (value instanceof Blob) return { bytes: value.size };
  if (Array.isArray(value)) return value.map(canonicalValue);
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  if (value instanceof Set) return [...value].map(canonicalValue);
  return Object.fromEntries(
    entries
      .filter(([, member]) => member !== undefined && typeof member !== 'function')
      .map(([key, member]) => [keyText(key), canonicalValue(member)] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}

/** A map's key as text; String() of an object asks the object itself, which may refuse. */
function keyText(key: unknown): string {
  return typeof key === 'object' && key !== null ? canonicalJson(key) : cleanText(String(key));
}

function cleanText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
