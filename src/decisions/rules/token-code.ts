import { createHmac } from 'node:crypto';

/**
 * The codes of tokens. Nine figures, because every telephone has a keyboard of figures, whatever letters its owner
 * writes. A code stands nowhere: it follows from the server's secret and the token's id, so that a card can be printed
 * again and a copy of the database opens nobody's vote. The table keeps a keyed hash, by which a typed code is found.
 */
export type TokenCodes = {
  /** `482930617`. */
  readonly codeOf: (tokenId: string) => string;
  readonly hashOf: (meetingId: string, code: string) => string;
  /** What a phone's page of the door is known by. */
  readonly ticketHash: (meetingId: string, ticket: string) => string;
};

const figures = 9;

/** @param secret the server's own */
export function tokenCodes(secret: string): TokenCodes {
  const keyed = (purpose: string, text: string) =>
    createHmac('sha256', `vote-${purpose}:${secret}`).update(text);
  return {
    codeOf: (tokenId) =>
      String(keyed('token', tokenId).digest().readUIntBE(0, 6) % 10 ** figures).padStart(figures, '0'),
    hashOf: (meetingId, code) => keyed('code', `${meetingId}\n${code}`).digest('hex'),
    ticketHash: (meetingId, ticket) => keyed('ticket', `${meetingId}\n${ticket}`).digest('hex'),
  };
}

/** As people read it aloud and type it: «482 930 617». */
export const spacedCode = (code: string): string => code.replace(/(\d{3})(?=\d)/g, '$1 ');

/** Most codes that one phone votes for. */
export const mostCodes = 10;

/** The codes in what was typed or stands in an address, each once; figures of a wrong number are left out. */
export function codesIn(typed: string): string[] {
  const runs = typed.split(/[^\d\s]+/).map((run) => run.replace(/\s/g, ''));
  const whole = runs.flatMap((run) => (run.length % figures === 0 ? (run.match(/\d{9}/g) ?? []) : []));
  return [...new Set(whole)].slice(0, mostCodes);
}
