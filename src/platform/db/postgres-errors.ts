/** What PostgreSQL said about a failed statement. */
export type PostgresError = {
  /** SQLSTATE, five characters. */
  readonly code: string;
  readonly constraint: string | undefined;
  readonly message: string;
};

/** Finds PostgreSQL's answer inside an error, through the wrappers that Drizzle puts around it. */
export function postgresError(error: unknown): PostgresError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('severity' in current && 'code' in current && typeof current.code === 'string') {
      const constraint = 'constraint' in current ? current.constraint : undefined;
      return {
        code: current.code,
        constraint: typeof constraint === 'string' ? constraint : undefined,
        message: current.message,
      };
    }
  }
  return undefined;
}

/** Serialization failure or deadlock: nothing was done, and doing it again is the cure. */
export function isRetryable(error: unknown): boolean {
  const code = postgresError(error)?.code;
  return code === '40001' || code === '40P01';
}

/** Unique, foreign-key, check and exclusion violations. */
export function violatedConstraint(error: unknown): string | undefined {
  const answer = postgresError(error);
  const codes = ['23505', '23503', '23514', '23P01'];
  return answer && codes.includes(answer.code) ? answer.constraint : undefined;
}

/** A value the database cannot hold (too long, out of range, not a date, a NUL character): the sender's mistake. */
export function isBadValue(error: unknown): boolean {
  const code = postgresError(error)?.code ?? '';
  return ['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'].includes(code);
}
