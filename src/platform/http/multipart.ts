/**
 * Reads a form with files (RFC 7578) in one pass. Our own, because the platform's reader takes seconds of the
 * thread for a few megabytes of tiny parts or of endless headers, and this one stops at the first thing that no
 * browser sends.
 */

/** Parts beyond this are refused: no form with files of ours has so many fields. */
export const MOST_PARTS = 500;
/** Bytes of the headers of one part: a field's name and a file's name. */
const MOST_HEADER = 8192;

export type Part =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly fileName: string; readonly type: string; readonly bytes: Uint8Array };

/**
 * The parts in their order; undefined when this is no such form or has too many. Contents of files are views of the
 * bytes given.
 * @param contentType the header, with the boundary in it.
 */
export function readMultipart(bytes: Uint8Array, contentType: string): Part[] | undefined {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = Buffer.from(`--${boundary}`, 'latin1');
  const between = Buffer.from(`\r\n--${boundary}`, 'latin1');
  if (!buffer.subarray(0, first.length).equals(first)) return undefined;
  const parts: Part[] = [];
  let at = first.length;
  // After a boundary comes the next part, or two dashes and the end.
  while (buffer.toString('latin1', at, at + 2) === '\r\n') {
    if (parts.length >= MOST_PARTS) return undefined;
    const headersEnd = buffer.subarray(at, at + MOST_HEADER).indexOf('\r\n\r\n');
    if (headersEnd < 0) return undefined;
    const start = at + headersEnd + 4;
    const end = buffer.indexOf(between, start);
    if (end < 0) return undefined;
    const part = partOf(buffer.toString('utf8', at + 2, at + headersEnd), buffer.subarray(start, end));
    if (!part) return undefined;
    parts.push(part);
    at = end + between.length;
  }
  return buffer.toString('latin1', at, at + 2) === '--' ? parts : undefined;
}

function boundaryOf(contentType: string): string | undefined {
  const found = /;[ \t]*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))[ \t]*(?:;|$)/i.exec(
    contentType.slice(0, 300),
  );
  return found?.[1] ?? found?.[2];
}

function partOf(headers: string, content: Buffer): Part | undefined {
  const lines = headers.split('\r\n');
  const valueOf = (name: string) =>
    lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1);
  const disposition = valueOf('content-disposition') ?? '';
  const name = parameter(disposition, 'name');
  if (!disposition.trimStart().toLowerCase().startsWith('form-data') || name === undefined) return undefined;
  const fileName = parameter(disposition, 'filename');
  if (fileName === undefined) return { name, text: content.toString('utf8') };
  return { name, fileName, type: (valueOf('content-type') ?? '').trim().toLowerCase(), bytes: content };
}

/** `; name="…"` of a header as browsers write it: quotes and line ends inside are percent-encoded. */
function parameter(header: string, name: string): string | undefined {
  const mark = `; ${name}="`;
  const start = header.indexOf(mark);
  if (start < 0) return undefined;
  const end = header.indexOf('"', start + mark.length);
  if (end < 0) return undefined;
  return header
    .slice(start + mark.length, end)
    .replaceAll('%22', '"')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n');
}
