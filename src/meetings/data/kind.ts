import type { InferSelectModel } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Refused } from '../../platform/refusals.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { AboutRow, PersonField, PersonInput } from '../rules/person-fields.ts';
import type { MeetingKindName } from '../rules/who-counts.ts';
import type { meeting } from '../schema.ts';
import type { Participant } from './people.ts';

/** The table of what only one kind has: its rows share the meeting's id. */
export type OwnTable = PgTable & { readonly id: AnyPgColumn; readonly municipalityId: AnyPgColumn };

/** What any meeting has. */
export type MeetingFacts = typeof meeting.$inferSelect;

/** A meeting with what only its kind has, and the notes of its parts. */
export type MeetingRow<Own extends OwnTable = OwnTable, Part extends string = string> = MeetingFacts &
  InferSelectModel<Own> & { readonly notes: Notes<Part> };

/** A part that nobody wrote about is missing. */
export type Notes<Part extends string = string> = { readonly [P in Part]?: string };

/** What may stand against an act in any kind of meeting. */
export type MeetingFault =
  'not-found' | 'closed' | 'cancelled' | 'not-closed' | 'not-cancelled' | 'without-date' | 'in-future';

/** What people have left in a meeting. */
export type Left = {
  /** Counts for the audit log. */
  readonly details: Readonly<Record<string, number>>;
  /** Why it cannot be closed as it stands. */
  readonly missing?: Refused | undefined;
  /** Why it cannot be cancelled any more. */
  readonly written?: Refused | undefined;
};

/**
 * A kind of meeting. Everything that any meeting can do (plan, lead, invite, record, close) is written once and handed
 * this value.
 */
export type MeetingKind<Own extends OwnTable = OwnTable, Part extends string = string> = {
  readonly name: MeetingKindName;
  /** The room and the word in the names of its commands: `needs.close-session`. */
  readonly command: readonly [room: string, thing: string];
  readonly own: Own;
  /** Parts of the programme that have notes, in their order. */
  readonly parts: readonly Part[];
  /** Where their names stand (`<words>.<part>`), where not with the other fields of the room. */
  readonly partWords?: string;
  /** Minutes of the programme: the end of a meeting whose end nobody named. */
  readonly minutes: number;
  /** What its list of people asks of each, and what it demands of them. */
  readonly people: {
    readonly asks: readonly PersonField[];
    readonly wrong?: (one: PersonInput, about: AboutRow) => Refused | undefined;
    /** Who cannot be taken off the list any more, since something stands under their name. */
    readonly held?: {
      readonly among: (scope: MunicipalityScope, ids: readonly string[]) => Promise<ReadonlySet<string>>;
      readonly refuse: (one: Participant) => Refused;
    };
  };
  readonly refuse: (fault: MeetingFault, about?: { readonly field?: string }) => Refused;
  /** The answer to a second one of what there is `once` in a village. */
  readonly exists?: Refused;
  /** Why its record may not be written yet although its state allows it. */
  readonly notYet?: (scope: MunicipalityScope, row: MeetingFacts) => Promise<Refused | undefined>;
  /** With nothing left it is not closed, with something not cancelled. */
  readonly left: (scope: MunicipalityScope, id: string) => Promise<Left>;
  /** What follows when it was closed, opened again, cancelled or put back. */
  readonly turned?: (scope: MunicipalityScope, id: string) => Promise<void>;
};
