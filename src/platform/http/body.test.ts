import { afterEach, expect, test } from 'vitest';
import { readBody, readJson, UPLOAD_LIMIT } from './body.ts';
import { ANONYMOUS_SHARE, IN_FLIGHT_LIMIT, inFlight, letGo } from './in-flight.ts';

const requests: Request[] = [];
afterEach(() => {
  for (const one of requests.splice(0)) letGo(one);
  expect(inFlight()).toBe(0);
});

function post(body: BodyInit, type?: string): Request {
  const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
  const request = new Request('http://localhost/', { method: 'POST', body, headers });
  requests.push(request);
  return request;
}

/** A body of so many chunks of 64 KB, and how many of them were asked for. */
function stream(chunks: number, type: string) {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(to) {
        pulled += 1;
        if (pulled > chunks) to.close();
        else to.enqueue(new Uint8Array(65_536));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' } as const;
  const request = new Request('http://localhost/', init);
  requests.push(request);
  return { request, pulled: () => pulled };
}

const form = 'application/x-www-form-urlencoded';
const cpu = () => process.threadCpuUsage().user / 1000;

test('a form with files gives fields and files as browsers send them', async () => {
  const sent = new FormData();
  sent.append('name', 'Айгүл "А"\r\nБ');
  sent.append('tag', '1');
  sent.append('tag', '2');
  sent.append(
    'file',
    new File(['\r\n--x\r\n', new Uint8Array([0, 255])], 'жол "1".csv', { type: 'text/csv' }),
  );
  const body = await readBody(post(sent), { sender: 'known', files: UPLOAD_LIMIT });
  if (typeof body === 'string') throw new Error(body);
  expect(body.values).toEqual({ name: 'Айгүл "А"\r\nБ', tag: ['1', '2'] });
  const file = body.files.file?.[0];
  expect([file?.name, file?.type, file?.size]).toEqual(['жол "1".csv', 'text/csv', 9]);
  // A file field left empty, as browsers send it.
  const empty = '--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n';
  const read = await readBody(post(empty, 'multipart/form-data; boundary=x'), {
    sender: 'known',
    files: 1000,
  });
  expect(read).toEqual({ values: {}, files: {} });
});

test('where no files are taken a form with files is refused, and nothing of it is read', async () => {
  const { request, pulled } = stream(400, 'multipart/form-data; boundary=x');
  expect(await readBody(request, { sender: 'known' })).toBe('unknown-type');
  expect(pulled()).toBe(0);
});

test('what is too large is not read to its end, and soon given up for those who are not known', async () => {
  const known = stream(10_000, form);
  expect(await readBody(known.request, { sender: 'known' })).toBe('too-large');
  expect(known.pulled()).toBeLessThan(100);
  const nobody = stream(10_000, form);
  expect(await readBody(nobody.request, { sender: 'anonymous' })).toBe('too-large');
  expect(nobody.pulled()).toBeLessThan(10);
  const announced = stream(10_000, form);
  announced.request.headers.set('content-length', '655360000');
  expect(await readBody(announced.request, { sender: 'known' })).toBe('too-large');
  expect(announced.pulled()).toBe(0);
  const json = stream(10_000, 'application/json');
  expect(await readJson(json.request, 16_384, 'anonymous')).toBe('too-large');
  expect(json.pulled()).toBe(1);
});

test('beyond a sum over all requests bodies are refused instead of kept, and there is room again afterwards', async () => {
  const bytes = Buffer.alloc(24_000_000, 'a');
  bytes.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n');
  bytes.write('\r\n--x--\r\n', bytes.length - 9);
  const upload = () => post(bytes, 'multipart/form-data; boundary=x');
  const outcomes: string[] = [];
  for (let at = 0; at < 4; at += 1) {
    const read = await readBody(upload(), { sender: 'known', files: UPLOAD_LIMIT });
    outcomes.push(typeof read === 'string' ? read : 'read');
  }
  expect(outcomes).toEqual(['read', 'read', 'busy', 'busy']);
  expect(inFlight()).toBeLessThanOrEqual(IN_FLIGHT_LIMIT);
  for (const one of requests.splice(0)) letGo(one);
  // Strangers fill their own part only.
  const refused = await Promise.all(
    Array.from({ length: 400 }, async () => {
      return (await readBody(post('a'.repeat(60_000), form), { sender: 'anonymous' })) === 'busy';
    }),
  );
  expect(refused.filter(Boolean).length).toBeGreaterThan(100);
  expect(inFlight()).toBeLessThanOrEqual(ANONYMOUS_SHARE);
  expect(await readBody(post('a=1', form), { sender: 'known' })).toEqual({ values: { a: '1' }, files: {} });
});

test('broken and endless forms are refused in little time', async () => {
  const limits = { sender: 'known', files: UPLOAD_LIMIT } as const;
  const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
  const multipart = [
    part.repeat(100_000) + '--x--\r\n',
    '--x\r\n' + 'A: b\r\n'.repeat(1_000_000),
    `--x\r\nContent-Disposition: form-data; name="${'%22'.repeat(2_000_000)}"\r\n\r\n\r\n--x--\r\n`,
    `--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n${'\r\n--'.repeat(2_000_000)}`,
    '',
    '--x',
    part,
    `${part}--x`,
    'a=1',
  ];
  for (const body of multipart) {
    const before = cpu();
    const read = await readBody(post(body, 'multipart/form-data; boundary=x'), limits);
    if (body !== '') expect([body.slice(0, 40), read]).not.toEqual([body.slice(0, 40), expect.any(Object)]);
    expect(cpu() - before).toBeLessThan(400);
    for (const one of requests.splice(0)) letGo(one);
  }
  for (const type of [
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=""',
  ])
    expect(await readBody(post(part, type), limits)).toBe('unreadable');
  const before = cpu();
  expect(await readBody(post('a&'.repeat(500_000), form), limits)).toBe('unreadable');
  expect(cpu() - before).toBeLessThan(200);
});

test('JSON that is deep or of endless small values is refused before it is parsed', async () => {
  const of = async (text: string) => {
    const before = cpu();
    const read = await readJson(post(text, 'application/json'), 8 * 1024 * 1024, 'known');
    return { read, ms: cpu() - before };
  };
  const keys = Array.from({ length: 600_000 }, (_, at) => `"k${at}":1`).join();
  for (const text of [
    '['.repeat(1_000_000),
    '['.repeat(5000) + ']'.repeat(5000),
    `{${keys}}`,
    `[${'{},'.repeat(2_000_000)}1]`,
  ]) {
    const { read, ms } = await of(text);
    expect(read).toBe('unreadable');
    expect(ms).toBeLessThan(200);
  }
  // Signs inside of texts are no values.
  const text = JSON.stringify({ a: '[{,:"\\'.repeat(200_000), b: [1, { c: '\\' }] });
  expect((await of(text)).read).toEqual({ value: JSON.parse(text) as unknown });
  const nested = await readBody(post(`{"a":${'['.repeat(90)}${']'.repeat(90)}}`, 'application/json'), {
    sender: 'known',
  });
  expect(nested).toMatchObject({ files: {} });
});

test('names that mean something to the language are names', async () => {
  const body = await readBody(post('__proto__=1&constructor=2&toString=3&toString=4', form), {
    sender: 'known',
  });
  expect(body).toMatchObject({ values: { constructor: '2', toString: ['3', '4'] } });
  expect(({} as Record<string, unknown>)['1']).toBeUndefined();
});
