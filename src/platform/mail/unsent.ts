import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { isId } from '../db/id.ts';
import type { MunicipalityScope, SystemScope, Tx } from '../db/scope.ts';
import type { LetterCause } from './failure.ts';
import { unsentLetter } from './schema.ts';

/** As often as the queue tries a letter; then somebody must ask for it. */
const mostAttempts = 11;

export type QueuedLetter = {
  readonly id: string;
  readonly municipalityId: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** A letter that has not gone, as pages show it: never its text. */
export type UnsentLetter = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly cause: LetterCause;
  readonly attempts: number;
  /** False while it is tried again by itself. */
  readonly givenUp: boolean;
  readonly failedAt: Date;
};

/** Keeps a letter that did not go, until it does. */
export async function noteUnsent(
  db: Database,
  { to, ...letter }: QueuedLetter,
  cause: LetterCause,
  now: Date,
): Promise<void> {
  const attempts = sql<number>`${unsentLetter.attempts} + 1`;
  await db.ownerQueries
    .insert(unsentLetter)
    .values({ ...letter, toAddress: to, cause, failedAt: now })
    .onConflictDoUpdate({
      target: unsentLetter.id,
      set: {
        cause,
        attempts,
        failedAt: now,
        givenUpAt: sql`case when ${attempts} >= ${mostAttempts} then ${now.toISOString()}::timestamptz end`,
      },
    });
}

/** It has gone. */
export async function forgetUnsent(db: Database, id: string): Promise<void> {
  await db.ownerQueries.delete(unsentLetter).where(eq(unsentLetter.id, id));
}

/**
 * Letters of the municipality that have not gone, the latest trouble first, 500 at most. For the system those of no
 * municipality: what people asked for without being signed in, and notices about accounts.
 */
export async function unsentLetters(scope: MunicipalityScope | SystemScope): Promise<UnsentLetter[]> {
  const rows = await scope.tx
    .select({
      id: unsentLetter.id,
      to: unsentLetter.toAddress,
      subject: unsentLetter.subject,
      cause: unsentLetter.cause,
      attempts: unsentLetter.attempts,
      givenUpAt: unsentLetter.givenUpAt,
      failedAt: unsentLetter.failedAt,
    })
    .from(unsentLetter)
    .where(ofPlace(scope.municipalityId))
    .orderBy(desc(unsentLetter.failedAt))
    .limit(500);
  return rows.map(({ givenUpAt, ...row }) => ({ ...row, givenUp: givenUpAt !== null }));
}

function ofPlace(municipalityId: string | null): SQL {
  return sql`${unsentLetter.municipalityId} is not distinct from ${municipalityId}`;
}

/** The letter to be sent again, counted from one anew; undefined when it has gone meanwhile. */
export async function takeUp(
  tx: Tx,
  id: string,
  municipalityId: string | null,
): Promise<QueuedLetter | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await tx
    .update(unsentLetter)
    .set({ attempts: 1, givenUpAt: null })
    .where(and(eq(unsentLetter.id, id), ofPlace(municipalityId)))
    .returning();
  return (
    row && {
      id: row.id,
      municipalityId: row.municipalityId,
      to: row.toAddress,
      subject: row.subject,
      text: row.text,
    }
  );
}
