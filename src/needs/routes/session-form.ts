import { isId } from '../../platform/db/id.ts';
import { gateOf, read, type C, type Problem } from '../../platform/http/web.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isAssigned } from '../../meetings/data/hold.ts';
import { phaseIsOpen } from '../data/session-phase.ts';
import { findSession, type SessionItem } from '../data/sessions.ts';
import {
  mayLockMeetings,
  mayPlanMeetings,
  mayRecordEveryMeeting,
  mayRecordMeetings,
  maySeeContacts,
} from '../../meetings/policy.ts';
import type { UnclearPart } from '../../meetings/rules/participant-lines.ts';

type Values = Readonly<Record<string, string | string[]>>;

/** One text of a posted form; empty when it was not sent. */
export function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** The named fields that were sent, and nothing else: no field of a form reaches a command by accident. */
export function pick(values: Values, names: readonly string[]): Record<string, string | string[]> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

export type SentRows = {
  readonly rows: Record<string, string>[];
  /** Index in the form of each row that was kept. */
  readonly indexes: readonly number[];
};

/** Rows `rows.<n>.<name>` of a form in their order, without those whose `key` fields are all empty. */
export function rowsOf(values: Values, names: readonly string[], key: readonly string[]): SentRows {
  const found = new Map<number, Record<string, string>>();
  for (const [field, value] of Object.entries(values)) {
    const match = /^rows\.(\d{1,4})\.(\w+)$/.exec(field);
    if (!match || !names.includes(match[2] ?? '')) continue;
    const index = Number(match[1]);
    const row = found.get(index) ?? {};
    row[match[2] ?? ''] = typeof value === 'string' ? value : (value[0] ?? '');
    found.set(index, row);
  }
  const kept = [...found]
    .sort(([a], [b]) => a - b)
    .filter(([, row]) => key.some((name) => (row[name] ?? '').trim() !== ''));
  return { rows: kept.map(([, row]) => row), indexes: kept.map(([index]) => index) };
}

/** Errors of the command's rows put back beside the rows of the form. */
export function errorsOfRows(
  errors: Readonly<Record<string, string>>,
  indexes: readonly number[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [
      field.replace(/^rows\.(\d+)\./, (_, index: string) => `rows.${indexes[Number(index)] ?? index}.`),
      message,
    ]),
  );
}

export type SessionPage = {
  readonly session: SessionItem;
  readonly today: string;
  /** May this account write this record now? */
  readonly mayRecord: boolean;
  /** The cycle's session phase is open. */
  readonly phaseOpen: boolean;
  readonly mayPlan: boolean;
  readonly mayLock: boolean;
  readonly seeContacts: boolean;
};

/** What every page of a session needs; undefined when there is no such session here. */
export async function sessionPage<T>(
  c: C,
  more: (scope: Parameters<Parameters<typeof read>[1]>[0], session: SessionItem) => Promise<T>,
): Promise<(SessionPage & T) | undefined> {
  const id = c.req.param('sessionId') ?? '';
  if (!isId(id)) return undefined;
  const gate = gateOf(c);
  return await read(c, async (scope) => {
    const session = await findSession(scope, id);
    if (!session) return undefined;
    const assigned =
      mayRecordMeetings(gate) && (mayRecordEveryMeeting(gate) || (await isAssigned(scope, id)));
    const writable = session.state === 'planned' || session.state === 'open';
    const phaseOpen = await phaseIsOpen(scope, session.cycleId);
    return {
      session,
      today: todayInBishkek(scope.now),
      mayRecord: assigned && writable && phaseOpen,
      phaseOpen,
      mayPlan: mayPlanMeetings(gate),
      mayLock: mayLockMeetings(gate),
      seeContacts: maySeeContacts(gate) || (assigned && mayRecordMeetings(gate)),
      ...(await more(scope, session)),
    };
  });
}

/** Pasted lines of which a part is not understood: the first one is asked about, and nothing is saved. */
export function unclearLines(c: C, values: Problem['values'], part: UnclearPart): Problem {
  const message = c.get('page').t('needs.participants.unclear', part);
  return { code: 'participants-unclear', message, errors: { lines: message }, values, params: {} };
}
