import { beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { toBase64 } from '../../rules/base64.ts';
import { newDocument, SessionEdits } from '../../rules/document.ts';
import { recordOf, stickersOf } from '../../rules/record-of.ts';
import type { Item, ItemBody } from '../../rules/items.ts';
import { Device } from '../../simulation/device.fixture.ts';
import { meetingId, Office } from '../../simulation/office.fixture.ts';
import { identityOf, openStore } from '../../simulation/store.fixture.ts';
import { World } from '../../simulation/world.fixture.ts';
import type { MeetingRow, OutboxRow } from './vault.ts';

beforeAll(() => void Object.assign(globalThis, { IDBKeyRange: { bound: () => undefined } }));

const minute = 60_000;
const ids = [1, 2, 3].map((n) => `0000000f-0000-7000-8000-00000000000${n}`);
const [heard, sent, waits] = ids as [string, string, string];

const sticker = (id: string, text: string) => ({
  id,
  personId: null,
  slot: null,
  text,
  sex: null,
  way: 'typed' as const,
  corrects: null,
  withdrawn: false,
  deviceTime: '2026-03-20T04:00:00.000Z',
});

/**
 * What the program before wrote on a phone: rows of meetings that know nothing of others' stickers, packages without
 * what the office holds, and acknowledged as far as the phone itself had come.
 */
async function preparedBefore(world: World, office: Office) {
  const at = { office, up: true };
  const device = new Device(world, at, 1);
  const life = { alive: true };
  const store = openStore(world, device.disk, life, identityOf(1));
  const { held: _held, ...info } = office.package('device-1');
  const doc = newDocument(meetingId);
  const edit = new SessionEdits(doc);
  edit.setNote('opening', 'эртең менен');
  edit.addStickers([sticker(heard, 'башканыкы'), sticker(sent, 'жөнөтүлгөн')]);
  const acked = Uint8Array.from(Y.encodeStateVector(doc));
  const whatWasSent = Y.encodeStateAsUpdate(doc);
  edit.setNote('gallery', 'кечинде');
  edit.addStickers([sticker(waits, 'күтөт')]);
  const write = async () => {
    const seal = async (place: string, value: unknown) => await store.sealValue(place, value);
    const row = async (
      id: string,
      kind: OutboxRow['kind'],
      state: OutboxRow['state'],
      body: ItemBody | null,
    ): Promise<OutboxRow> => ({
      id,
      meeting: meetingId,
      meetingKind: 'session',
      kind,
      schema: 1,
      madeAt: '2026-03-20T04:00:00.000Z',
      state,
      tries: state === 'done' ? 1 : 0,
      size: 300,
      body: body && (await seal(`outbox|${id}`, body)),
      vector: null,
      note: null,
      doneAt: state === 'done' ? '2026-03-20T04:01:00.000Z' : null,
    });
    const meeting: MeetingRow = {
      id: meetingId,
      info: await seal(`meetings|${meetingId}`, { ...info, document: null, stickers: [] }),
      acked: await store.seal(`acked|${meetingId}`, acked),
      dirty: 1,
    };
    const update = await store.seal(`updates|${meetingId}`, Uint8Array.from(Y.encodeStateAsUpdate(doc)));
    const rows = [
      await row('0000000f-0000-7000-8000-0000000000a1', 'document', 'done', null),
      await row(sent, 'sticker', 'done', null),
      await row(waits, 'sticker', 'waiting', { kind: 'sticker', sticker: sticker(waits, 'күтөт') }),
    ];
    await store.keep(['meetings', 'updates', 'outbox'], async (tx) => {
      await tx.objectStore('meetings').put(meeting);
      await tx.objectStore('updates').add({ meeting: meetingId, sealed: update });
      for (const one of rows) await tx.objectStore('outbox').add(one);
    });
  };
  await world.passes(write());
  return { device, doc, whatWasSent };
}

/** The office takes what the phone had sent, as the program before had it. */
function takeSent(office: Office, update: Uint8Array): void {
  const about = {
    schema: 1,
    sessionId: meetingId,
    meeting: 'session' as const,
    madeAt: '2026-03-20T04:00:00.000Z',
  };
  const body = { kind: 'document' as const, update: toBase64(update) };
  const items = [
    { ...about, id: '0000000f-0000-7000-8000-0000000000a1', body },
    { ...about, id: sent, body: { kind: 'sticker' as const, sticker: sticker(sent, 'жөнөтүлгөн') } },
    { ...about, id: heard, body: { kind: 'sticker' as const, sticker: sticker(heard, 'башканыкы') } },
  ];
  const request = { sentAt: about.madeAt, app: '0.9.0', items: items as unknown as Item[] };
  const { results } = office.receive(request, 'device-1', Date.now());
  expect(results.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
}

for (const [what, lost] of [
  ['that has everything it acknowledged', false],
  ['that was restored from before all of it', true],
] as const)
  it(`a phone prepared by an earlier version goes on with an office ${what}`, async () => {
    const world = new World(5);
    const office = new Office();
    const { device, doc, whatWasSent } = await preparedBefore(world, office);
    if (!lost) takeSent(office, whatWasSent);
    await world.passes(device.start());
    await world.runUntil(world.now + 10 * minute);
    await world.passes(device.session!.open(meetingId));
    await world.runUntil(world.now + 10 * minute);
    expect(device.session!.outbox.lines.map(({ state }) => state)).not.toContain('waiting');
    expect(device.session!.outbox.lines.map(({ state }) => state)).not.toContain('refused');
    expect(office.record().notes).toEqual(recordOf(doc).notes);
    // Stickers of others were never noted as the office's: whoever wrote them sends them again.
    const own = lost ? [sent, waits] : [heard, sent, waits];
    expect([...office.state.statements.keys()].sort()).toEqual(own);
    expect(
      stickersOf(device.meeting!.doc)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
    // A second morning finds nothing more to do.
    const before = office.state;
    device.kill();
    await world.passes(device.start());
    await world.runUntil(world.now + 10 * minute);
    expect(office.state.receipts.size).toBe(before.receipts.size);
  });
