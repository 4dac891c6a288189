/** A part of a programme (Annex 5). Texts: `cycle.programme.<kind>.<key>`; methods `cycle.method.<name>`. */
export type ProgrammePart = {
  readonly key: string;
  readonly minutes: number;
  readonly methods: readonly string[];
};

/** A session: 15 + 5 + 60 + 50 + 20 = 150 minutes (seed-000, 6.6). */
export const sessionProgramme: readonly ProgrammePart[] = [
  { key: 'greeting', minutes: 15, methods: [] },
  { key: 'aims', minutes: 5, methods: [] },
  { key: 'resources', minutes: 60, methods: ['map', 'venn'] },
  { key: 'budget', minutes: 50, methods: ['pie'] },
  { key: 'problems', minutes: 20, methods: ['gallery'] },
];

/** A focus group: 15 + 30 + 30 + 60 + 15 + 20 = 170 minutes. */
export const focusGroupProgramme: readonly ProgrammePart[] = [
  { key: 'greeting', minutes: 15, methods: [] },
  { key: 'causes', minutes: 30, methods: ['causeConsequence'] },
  { key: 'consequences', minutes: 30, methods: ['causeConsequence'] },
  { key: 'solutions', minutes: 60, methods: ['causeConsequence'] },
  { key: 'representatives', minutes: 15, methods: ['brainstorm'] },
  { key: 'summary', minutes: 20, methods: [] },
];

/** Minutes of a programme. */
export function minutesOf(programme: readonly ProgrammePart[]): number {
  return programme.reduce((sum, part) => sum + part.minutes, 0);
}

/** The parts with their hours, `HH:MM`, from the beginning of the event. */
export function timetable(
  programme: readonly ProgrammePart[],
  startsAt: string,
): readonly (ProgrammePart & { readonly from: string; readonly to: string })[] {
  const [hours = 0, minutes = 0] = startsAt.split(':').map(Number);
  let at = hours * 60 + minutes;
  const clock = (value: number) =>
    `${String(Math.floor(value / 60) % 24).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
  return programme.map((part) => {
    const from = clock(at);
    at += part.minutes;
    return { ...part, from, to: clock(at) };
  });
}
