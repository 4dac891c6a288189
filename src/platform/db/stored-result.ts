/**
 * Results of commands kept as JSON, to be given again to a repeat. Dates and bigints, which JSON does not have,
 * travel as `{"$date": …}` and `{"$bigint": …}`; undefined members are left out.
 */
export function encodeResult(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (typeof value === 'bigint') return { $bigint: value.toString() };
  if (Array.isArray(value)) return value.map(encodeResult);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, encodeResult(member)]),
    );
  }
  return value ?? null;
}

/** The inverse of encodeResult. */
export function decodeResult(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeResult);
  if (typeof value === 'object' && value !== null) {
    if ('$date' in value && typeof value.$date === 'string') return new Date(value.$date);
    if ('$bigint' in value && typeof value.$bigint === 'string') return BigInt(value.$bigint);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, decodeResult(member)]));
  }
  return value;
}
