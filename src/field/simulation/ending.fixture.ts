import * as Y from 'yjs';
import { fromBase64 } from '../rules/base64.ts';
import { newDocument } from '../rules/document.ts';
import { recordOf, stickersOf } from '../rules/record-of.ts';
import type { Item } from '../rules/items.ts';
import { mergeUpdates } from '../rules/merge.ts';
import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import type { Deeds } from './deeds.fixture.ts';
import type { Device } from './device.fixture.ts';
import type { Hub } from './hub.fixture.ts';
import type { Standing } from './office.fixture.ts';
import type { Recorder } from './recorder.fixture.ts';

// What must be true at the end of a story.

/** Of two corrections of one sticker the second is refused, and what corrects it in turn. */
function refusedWithReason(devices: readonly Device[]): ReadonlySet<string> {
  const corrects = new Map<string, string | null>();
  const codes = new Map<string, string | undefined>();
  for (const { session, meeting } of devices) {
    for (const one of meeting ? stickersOf(meeting.doc) : []) corrects.set(one.id, one.corrects);
    for (const { id, note } of session?.outbox.lines ?? []) if (note) codes.set(id, note.code);
  }
  const withReason = (id: string): boolean => {
    let at: string | null = id;
    while (at !== null && codes.get(at) === 'sticker-corrects-unknown') at = corrects.get(at) ?? null;
    return at !== null && codes.get(at) === 'sticker-corrected-already';
  };
  return new Set([...codes.keys()].filter(withReason));
}

function differences(who: string, ours: SessionRecord, theirs: SessionRecord): string[] {
  return (Object.keys(theirs) as (keyof SessionRecord)[]).flatMap((key) => {
    const [here, there] = [JSON.stringify(ours[key]), JSON.stringify(theirs[key])];
    return here === there ? [] : [`${who} differs in ${key}: ${here} / office ${there}`];
  });
}

/** Everybody holds the same; nothing that was seen as kept is missing; nothing stands twice. */
export function faultsAtEnd(devices: readonly Device[], deeds: Deeds, office: Standing): string[] {
  const faults: string[] = [];
  const refused = refusedWithReason(devices);
  for (const device of devices) {
    const { meeting, session } = device;
    if (!meeting || !session) {
      faults.push(`${device.name} has no meeting open`);
      continue;
    }
    for (const line of session.outbox.lines) {
      if (line.state === 'waiting') faults.push(`${device.name} still waits with ${line.kind} ${line.id}`);
      else if (line.state === 'refused') {
        if (!refused.has(line.id))
          faults.push(`${device.name}: ${line.kind} ${line.id} was refused: ${line.note?.code}`);
      } else if (!office.receipts.has(line.id))
        faults.push(`${device.name}: ${line.kind} ${line.id} was acknowledged, the office lacks it`);
    }
    faults.push(...differences(device.name, recordOf(meeting.doc), office.record));
    const shown = stickersOf(meeting.doc).map(({ id }) => id);
    for (const id of office.statements.keys())
      if (!shown.includes(id)) faults.push(`${device.name} lacks sticker ${id} of the office`);
  }
  const { stickers, photos, notes, people, finished } = deeds.kept;
  for (const id of stickers)
    if (!office.statements.has(id) && !refused.has(id)) faults.push(`sticker ${id} was kept and is lost`);
  for (const id of photos) if (!office.photos.has(id)) faults.push(`picture ${id} was kept and is lost`);
  const text = Object.values(office.record.notes).join(' ');
  for (const token of notes) {
    const times = text.split(token).length - 1;
    if (times !== 1) faults.push(`note ${token} stands ${times} times`);
  }
  const listed = new Set(office.record.people.map(({ id }) => id));
  for (const id of people)
    if (!listed.has(id) && !deeds.removed.has(id)) faults.push(`person ${id} was kept and is lost`);
  if (finished && !office.finished) faults.push('the meeting was finished, the office does not know');
  const texts = [...office.statements.values()].filter(({ withdrawn }) => !withdrawn).map((one) => one.text);
  if (new Set(texts).size !== texts.length) faults.push('a sticker stands twice');
  return faults;
}

/** The hub and the second recorder hold what the office holds, and the recorder keeps back nothing. */
export async function faultsInHall(hub: Hub, recorder: Recorder, office: Standing): Promise<string[]> {
  const faults: string[] = [];
  const { meeting, disk } = recorder;
  if (!meeting) return ['the recorder has no page open'];
  const { state, waiting } = meeting.link.status;
  if (state !== 'live' || waiting) faults.push(`the recorder is ${state}${waiting ? ' and waits' : ''}`);
  if (disk.unsent.size > 0) faults.push(`the recorder keeps ${disk.unsent.size} changes unsent`);
  if (disk.photos.size > 0) faults.push(`the recorder keeps ${disk.photos.size} pictures unsent`);
  const kept = newDocument(meeting.id);
  const bytes = await hub.server.document();
  if (bytes) Y.applyUpdate(kept, bytes);
  for (const [who, doc] of [
    ['recorder', meeting.doc],
    ['hub', kept],
  ] as const) {
    faults.push(...differences(who, recordOf(doc), office.record));
    const shown = new Set(stickersOf(doc).map(({ id }) => id));
    for (const id of office.statements.keys()) if (!shown.has(id)) faults.push(`${who} lacks sticker ${id}`);
  }
  return faults;
}

/**
 * While the session is closed: nothing waits, what was refused says why, and what lies refused on a device is all that
 * the office lacks of its record.
 * @param refused the items of the device's refused lines, as its file for the office holds them
 */
export function faultsWhenClosed(
  device: Device,
  refused: readonly Item[],
  office: { readonly standing: Standing; readonly document: string | null },
): string[] {
  const { meeting, session } = device;
  if (!meeting || !session) return [`${device.name} has no meeting open in the evening`];
  const faults: string[] = [];
  const { lines } = session.outbox;
  for (const { id, kind, state, note } of lines) {
    if (state === 'waiting') faults.push(`${device.name} waits with ${kind} ${id} though all is closed`);
    if (state !== 'refused') continue;
    if (!note) faults.push(`${device.name} does not say why ${kind} ${id} was refused`);
    if (!refused.some((item) => item.id === id))
      faults.push(`${device.name} has no content of ${kind} ${id} any more`);
  }
  const updates = refused.flatMap(({ id, body }) =>
    body.kind === 'document' ? [{ id, bytes: fromBase64(body.update) }] : [],
  );
  const { doc } = mergeUpdates(
    meeting.id,
    office.document === null ? null : fromBase64(office.document),
    updates,
  );
  faults.push(...differences(`${device.name} with what was refused`, recordOf(meeting.doc), recordOf(doc)));
  const { statements } = office.standing;
  for (const { id } of stickersOf(meeting.doc)) {
    if (
      !statements.has(id) &&
      !refused.some((item) => item.id === id) &&
      lines.some((line) => line.id === id)
    )
      faults.push(`${device.name} shows sticker ${id} that is nowhere else`);
  }
  return faults;
}
