import { expect, it } from 'vitest';
import { toBase64 } from './base64.ts';
import type { ItemsRequest } from './items.ts';
import { markKeyOf, openFile, readSealedFile, sealFile, secretOf } from './sealed-file.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const token = '0192a000-0000-7000-8000-000000000001.0192a000-0000-7000-8000-000000000002.so.secret';
const request: ItemsRequest = {
  sentAt: '2026-11-21T05:00:00.000Z',
  app: 'test',
  items: [
    {
      id: '0192a000-0000-7000-8000-000000000003',
      schema: 2,
      meetingId: '0192a000-0000-7000-8000-000000000004',
      meeting: 'session',
      madeAt: '2026-11-21T04:00:00.000Z',
      body: { kind: 'document', update: 'AAA=' },
    },
  ],
};

async function sealed() {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const officeKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const file = await sealFile({ request, token, officeKey, madeAt: request.sentAt });
  return { file, privateKey: pair.privateKey, markKey: await markKeyOf(secretOf(token)) };
}

it('what was sealed is opened by the office, and by nobody who lacks its key', async () => {
  const { file, privateKey, markKey } = await sealed();
  const text = JSON.stringify(file);
  expect(text).not.toContain('document');
  expect(await openFile(readSealedFile(text)!, privateKey, markKey)).toEqual({ ok: true, request });
  const other = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  expect(await openFile(file, other.privateKey, markKey)).toEqual({ ok: false, code: 'damaged' });
});

it('a file that was changed, or made by another device, is told apart', async () => {
  const { file, privateKey, markKey } = await sealed();
  const strange = await markKeyOf('another');
  expect(await openFile(file, privateKey, strange)).toEqual({ ok: false, code: 'forged' });
  const data = file.data.startsWith('A') ? `B${file.data.slice(1)}` : `A${file.data.slice(1)}`;
  expect(await openFile({ ...file, data }, privateKey, markKey)).toEqual({ ok: false, code: 'forged' });
  for (const change of [{ deviceId: 'x' }, { madeAt: '2020-01-01' }, { iv: '!' }, { ephemeralKey: 'AAAA' }]) {
    expect(await openFile({ ...file, ...change }, privateKey, markKey)).toEqual({
      ok: false,
      code: 'damaged',
    });
  }
});

it('what is no such file is not taken for one', () => {
  for (const text of [
    '',
    '{}',
    'null',
    '[]',
    '{"format":"ashar-field","version":2}',
    '{"format":"ashar-field","version":1}',
  ])
    expect(readSealedFile(text)).toBeUndefined();
});
