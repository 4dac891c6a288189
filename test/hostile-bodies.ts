import { commandFields } from './commands.ts';
import { changes, pictures, workbooks } from './hostile.ts';

// Bodies of requests that cost their reader most, each of a size that is taken. What is dear to make is made once.

export type Sent = { readonly name: string; readonly type: string; readonly body: string | Uint8Array };

/** What a body may know of its sender and of where it goes. */
export type Aim = {
  /** The token of the sender's forms; undefined where there are no forms. */
  readonly csrf?: string | undefined;
  /** Bytes that are taken from this sender. */
  readonly room: number;
  /** A meeting that takes items. */
  readonly sessionId: string;
  readonly random: () => number;
};
export type Shape = { readonly name: string; readonly make: (aim: Aim) => Promise<Sent> };

const form = 'application/x-www-form-urlencoded';
/** Names that any reader may look for, in each body. */
const common = ['lines', 'text', 'name', 'q', 'rows', 'stickers', '__proto__', 'constructor'];
const ofCommands = await commandFields();
/** As many in one body as a form has: others each time, so that each route meets its own. */
function namesOf({ random }: Aim): string[] {
  const more = Array.from({ length: 9 }, () => ofCommands[Math.floor(random() * ofCommands.length)] ?? '');
  return [...new Set([...common, ...more])];
}
const units = [' ', '0', '"', '-', '\n', 'а', '. ', ';', '<c r="A1" ', '%', '=', 'е\u0301', '('];

/** One unit again and again, with a letter on either side. */
export function run(bytes: number, random: () => number): string {
  const unit = units[Math.floor(random() * units.length)] ?? ' ';
  return `a${unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)))}b`;
}

const shape = (
  name: string,
  type: string,
  body: (aim: Aim) => Sent['body'] | Promise<Sent['body']>,
): Shape => ({ name, make: async (aim) => ({ name, type, body: await body(aim) }) });

const json = (name: string, body: (aim: Aim) => string): Shape => shape(name, 'application/json', body);
const token = ({ csrf }: Aim) => `csrf=${encodeURIComponent(csrf ?? '')}`;

/** For whatever reads a form or JSON. */
export const forms: readonly Shape[] = [
  shape('form of long texts', form, (aim) => {
    const value = () => encodeURIComponent(run(aim.room / 60, aim.random)).slice(0, aim.room / 20);
    return `${token(aim)}&${namesOf(aim)
      .map((name) => `${name}=${value().replace(/%[0-9A-F]?$/, '')}`)
      .join('&')}`;
  }),
  shape('form of one long text', form, (aim) => {
    const names = namesOf(aim);
    const name = names[Math.floor(aim.random() * names.length)] ?? '';
    return `${token(aim)}&${name}=${run(aim.room, aim.random).replace(/[^ -~]|[%&=<"]/g, '+')}`;
  }),
  shape('form of 10,000 fields', form, (aim) => {
    const names = namesOf(aim);
    const fields = Math.min(10_000, Math.floor(aim.room / 24));
    return `${token(aim)}${Array.from({ length: fields }, (_, at) => `&${names[at % names.length]}=${at}`).join('')}`;
  }),
  shape('form of 19,000 names', form, (aim) => {
    const fields = Math.min(19_000, Math.floor(aim.room / 12));
    return `${token(aim)}${Array.from({ length: fields }, (_, at) => `&f${at}=${at}`).join('')}`;
  }),
  shape('form of nothing', form, (aim) => 'a&'.repeat(aim.room / 2)),
  json('lists without end', (aim) => '['.repeat(aim.room)),
  json('objects inside each other', (aim) => `${'{"a":'.repeat(aim.room / 7)}1${'}'.repeat(aim.room / 7)}`),
  json(
    'many small lists',
    (aim) =>
      `{"items":[${'{"a":[1,2,{}]},'.repeat(Math.min(9000, aim.room / 20))}1],"sentAt":"","app":"","meeting":[${'[0],'.repeat(Math.min(5000, aim.room / 20))}0]}`,
  ),
  json('long texts', (aim) =>
    JSON.stringify({
      ...Object.fromEntries(namesOf(aim).map((name) => [name, run(aim.room / 60, aim.random)])),
      items: Array.from({ length: Math.min(1000, aim.room / 100) }, (_, at) => ({ id: `${at}`, v: 1 })),
      sentAt: 'x',
      app: 'x',
    }),
  ),
];

/** The body of a form with one file. */
function withFile(aim: Aim, name: string, file: string | Uint8Array): Buffer {
  const part = (of: string, more = '') =>
    `--x\r\nContent-Disposition: form-data; name="${of}"${more}\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(`${part('csrf')}${aim.csrf ?? ''}\r\n${part('on')}2026-01-01\r\n`),
    Buffer.from(part('file', `; filename="${name}"`)),
    Buffer.from(file),
    Buffer.from('\r\n--x--\r\n'),
  ]);
}
const multipart = 'multipart/form-data; boundary=x';
const upload = (name: string, of: string, file: (aim: Aim) => string | Uint8Array): Shape =>
  shape(name, multipart, (aim) => withFile(aim, of, file(aim)));

const kept = new Map<string, Promise<Uint8Array>>();
/** Makes it at the first call. */
async function once(name: string, make: () => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array> {
  const made = kept.get(name) ?? Promise.resolve().then(make);
  kept.set(name, made);
  return await made;
}

/** For whatever takes files. */
export const uploads: readonly Shape[] = [
  upload('CSV of quotes', 'a.csv', () => `a;b\n${'"x;'.repeat(300_000)}`),
  upload('CSV of 400,000 lines', 'a.csv', () => 'a;b;c\n'.repeat(400_000)),
  upload('CSV of one cell', 'a.csv', ({ random }) => run(2_000_000, random)),
  upload('CSV of 900,000 cells', 'a.csv', () => `${'айыл;'.repeat(20)}\n`.repeat(45_000)),
  upload('no workbook at all', 'a.xlsx', ({ random }) => `PK\u0003\u0004${run(500_000, random)}`),
  upload('lists without end in a file', 'a.json', () => '['.repeat(2_000_000)),
  upload('a sealed file of nothing', 'a.ashar', ({ random }) =>
    JSON.stringify({ ashar: 1, items: run(2_000_000, random), key: run(1000, random) }),
  ),
  shape('100,000 parts', multipart, () =>
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(100_000),
  ),
  ...Object.entries(workbooks).map(([name, make]) =>
    shape(name, multipart, async (aim) => withFile(aim, 'a.xlsx', await once(`workbook ${name}`, make))),
  ),
];

const item = (aim: Aim, body: Record<string, unknown>) => ({
  id: crypto.randomUUID(),
  schema: 2,
  meetingId: aim.sessionId,
  meeting: 'session',
  madeAt: new Date().toISOString(),
  body,
});
const items = (list: readonly unknown[]) =>
  JSON.stringify({ sentAt: new Date().toISOString(), app: 'x', items: list });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
/** Most bytes of one change of a document that the office takes in. */
const mostChange = 4_000_000;

/** For the items of a device. */
export const itemShapes: readonly Shape[] = [
  ...Object.entries(pictures).map(([name, make]) =>
    shape(`photo: ${name}`, 'application/json', async (aim) =>
      items([item(aim, { kind: 'photo', data: base64(await once(name, make)) })]),
    ),
  ),
  shape('fifty photos', 'application/json', async (aim) => {
    const data = base64(await once('small bomb', () => pictures['PNG of 30 megapixels in 4 KB']!()));
    return items(Array.from({ length: 50 }, () => item(aim, { kind: 'photo', data })));
  }),
  ...Object.entries(changes).map(([name, make]) =>
    shape(`change: ${name}`, 'application/json', async (aim) =>
      items([
        item(aim, { kind: 'document', update: base64(await once(`change ${name}`, () => make(mostChange))) }),
      ]),
    ),
  ),
  shape('1,000 stickers', 'application/json', (aim) => {
    const sticker = { personId: null, slot: null, sex: null, way: 'typed', corrects: null, withdrawn: false };
    return items(
      Array.from({ length: 1000 }, () =>
        item(aim, {
          kind: 'sticker',
          sticker: {
            ...sticker,
            id: crypto.randomUUID(),
            text: run(1900, aim.random),
            deviceTime: new Date().toISOString(),
          },
        }),
      ),
    );
  }),
];

const bytes = 'application/octet-stream';
/** For the changes of a hall, each below a megabyte. */
export const updateShapes: readonly Shape[] = [
  ...Object.entries(changes).map(([name, make]) =>
    shape(`change: ${name}`, bytes, async () => await once(`hall ${name}`, () => make(900_000))),
  ),
  shape('a megabyte of one sign', bytes, ({ random }) =>
    new Uint8Array(1_000_000).fill(Math.floor(random() * 256)),
  ),
];

/** For a picture as it is. */
export const photoShapes: readonly Shape[] = Object.entries(pictures).map(([name, make]) =>
  shape(name, bytes, async () => await once(name, make)),
);
