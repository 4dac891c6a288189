/** The pages of the manual by who reads them, in reading order; each is `docs/<reader>/<page>.<language>.md`. */
export const contents = {
  staff: [
    'needs-assessment',
    'cycle',
    'people',
    'villages',
    'focus-groups',
    'planning-meeting',
    'deadlines',
    'meetings',
    'voting',
    'groups',
    'plan',
    'priorities',
    'tables',
    'journal',
    'typed-text',
    'account',
  ],
  facilitators: ['session-record', 'app', 'hall'],
  administrators: ['accounts', 'units', 'calendar', 'database', 'mail', 'field', 'limits', 'privacy'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Reader = keyof typeof contents;

export const readers = Object.keys(contents) as Reader[];

/** Names one page: `staff/cycle`. */
export type PageName = { [R in Reader]: `${R}/${(typeof contents)[R][number]}` }[Reader];

export const pageNames = readers.flatMap((reader) =>
  contents[reader].map((page) => `${reader}/${page}` as PageName),
);

export function isPageName(text: string): text is PageName {
  return (pageNames as readonly string[]).includes(text);
}

/** Address of a page, or of a part of it (`staff/cycle#readiness`), without language prefix. */
export function manualPath(place: string): string {
  return `/manual/${place}`;
}
