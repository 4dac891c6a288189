import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../platform/db/scope.ts';

/** Statements of a session that count now, and those of them under no problem. */
export async function countStatements(
  scope: MunicipalityScope,
  sessionId: string,
): Promise<{ statements: number; ungrouped: number }> {
  const found = await scope.tx.execute<{ statements: number; ungrouped: number }>(sql`
    select count(*)::int as statements, count(*) filter (where p.statement_id is null)::int as ungrouped
      from statement s
      left join placement p on p.municipality_id = s.municipality_id and p.statement_id = s.id
     where s.municipality_id = ${scope.municipalityId} and s.session_id = ${sessionId} and not s.withdrawn
       and not exists (select from statement c
             where c.municipality_id = s.municipality_id and c.corrects_id = s.id)`);
  return found.rows[0] ?? { statements: 0, ungrouped: 0 };
}
