import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';

/** Statements of a session that count now, those of them under no problem, and all rows, corrected ones too. */
export async function countStatements(
  scope: MunicipalityScope,
  sessionId: string,
): Promise<{ statements: number; ungrouped: number; rows: number }> {
  const found = await scope.tx.execute<{ statements: number; ungrouped: number; rows: number }>(sql`
    select count(*) filter (where stands)::int as statements,
           count(*) filter (where stands and problem is null)::int as ungrouped, count(*)::int as rows
      from (select p.statement_id as problem,
                   not s.withdrawn and not exists (select from statement c
                     where c.municipality_id = s.municipality_id and c.corrects_id = s.id) as stands
              from statement s
              left join placement p on p.municipality_id = s.municipality_id and p.statement_id = s.id
             where s.municipality_id = ${scope.municipalityId} and s.session_id = ${sessionId}) t`);
  return found.rows[0] ?? { statements: 0, ungrouped: 0, rows: 0 };
}
