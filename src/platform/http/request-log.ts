import { pino } from 'pino';
import { postgresError } from '../db/postgres-errors.ts';
import type { Logger } from './services.ts';

/**
 * The program's log on standard error: JSON, one line a thing. Personal data stay out of it: of a request only the
 * pattern of its route is written, of an error neither the values of a query nor what PostgreSQL quotes of them.
 */
export function openLog(level: 'info' | 'warn' | 'silent'): Logger {
  // Lines are written together, four times a second at least: a write for each request costs as much as a small page.
  const destination = pino.destination({ dest: 2, sync: false, minLength: 8_192, periodicFlush: 250 });
  return pino({ level, base: null }, destination);
}

/** What may be told about an error. */
export function errorFacts(error: unknown): Record<string, unknown> {
  const answer = postgresError(error);
  if (answer) return { sqlstate: answer.code, constraint: answer.constraint, stack: ownFrames(error) };
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, message: firstLine(error.message), stack: ownFrames(error) };
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 200);
}

/** The places in the code, without the message that stands above them. */
function ownFrames(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
