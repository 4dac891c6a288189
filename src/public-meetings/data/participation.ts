import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { listSums } from '../../meetings/data/people.ts';
import { meeting } from '../../meetings/schema.ts';
import type { FormCount } from '../../people/rules/participation.ts';
import { body, membership, person } from '../../people/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { meetingForms } from '../rules/forms.ts';
import { publicMeeting } from '../schema.ts';

/** People at one form of participation, and at how many meetings (of groups: how many there are). */
export type FormRow = FormCount & { readonly meetings: number };

/** Forms that are no public meeting: events of the assessment, planning meetings, groups that residents are members of. */
const groups = ['initiativeGroup', 'monitoringGroup'] as const;

/**
 * Participation by form from the records (seed-000, 5.7): sums of closed meetings, and members of groups as they stand.
 * A meeting where nobody counted women and men apart is left out, so that shares are of those who were counted.
 * @param year of the meetings, `2026`; all when left out
 */
export async function formCounts(scope: MunicipalityScope, year?: string): Promise<FormRow[]> {
  const held = await scope.tx
    .select({ meeting, form: publicMeeting.form })
    .from(meeting)
    .leftJoin(publicMeeting, sameRow(publicMeeting, 'id', meeting, 'id'))
    .where(
      own(
        scope,
        meeting,
        eq(meeting.state, 'closed'),
        year === undefined ? undefined : sql`to_char(${meeting.heldOn}, 'YYYY') = ${year}`,
      ),
    );
  const found = new Map<string, FormRow>();
  const add = (form: string, participants: number, women: number) => {
    const row = found.get(form) ?? { form, meetings: 0, participants: 0, women: 0 };
    found.set(form, {
      ...{ form, meetings: row.meetings + 1 },
      ...{ participants: row.participants + participants, women: row.women + women },
    });
  };
  for (const kind of new Set(held.map((one) => one.meeting.kind))) {
    const these = held.filter((one) => one.meeting.kind === kind);
    const listed = these.filter((one) => one.meeting.attendance === 'list').map((one) => one.meeting.id);
    const sums = await listSums(scope, kind, listed);
    for (const { meeting: one, form } of these) {
      const named = form ?? (kind === 'planning' ? 'planning' : 'needs');
      const list = sums.get(one.id);
      const [women, men] = one.attendance === 'list' ? [list?.women, list?.men] : [one.women, one.men];
      if (women === undefined || men === undefined || women === null || men === null) continue;
      add(named, women + men, women);
    }
  }
  for (const row of await members(scope)) add(row.kind, row.women + row.men, row.women);
  const order = ['needs', ...groups, 'planning', ...meetingForms];
  return order.flatMap((form) => found.get(form) ?? []);
}

/** Present members of each standing group whose sex is known. */
async function members(scope: MunicipalityScope) {
  const of = (sex: string) => sql<number>`count(*) filter (where ${person.sex} = ${sex})::int`;
  return await scope.tx
    .select({ kind: body.kind, women: of('female'), men: of('male') })
    .from(membership)
    .innerJoin(body, sameRow(body, 'id', membership, 'bodyId'))
    .innerJoin(person, sameRow(person, 'id', membership, 'personId'))
    .where(
      own(
        scope,
        membership,
        and(inArray(body.kind, [...groups]), isNull(body.dissolvedOn), isNull(membership.validTo)),
      ),
    )
    .groupBy(body.id, body.kind);
}
