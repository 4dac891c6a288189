import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import type { Tx } from '../db/scope.ts';
import { systemChain } from './chain.ts';
import { writeEntry } from './write.ts';

/** Action of the rows in which the system's chain notes the last rows of the others. */
export const anchorAction = 'audit.note-heads';

const heads = z.object({
  heads: z.array(z.object({ chain: z.string(), seq: z.number(), hash: z.string() })),
});

/** The rows noted in an anchor's details, or in the file of an earlier `check audit --json`. */
export function notedHeads(details: unknown): z.output<typeof heads>['heads'] {
  const read = heads.safeParse(details);
  return read.success ? read.data.heads : [];
}

/**
 * Notes in the system's chain where every municipality's chain ends, for those that grew since the last note. Whoever
 * then cuts rows off the end of one chain, and moves its head back, must cut the system's chain as well, and with it
 * all sign-ins since. To be called at start and once a day; a note of nothing new is not written.
 * @param asSystem runs work with the right to read and write all chains (platform/auth knows how).
 */
export async function noteHeads(
  db: Database,
  now: Date,
  asSystem: <T>(tx: Tx, work: () => Promise<T>) => Promise<T>,
): Promise<number> {
  return await db.appQueries.transaction(
    async (tx) =>
      await asSystem(tx, async () => {
        const grown = await tx.execute<{ chain: string; seq: string; hash: string }>(sql`
          with noted as (
            select n->>'chain' as chain, max((n->>'seq')::bigint) as seq
              from audit_entry e, jsonb_array_elements(e.details->'heads') n
             where e.chain = ${systemChain} and e.action = ${anchorAction} group by 1)
          select h.chain, h.seq, h.hash from audit_head h left join noted n on n.chain = h.chain
           where h.chain <> ${systemChain} and n.seq is distinct from h.seq order by h.chain`);
        if (grown.rows.length === 0) return 0;
        const noted = grown.rows.map(({ chain, seq, hash }) => ({ chain, seq: Number(seq), hash }));
        const actor = { accountId: 'system', name: 'Ashar' };
        await writeEntry(
          tx,
          { municipalityId: null, now, actor },
          { action: anchorAction, details: { heads: noted } },
        );
        return noted.length;
      }),
  );
}
