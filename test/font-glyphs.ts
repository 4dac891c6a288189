// Which characters a TrueType font can draw: its `cmap`, formats 4 and 12.

/** The code points that the font has a glyph for. @throws Error when it has no table that we read. */
export function glyphsOf(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4);
  let cmap = 0;
  for (let at = 12; at < 12 + tables * 16; at += 16) {
    if (font.toString('latin1', at, at + 4) === 'cmap') cmap = font.readUInt32BE(at + 8);
  }
  const found = new Set<number>();
  const subtables = cmap === 0 ? 0 : font.readUInt16BE(cmap + 2);
  for (let at = cmap + 4; at < cmap + 4 + subtables * 8; at += 8) {
    const table = cmap + font.readUInt32BE(at + 4);
    const format = font.readUInt16BE(table);
    if (format === 4) readSegments(font, table, found);
    if (format === 12) readGroups(font, table, found);
  }
  if (found.size === 0) throw new Error('The font has no cmap of format 4 or 12.');
  return found;
}

function readSegments(font: Buffer, table: number, found: Set<number>): void {
  const count = font.readUInt16BE(table + 6) / 2;
  const [ends, starts] = [table + 14, table + 16 + count * 2];
  const [deltas, offsets] = [starts + count * 2, starts + count * 4];
  for (let segment = 0; segment < count; segment += 1) {
    const at = segment * 2;
    const [start, end] = [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)];
    const [delta, offset] = [font.readUInt16BE(deltas + at), font.readUInt16BE(offsets + at)];
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const glyph =
        offset === 0
          ? (code + delta) & 0xffff
          : font.readUInt16BE(offsets + at + offset + (code - start) * 2);
      if (glyph !== 0) found.add(code);
    }
  }
}

function readGroups(font: Buffer, table: number, found: Set<number>): void {
  const count = font.readUInt32BE(table + 12);
  for (let group = 0; group < count; group += 1) {
    const at = table + 16 + group * 12;
    const [start, end] = [font.readUInt32BE(at), font.readUInt32BE(at + 4)];
    for (let code = start; code <= end; code += 1)
      if (font.readUInt32BE(at + 8) + code - start !== 0) found.add(code);
  }
}
