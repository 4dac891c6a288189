/** Kinds of files that Ashar itself makes. */
export const DOWNLOAD_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

export type DownloadFormat = keyof typeof DOWNLOAD_TYPES;

// Separators of paths, what Windows forbids, control characters, and marks that turn the direction of writing: with
// them a name could look like another kind of file.
// eslint-disable-next-line no-control-regex -- removing control characters is the point
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"*/:<>?\\|]+/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name that every system accepts and that means what it shows. Kyrgyz and Russian letters stay.
 * @param extension without the dot; added when given, and counted in the limit of 120 characters.
 */
export function safeFileName(name: string, extension?: string): string {
  const ending = extension ? `.${extension}` : '';
  let base = name.toWellFormed().normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim();
  if (ending && base.toLowerCase().endsWith(ending.toLowerCase())) base = base.slice(0, -ending.length);
  base = [...base]
    .slice(0, 120 - ending.length)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (base === '' || RESERVED.test(base)) base = `file${base === '' ? '' : `-${base}`}`;
  return `${base}${ending}`;
}

/**
 * The Content-Disposition header with the name in UTF-8 (RFC 6266, RFC 5987 encoding) and an ASCII twin for old
 * clients.
 */
export function contentDisposition(name: string, kind: 'attachment' | 'inline' = 'attachment'): string {
  const safe = safeFileName(name);
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(safe)?.[0] ?? '';
  const stem = safe.slice(0, safe.length - extension.length);
  const ascii = stem.replace(/[^\x20-\x7e]+/g, '_').replace(/[%;]/g, '_');
  const plain = /[A-Za-z0-9]/.test(ascii) ? ascii : 'file';
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}${extension}"; filename*=UTF-8''${encoded}`;
}

/** Headers of a file made on the spot: a document, an export. It may hold names, so no shared cache may keep it. */
export function downloadHeaders(
  format: DownloadFormat,
  name: string,
  options: { inline?: boolean; size?: number } = {},
): Record<string, string> {
  return {
    'Content-Type': DOWNLOAD_TYPES[format],
    'Content-Disposition': contentDisposition(
      safeFileName(name, format),
      options.inline ? 'inline' : 'attachment',
    ),
    ...(options.size === undefined ? {} : { 'Content-Length': `${options.size}` }),
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  };
}
