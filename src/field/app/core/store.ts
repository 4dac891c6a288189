import type { MeetingPackage, MeetingSummary } from '../../rules/items.ts';
import type { MeetingRow, Vault } from './vault.ts';

// The meetings a person has taken along. Here are no words of the shared document: that is open-meeting.ts.

/** A person's store, as the programs use it. */
export type Store = Pick<
  Vault,
  | 'read'
  | 'keep'
  | 'seal'
  | 'unseal'
  | 'sealValue'
  | 'unsealValue'
  | 'fact'
  | 'setFact'
  | 'identity'
  | 'close'
>;

/** A meeting on this device, without what only an open one needs. */
export type KeptMeeting = { readonly info: MeetingPackage; readonly dirty: boolean };

const place = (id: string) => `meetings|${id}`;

export async function meetingsHere(vault: Store): Promise<KeptMeeting[]> {
  const rows = await vault.read((db) => db.getAll('meetings'));
  return await Promise.all(rows.map((row) => opened(vault, row)));
}

export async function meetingHere(vault: Store, id: string): Promise<KeptMeeting | undefined> {
  const row = await vault.read((db) => db.get('meetings', id));
  return row && (await opened(vault, row));
}

async function opened(vault: Store, row: MeetingRow): Promise<KeptMeeting> {
  return {
    info: (await vault.unsealValue(place(row.id), row.info)) as MeetingPackage,
    dirty: row.dirty === 1,
  };
}

/** Keeps a package, new or fresher; what was worked in the meeting is not touched. @throws KeepError */
export async function takeMeeting(vault: Store, info: MeetingPackage): Promise<void> {
  const sealed = await vault.sealValue(place(info.id), info);
  await vault.keep(['meetings'], async (tx) => {
    const before = await tx.objectStore('meetings').get(info.id);
    await tx
      .objectStore('meetings')
      .put({ ...before, id: info.id, acked: before?.acked ?? null, dirty: before?.dirty ?? 0, info: sealed });
  });
}

/** The office's list as it was last heard, for a day without a network. */
export async function knownSessions(vault: Store): Promise<readonly MeetingSummary[]> {
  return ((await vault.fact('sessions')) ?? []) as readonly MeetingSummary[];
}

export async function keepSessions(vault: Store, sessions: readonly MeetingSummary[]): Promise<void> {
  await vault.setFact('sessions', sessions);
}
