/**
 * Which tables stand outside the wall between municipalities, and which may only grow. walls.ts reads these lists
 * at every start and refuses to start when a table is in neither order.
 */

/** Tables without row security, each with the reason. All others must carry `municipality_id`. */
export const openTables: Readonly<Record<string, string>> = {
  unit: 'Territory is common: every municipality refers to the same oblasts and districts.',
  unit_version: 'Territory is common; names and borders are public.',
  unit_change: 'Territory is common; merges and splits join units of several municipalities.',
  unit_address:
    'Territory is common; the words of public addresses are public, and each stands once in the country.',
  auth_user: 'Who somebody is must be known before the municipality is.',
  auth_credential: 'Belongs to an account, not to a municipality.',
  auth_session: 'Belongs to an account, not to a municipality.',
  auth_verification: 'One-time links, followed before anybody is signed in.',
  kept_form: 'Belongs to an account, kept before it is signed in again.',
  auth_two_factor: 'Belongs to an account, not to a municipality.',
  auth_recovery_code: 'Belongs to an account, not to a municipality.',
  auth_browser: 'Browsers known to an account, asked before anybody is signed in.',
  account_notice: 'Belongs to an account, not to a municipality.',
  auth_attempt: 'Failed sign-ins, counted before anybody is signed in.',
  role_assignment: 'The sign-in gate reads the roles of an account in all municipalities.',
  role_invitation: 'Followed before anybody is known, and shown to its owner before a role is held there.',
  system_administrator: 'Stands above municipalities.',
  installation: 'Facts about the whole installation.',
  job_outbox: 'Posted by scopes of every kind, read by the workers alone.',
  field_device: 'Known by its token before the municipality is, as a sign-in is.',
  field_code: 'One-time codes, typed before anybody is known.',
  hall: 'A hall hub knows no municipality: whoever holds the secret of the hall is let in.',
  hall_update: 'Belongs to a hall.',
  hall_photo: 'Belongs to a hall.',
  hall_phone: 'Belongs to a hall.',
  hall_sticker: 'Belongs to a hall.',
  meeting_door: 'The address of a meeting is typed or scanned before the municipality is known.',
  unit_import: 'Territory is common; the log of imported lists of units.',
  working_calendar_year: 'Holidays and moved days are the same for the whole country.',
  calendar_day: 'Holidays and moved days are the same for the whole country.',
};

/** Tables to which rows are only added: no role of the server may change or remove what stands there. */
export const appendOnlyTables: readonly string[] = [
  'statement',
  'grouping',
  'vote',
  'vote_tally',
  'member_vote',
  'act_event',
  'agenda_event',
  'decision_event',
  'plan_version',
  'audit_entry',
];

/**
 * Tables with an optional municipality_id whose rows without one belong to everybody (defaults of the country):
 * every municipality reads them, none changes them.
 */
export const sharedRowTables: Readonly<Record<string, string>> = {};

/** What the public sees: table and the condition on its rows. Nothing else is readable without a sign-in. */
export const publicTables: Readonly<Record<string, string>> = {
  publication: 'withdrawn_at is null',
  unit: 'true',
  unit_version: 'true',
  unit_address: 'true',
};
