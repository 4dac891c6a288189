/** How far somebody has come in a group (seed-000 X-02): named at a focus group, at work, confirmed by a gathering. */
export const memberStages = ['nominated', 'working', 'confirmed'] as const;
export type MemberStage = (typeof memberStages)[number];

/** What a group writes down of itself. */
export const noteKinds = ['task', 'minutes', 'given', 'recognition'] as const;
export type NoteKind = (typeof noteKinds)[number];
