/** What hinders a letter, as far as it tells whoever must mend it where to look. */
export type LetterCause = 'certificate' | 'connection' | 'sign-in' | 'address' | 'later' | 'sink' | 'other';

/** A letter that could not be handed over. The message has neither address nor content: it goes into the log. */
export class LetterFailed extends Error {
  readonly letterCause: LetterCause;
  constructor(letterCause: LetterCause, detail: string) {
    super(`A letter did not go: ${letterCause} (${detail})`);
    this.letterCause = letterCause;
  }
}

const certificateCodes = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];
const diskCodes = ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EPERM'];

/** Tells the causes apart by what nodemailer and Node say. */
export function letterFailure(error: unknown): LetterFailed {
  if (error instanceof LetterFailed) return error;
  if (!(error instanceof Error)) return new LetterFailed('other', typeof error);
  const code = 'code' in error ? String(error.code) : '';
  const answer = 'responseCode' in error ? Number(error.responseCode) : 0;
  const detail = [code, answer > 0 ? String(answer) : ''].filter(Boolean).join(' ') || error.name;
  if (certificateCodes.includes(code) || /self-?\s?signed|certificate|altnames/i.test(error.message))
    return new LetterFailed('certificate', detail);
  if (code === 'EAUTH' || answer === 530 || answer === 535) return new LetterFailed('sign-in', detail);
  if (answer >= 500) return new LetterFailed('address', detail);
  if (answer >= 400) return new LetterFailed('later', detail);
  if (diskCodes.includes(code)) return new LetterFailed('sink', detail);
  if (/^(ECONN|ESOCKET|ETIMEDOUT|EDNS|ENOTFOUND|EHOST|ETLS|EPIPE|EPROTOCOL)/.test(code))
    return new LetterFailed('connection', detail);
  return new LetterFailed('other', detail);
}
